// Package locale holds what all pages in a language share: the templates and the strings of the
// language, the site as its pages show it, and the formats of days and sizes.
package locale

import (
	"strconv"
	"sync"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/site"
)

// Language holds what the pages in a language share. It is immutable once its fields are set,
// except for its cache of days, and may be used concurrently.
type Language struct {
	// Code is the code of the language as in addresses, Dir its direction: ltr or rtl.
	Code, Dir string
	Templates *layout.Set
	Messages  *message.Localizer
	View      layout.SiteView
	// dates caches each *layout.Date by its day.
	dates sync.Map
}

// Date returns a day in the format of the language.
func (l *Language) Date(d content.Date) (*layout.Date, error) {
	if date, ok := l.dates.Load(d.Unix()); ok {
		return date.(*layout.Date), nil
	}
	month, err := l.Messages.Text("Month" + strconv.Itoa(int(d.Month())))
	if err != nil {
		return nil, err
	}
	text, err := l.Messages.Format("DateFormat", struct {
		Day, Year int
		Month     string
	}{d.Day(), d.Year(), month})
	if err != nil {
		return nil, err
	}
	date := &layout.Date{ISO: d.Format(time.DateOnly), Text: text}
	l.dates.Store(d.Unix(), date)
	return date, nil
}

// Days returns the days of a page that its front matter states, nil for those that it doesn't.
func (l *Language) Days(p *site.Page) (date, updated *layout.Date, err error) {
	if p.Meta.Date.IsSet() {
		if date, err = l.Date(p.Meta.Date.V); err != nil {
			return nil, nil, err
		}
	}
	if u := p.Meta.Updated; u.IsSet() && u.V != p.Meta.Date.V {
		updated, err = l.Date(u.V)
	}
	return date, updated, err
}

// Version returns the days on which the version of a set is in force.
func (l *Language) Version(c *site.Criteria) (v layout.VersionView, err error) {
	if !c.ValidFrom.IsZero() {
		v.From, err = l.Date(c.ValidFrom)
	}
	if err == nil && !c.ValidTo.IsZero() {
		v.Until, err = l.Date(c.ValidTo)
	}
	return v, err
}
