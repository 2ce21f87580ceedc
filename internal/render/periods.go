package render

import (
	"baken.example/baken/internal/layout"
)

// periods appends the content of the directive ::periods in a file: the periods in which the
// versions of a set are in force, the latest first, each with a link to its self-check.
func (r *Renderer) periods(b []byte, l *language, file, set string) ([]byte, error) {
	versions, page := r.Site.Versions(set), r.Site.Resolve(file, "").Page
	v := layout.PeriodsView{}
	for i := len(versions) - 1; i >= 0; i-- {
		c := versions[i]
		period := layout.PeriodView{InForce: r.Site.Criteria[set] == c}
		var err error
		if period.VersionView, err = l.Version(c); err != nil {
			return b, err
		}
		if p := r.Site.CheckPage(c, l.Code); p != nil {
			period.URL = p.URL
		}
		period.Here = page != nil && r.Site.CheckOf(page) == c
		v.Periods = append(v.Periods, period)
	}
	return l.Templates.Append(b, "partials/criteria-periods.html", v)
}
