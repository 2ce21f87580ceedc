// Package asking makes the manifest by which the feedback service knows a site.
package asking

import (
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/site"
)

// Manifest returns the feedback manifest of a site: the pages that ask, and the texts of problems.
func Manifest(s *site.Site, messages *message.Catalog, assets *asset.Set) (*manifest.Site, error) {
	out := &manifest.Site{Origin: s.Base().Origin, Base: s.Base().Path}
	if s.CountsSearches() {
		out.Quorum = s.Config.UnansweredSearches.V
	}
	for _, name := range assets.Names() {
		if out.Stylesheet == "" && path.Ext(name) == ".css" && !strings.Contains(name, "/") {
			out.Stylesheet = s.Address(assets.Get(name).Path)
		}
	}
	for _, code := range s.Languages {
		texts, err := problemTexts(messages.In(code))
		if err != nil {
			return nil, err
		}
		texts.Site = s.Config.Title.In(code)
		l := manifest.Language{Code: code, Texts: texts, Pages: []string{}}
		for _, p := range s.Pages {
			if p.Lang == code && s.AsksFeedback(p) {
				l.Pages = append(l.Pages, p.URL)
				if p.Meta.Criteria.V != "" {
					l.Pages = append(l.Pages, p.URL+manifest.ResultPart)
				}
			}
		}
		if s.CountsSearches() {
			slug, err := messages.In(code).Text("SearchSlug")
			if err != nil {
				return nil, err
			}
			l.Search = s.Address(site.SearchPath(code, slug))
		}
		slices.Sort(l.Pages)
		out.Languages = append(out.Languages, l)
	}
	return out, nil
}

// problemTexts are the texts for a reader whose answer can't be accepted.
func problemTexts(l *message.Localizer) (t feedback.Texts, err error) {
	for _, m := range []struct {
		id   string
		text *string
	}{
		{"TextDirection", &t.Direction},
		{"FeedbackNotSaved", &t.Title},
		{"FeedbackRefused", &t.Refused},
		{"FeedbackTooLong", &t.TooLong},
		{"FeedbackTooMany", &t.TooMany},
		{"FeedbackUnavailable", &t.Unavailable},
		{"FeedbackComment", &t.Comment},
		{"FeedbackSendAgain", &t.Send},
		{"FeedbackBack", &t.Back},
		{"FeedbackThanksYes", &t.Yes},
		{"FeedbackThanksNo", &t.No},
		{"FeedbackHelped", &t.Helped},
		{"FeedbackMissing", &t.Missing},
		{"FeedbackOptional", &t.Optional},
		{"FeedbackWhy", &t.Why},
		{"FeedbackSend", &t.SendComment},
		{"FeedbackTrap", &t.Trap},
	} {
		if *m.text, err = l.Text(m.id); err != nil {
			return t, err
		}
	}
	return t, nil
}
