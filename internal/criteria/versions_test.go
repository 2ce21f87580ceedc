package criteria_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

func TestInForce(t *testing.T) {
	date := func(s string) content.Date {
		if s == "" {
			return content.Date{}
		}
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return content.Date{Time: d}
	}
	version := func(id, file, from, to string) *criteria.Set {
		return &criteria.Set{File: file, ID: content.Text{V: id}, ValidFrom: date(from), ValidTo: date(to)}
	}
	sets := []*criteria.Set{
		version("a", "1", "2018-11-09", "2019-12-31"), version("a", "2", "2020-01-01", ""), version("b", "3", "2019-06-01", "2019-06-01"),
		version("c", "4", "", "2018-11-08"), version("c", "5", "2018-11-09", "2018-11-09"),
	}
	for day, want := range map[string]string{
		"1800-01-01": "c 4", "2018-11-08": "c 4", "2018-11-09": "a 1, c 5", "2019-06-01": "a 1, b 3", "2019-06-02": "a 1",
		"2019-12-31": "a 1", "2020-01-01": "a 2", "2099-01-01": "a 2",
	} {
		in := criteria.InForce(sets, date(day))
		var got []string
		for _, id := range slices.Sorted(maps.Keys(in)) {
			got = append(got, id+" "+in[id].File)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	day := func(d int) content.Date { return content.Date{Time: time.Date(2026, 8, d, 0, 0, 0, 0, time.UTC)} }
	for _, c := range []struct {
		set           criteria.Set
		version, days string
	}{
		{criteria.Set{ValidTo: day(14)}, "first", "up to 2026-08-14"},
		{criteria.Set{ValidFrom: day(1), ValidTo: day(14)}, "2026-08-01", "from 2026-08-01 to 2026-08-14"},
		{criteria.Set{ValidFrom: day(15)}, "2026-08-15", "from 2026-08-15"},
	} {
		if v, d := c.set.Version(), c.set.Days(); v != c.version || d != c.days {
			t.Errorf("got %q, %q, want %q, %q", v, d, c.version, c.days)
		}
	}
}
