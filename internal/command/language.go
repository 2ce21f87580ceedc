package command

import (
	"context"
	"io/fs"
	"os"
	"slices"

	baken "baken.example/baken"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// Language returns a language of the site with its strings: the one with the given code, or the
// first one if that is empty. The site needn't be without errors.
func (s *State) Language(ctx context.Context, code string) (string, *message.Localizer, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return "", nil, err
	}
	defer root.Close()
	config, findings, err := siteconfig.Load(source.Root(root))
	if err != nil {
		return "", nil, err
	}
	languages := config.Codes()
	if len(languages) == 0 {
		return "", nil, s.Misread(findings.WithSeverities(nil))
	}
	if code == "" {
		code = languages[0]
	}
	if !slices.Contains(languages, code) {
		return "", nil, usage.Errorf("the site has no language %q%s", code, diag.SuggestOrList(code, languages))
	}
	messages, err := s.Messages(ctx, source.Root(root), config)
	if err != nil {
		return "", nil, err
	}
	return code, messages.In(code), nil
}

// Messages returns the strings of a site's languages, those of templates aside. Errors in them are
// printed.
func (s *State) Messages(ctx context.Context, site fs.FS, config *siteconfig.Config) (*message.Catalog, error) {
	messages, findings, err := message.Load(ctx, baken.Defaults, site, message.Options{Languages: pipeline.Languages(config)})
	if err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(nil); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	return messages, nil
}
