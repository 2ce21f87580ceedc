package report

import (
	"encoding/json"
	"io"
)

// The JSON format of a report. Its names are stable.
type (
	jsonReport struct {
		From     string       `json:"from"`
		To       string       `json:"to"`
		Page     string       `json:"page,omitempty"`
		Comments int          `json:"comments"`
		Weeks    []jsonWeek   `json:"weeks"`
		Pages    []jsonPage   `json:"pages"`
		Searches []jsonSearch `json:"searches"`
		jsonVotes
	}
	jsonVotes struct {
		Votes int `json:"votes"`
		Yes   int `json:"yes"`
		No    int `json:"no"`
		// Share is null if there are no votes.
		Share *jsonShare `json:"share"`
	}
	jsonShare struct {
		Value float64 `json:"value"`
		Low   float64 `json:"low"`
		High  float64 `json:"high"`
	}
	jsonWeek struct {
		Week string `json:"week"`
		jsonVotes
	}
	jsonPage struct {
		Page string `json:"page"`
		Lang string `json:"lang"`
		jsonVotes
		Weeks    []jsonWeek    `json:"weeks"`
		Comments []jsonComment `json:"comments"`
	}
	jsonSearch struct {
		Lang   string `json:"lang"`
		Search string `json:"search"`
		// Visitors is a lower bound.
		Visitors int `json:"visitors"`
	}
	jsonComment struct {
		Day     string `json:"day"`
		Helpful string `json:"helpful"`
		// Counts reports whether the vote is among those of the page.
		Counts  bool   `json:"counts"`
		Comment string `json:"comment"`
	}
)

// WriteJSON writes the report as a JSON object. A week is identified by its Monday.
func (r *Report) WriteJSON(w io.Writer) error {
	out := jsonReport{
		From: r.From.String(), To: r.To.String(), Page: r.Page, Comments: r.Comments(),
		Weeks: weeksAsJSON(r.Weeks), Pages: []jsonPage{}, Searches: []jsonSearch{}, jsonVotes: r.Votes.json(),
	}
	for _, p := range r.Pages {
		page := jsonPage{Page: p.Path, Lang: p.Lang, jsonVotes: p.Votes.json(), Weeks: weeksAsJSON(p.Weeks), Comments: []jsonComment{}}
		for _, c := range p.Comments {
			page.Comments = append(page.Comments, jsonComment{c.Day.String(), answer(c.Helpful), c.Counts, c.Text})
		}
		out.Pages = append(out.Pages, page)
	}
	for _, s := range r.Searches {
		out.Searches = append(out.Searches, jsonSearch{s.Lang, s.Text, s.Visitors})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (v Votes) json() jsonVotes {
	out := jsonVotes{Votes: v.Total(), Yes: v.Yes, No: v.No}
	if s, ok := v.Share(); ok {
		out.Share = &jsonShare{s.Value, s.Low, s.High}
	}
	return out
}

func weeksAsJSON(weeks []Week) []jsonWeek {
	out := []jsonWeek{}
	for _, week := range weeks {
		out = append(out, jsonWeek{week.Monday.String(), week.Votes.json()})
	}
	return out
}
