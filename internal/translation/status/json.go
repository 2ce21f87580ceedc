package status

import (
	"encoding/json"
	"io"
)

// The JSON form of a report. Programs read it, so names of fields don't change.
type (
	jsonReport struct {
		Languages []jsonLanguage `json:"languages"`
		Pages     []jsonPage     `json:"pages"`
		Texts     []jsonPage     `json:"texts"`
	}
	jsonLanguage struct {
		Code    string `json:"code"`
		Name    string `json:"name"`
		InStep  int    `json:"in_step"`
		Pages   int    `json:"pages"`
		Percent int    `json:"percent"`
	}
	jsonPage struct {
		Page     string        `json:"page"`
		Versions []jsonVersion `json:"versions"`
	}
	jsonVersion struct {
		Lang        string     `json:"lang"`
		State       string     `json:"state"`
		File        string     `json:"file"`
		Title       *string    `json:"title"`
		URL         *string    `json:"url"`
		Original    *string    `json:"original"`
		Changes     []jsonNote `json:"changes"`
		Differences []jsonNote `json:"differences"`
	}
	jsonNote struct {
		Section *string `json:"section"`
		Message string  `json:"message"`
	}
)

// WriteJSON writes the report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	out := jsonReport{Languages: []jsonLanguage{}, Pages: pagesOf(r.Pages), Texts: pagesOf(r.Texts)}
	for _, l := range r.Languages {
		out.Languages = append(out.Languages, jsonLanguage{l.Code, l.Name, l.InStep, l.Of, l.Percent()})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// pagesOf returns pages in their JSON form; never nil.
func pagesOf(pages []Page) []jsonPage {
	out := []jsonPage{}
	for _, p := range pages {
		page := jsonPage{Page: p.Key}
		for _, v := range p.Versions {
			version := jsonVersion{
				Lang: v.Lang, State: v.State.String(), File: v.File, Title: orNull(v.Title), URL: orNull(v.URL), Original: orNull(v.Original),
				Changes: []jsonNote{}, Differences: []jsonNote{},
			}
			for _, n := range v.Notes {
				note := jsonNote{orNull(n.Section), n.Message}
				if n.Change {
					version.Changes = append(version.Changes, note)
				} else {
					version.Differences = append(version.Differences, note)
				}
			}
			page.Versions = append(page.Versions, version)
		}
		out = append(out, page)
	}
	return out
}

// orNull returns a pointer to s, or nil if s is empty.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
