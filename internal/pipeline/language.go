package pipeline

import (
	"context"
	"io/fs"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/message/standin"
	"baken.example/baken/internal/overlay"
)

// Languages returns the languages of a site, with the forms of address that it chose.
func Languages(config *siteconfig.Config) []message.Language {
	out := make([]message.Language, len(config.Languages))
	for i, l := range config.Languages {
		out[i] = message.Language{Code: l.Code.V, Form: string(l.Address.V), File: content.ConfigFile, Pos: l.Address.Pos}
	}
	return out
}

// marking returns an artifact in which the marks of strings that stand in for missing ones are
// visible.
func marking(a artifact.Artifact) artifact.Artifact {
	if a.Open != nil {
		return a
	}
	rendered := a.Append
	a.Append = func(b []byte) ([]byte, error) {
		start := len(b)
		b, err := rendered(b)
		if err != nil {
			return b, err
		}
		return append(b[:start], standin.Visible(b[start:], a.MediaType)...), nil
	}
	return a
}

// Further returns a function that finds the files of the search indexes by their paths; nil if the
// site has no search, or isn't rendered. It outlives later loads of the session.
func (p *Result) Further() func(path string) (artifact.Artifact, bool) {
	if p.indexes == nil {
		return nil
	}
	indexes := p.indexes
	if !p.standIns {
		return indexes.Find
	}
	return func(path string) (artifact.Artifact, bool) {
		a, found := indexes.Find(path)
		return marking(a), found
	}
}

// number is 1 for true, as an input of a stage.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Strings returns the strings of one language of a site, which needn't be among the languages in
// its settings, with those that the site's templates use; and findings on both.
func Strings(ctx context.Context, site, defaults fs.FS, lang message.Language) (*message.Catalog, diag.List, error) {
	templates, findings, err := layout.Load(ctx, overlay.FS{Upper: site, Lower: defaults})
	if err != nil {
		return nil, findings, err
	}
	catalog, list, err := message.Load(ctx, defaults, site, message.Options{Languages: []message.Language{lang}, Uses: templates.Uses})
	findings.Join(list)
	return catalog, findings, err
}

// severitiesOf returns the severities that the settings of a site give to findings. Strings that
// are missing are none to stop for where others stand in for them.
func severitiesOf(config *siteconfig.Config, o Options) map[diag.Code]diag.Severity {
	out := config.Severities()
	if o.StandIns {
		out[diag.StringMissing], out[diag.StringPlural] = diag.Warning, diag.Warning
	}
	return out
}
