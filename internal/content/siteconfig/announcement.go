package siteconfig

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// Announcement is a line at the top of every page, for a time.
type Announcement struct {
	Text  content.Localized              `yaml:"text,required,line" jsonschema:"One or two sentences, with links and emphasis as in a page; links are relative to content/."`
	From  strictyaml.Value[content.Date] `yaml:"from" jsonschema:"The first day that it is there. Without one, it is there from the next build on."`
	Until strictyaml.Value[content.Date] `yaml:"until" jsonschema:"The last day that it is there. Without one, it stays."`
}

// Shown reports whether the announcement is there on a day. a may be nil.
func (a *Announcement) Shown(day content.Date) bool {
	return a != nil && !(a.From.IsSet() && day.Before(a.From.V.Time)) && !(a.Until.IsSet() && day.After(a.Until.V.Time))
}

func (v configChecker) announcement() {
	a := v.c.Announcement
	if a == nil {
		return
	}
	v.localized("text", a.Text)
	if from, until := a.From, a.Until; from.IsSet() && until.IsSet() && until.V.Before(from.V.Time) {
		v.add(until.Pos, diag.DateOrder, "put a later day here: until is the last day that the announcement is there",
			"the announcement ends before it begins")
	}
}
