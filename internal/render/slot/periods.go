package slot

import (
	"baken.example/baken/internal/layout"
)

// periods appends the content of the directive ::periods in a file: the periods in which the
// versions of a set are in force, the latest first, each with a link to its self-check.
func (fl *Filler) periods(b []byte, file, set string) ([]byte, error) {
	versions, page := fl.Site.Versions(set), fl.Site.Resolve(file, "").Page
	v := layout.PeriodsView{}
	for i := len(versions) - 1; i >= 0; i-- {
		c := versions[i]
		period := layout.PeriodView{InForce: fl.Site.Criteria[set] == c}
		var err error
		if period.VersionView, err = fl.l.Version(c); err != nil {
			return b, err
		}
		if p := fl.Site.CheckPage(c, fl.l.Code); p != nil {
			period.URL = p.URL
		}
		period.Here = page != nil && fl.Site.CheckOf(page) == c
		v.Periods = append(v.Periods, period)
	}
	return fl.l.Templates.Append(b, "partials/criteria-periods.html", v)
}
