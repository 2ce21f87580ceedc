package site

import (
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// securityNotice is how long before security.txt expires the finding about it begins.
const securityNotice = 30 * 24 * time.Hour

// checkReviews reports pages whose review is overdue or dated in the future, and a security.txt
// that has expired or soon will.
func (b *builder) checkReviews() {
	if e := b.Config.Security.Expires; e.IsSet() && e.V.Before(b.options.Date.Add(securityNotice)) {
		verb := "expires"
		if !e.V.After(b.options.Date.Time) {
			verb = "expired"
		}
		b.findings.Add(content.ConfigFile, e.Pos, diag.SiteSecurity, "check the contact and put a day within the next year here",
			"security.txt %s on %s", verb, e.V.Format(time.DateOnly))
	}
	today := b.options.Date
	if b.options.Today.After(today.Time) {
		today = b.options.Today
	}
	for _, p := range b.Pages {
		m := p.Meta
		b.checkDays(p, today)
		if m.Reviewed.IsSet() && m.Reviewed.V.After(today.Time) {
			b.findings.Add(p.File, m.Reviewed.Pos, diag.DateOrder, "put the day here on which the page was last read",
				"reviewed lies in the future: %s", m.Reviewed.V.Format(time.DateOnly))
			continue
		}
		if !m.Reviewed.IsSet() || !m.ReviewEvery.IsSet() {
			continue
		}
		if due := m.ReviewEvery.V.After(m.Reviewed.V); b.options.Date.After(due.Time) {
			b.findings.Add(p.File, m.Reviewed.Pos, diag.ReviewOverdue, "read it again and put today's date here",
				"the page was to be reviewed by %s", due.Format(time.DateOnly))
		}
	}
}

// checkDays reports days of a page that lie in the future. The date of a page may, where the page
// isn't published before.
func (b *builder) checkDays(p *Page, today content.Date) {
	m := p.Meta
	if m.Draft {
		return
	}
	if d := m.Date; d.IsSet() && d.V.After(today.Time) && m.Publish.V.Before(d.V.Time) {
		b.findings.Add(p.File, d.Pos, diag.DateOrder, "add publish: "+d.V.Format(time.DateOnly)+" if the page is to be there from that day on",
			"date lies in the future, and the page would be there before: %s", d.V.Format(time.DateOnly))
	}
	if u := m.Updated; u.IsSet() && u.V.After(today.Time) && m.Publish.V.Before(u.V.Time) {
		b.findings.Add(p.File, u.Pos, diag.DateOrder, "put the day of the last change of substance here",
			"updated lies in the future: %s", u.V.Format(time.DateOnly))
	}
}
