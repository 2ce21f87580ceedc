package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/export"
)

// values is a set with answers of each kind of value, and a constant.
func values() *criteria.Set {
	set := small()
	set.Constants = []criteria.Constant{
		{ID: text("most"), Value: criteria.Value{Kind: criteria.Money, Units: 3_125_050, Decimals: 2, Currency: "EUR"}},
		{ID: text("first_day"), Value: criteria.Value{Kind: criteria.Day, Units: 366}},
		{ID: text("few"), Value: criteria.Value{Units: -25, Decimals: 1}},
	}
	income := &criteria.Scale{Kind: criteria.Money, Decimals: 2, Currency: "EUR", Min: -100, Max: 10_000_000, Step: 1, Intervals: []criteria.Interval{{Low: -100, High: 3_125_050}, {Low: 3_125_051, High: 10_000_000}}}
	born := &criteria.Scale{Kind: criteria.Day, Min: 0, Max: 400, Step: 1, Intervals: []criteria.Interval{{Low: 0, High: 365}, {Low: 366, High: 400}}}
	people := &criteria.Scale{Min: 0, Max: 9, Step: 1, Intervals: []criteria.Interval{{Low: 0, High: 9}}}
	for id, s := range map[string]*criteria.Scale{"income": income, "born": born, "people": people} {
		q := criteria.Question{ID: text(id), Text: both(id), Scale: s}
		for _, in := range s.Intervals {
			q.Options = append(q.Options, criteria.Option{ID: text(s.IntervalID(in)), Label: both("interval")})
		}
		if id == "income" {
			q.Options = append(q.Options, criteria.Option{ID: text("unknown"), Unsure: true, Label: both("?")})
		}
		if id == "people" {
			q.Unit = both("people")
		}
		set.Questions = append(set.Questions, q)
	}
	set.Examples = append(set.Examples, criteria.Example{
		Answers: criteria.Answers{set.Question("income"): {0}, set.Question("people"): {0}},
		Values:  map[int]int64{set.Question("income"): 3_125_050}, Outcome: 1,
	})
	return set
}

func TestValues(t *testing.T) {
	set := values()
	published := write(t, set)
	if err := schema(t).Validate(decode(t, published)); err != nil {
		t.Error(err)
	}
	var d export.Document
	if err := json.Unmarshal(published, &d); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]export.Constant{
		{ID: "most", Type: "money", Value: "31250.50", Currency: "EUR"},
		{ID: "first_day", Type: "date", Value: "1971-01-02"},
		{ID: "few", Type: "number", Value: "-2.5"},
	}, d.Constants); diff != "" {
		t.Error(diff)
	}
	for id, want := range map[string]string{
		"income": "money -1.00 100000.00 0.01 EUR -1.00..31250.50=-1.00,31250.50 31250.51..100000.00=31250.51,100000.00 unknown=,",
		"born":   "date 1970-01-01 1971-02-05 1  1970-01-01..1971-01-01=1970-01-01,1971-01-01 1971-01-02..1971-02-05=1971-01-02,1971-02-05",
		"people": "number 0 9 1  0..9=0,9",
	} {
		q := d.Questions[set.Question(id)]
		got := strings.Join([]string{string(q.Type), string(q.Min), string(q.Max), string(q.Step), string(q.Currency)}, " ")
		for _, o := range q.Options {
			got += " " + string(o.ID) + "=" + string(o.From) + "," + string(o.To)
		}
		if got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", id, got, want)
		}
	}
	if got := d.Examples[len(d.Examples)-1]; got.Values["income"] != "31250.50" || len(got.Values) != 1 || got.Answers["income"][0] != "-1.00..31250.50" {
		t.Errorf("the example is %+v", got)
	}
	for old, new := range map[string]string{
		`"min": "-1.00"`: `"min": "€ -1"`, `"currency": "EUR"`: `"currency": "euro"`, `"to": "31250.50"`: `"to": 31250.50`,
		`"id": "-1.00..31250.50"`: `"id": "-1.00.."`, `"type": "money"`: `"type": "amount"`,
	} {
		broken := strings.Replace(string(published), old, new, 1)
		if broken == string(published) || schema(t).Validate(decode(t, []byte(broken))) == nil {
			t.Errorf("with %s for %s it is valid", new, old)
		}
	}
}
