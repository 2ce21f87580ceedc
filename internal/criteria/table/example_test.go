package table_test

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/quantity"
)

// TestExamplesAreMarked compares the marks of rows with the examples of sets: each example whose
// answers are complete is in one row of each table, and no row has a mark for nothing.
func TestExamplesAreMarked(t *testing.T) {
	for _, shape := range criteriatest.Shapes() {
		if !slices.Contains([]string{"rent-support", "taxi-licence", "small-trader", "boxes", "street-trees"}, shape.Name) {
			continue
		}
		t.Run(shape.Name, func(t *testing.T) {
			set, ok := load(t, []byte(shape.YAML))
			if !ok {
				t.Fatal("the set has errors")
			}
			catalog := messages(t)
			in := func(lang string) quantity.Strings { return catalog.In(lang) }
			if err := quantity.Label([]*criteria.Set{set}, []string{"nl", "en"}, in); err != nil || len(set.Examples) == 0 {
				t.Fatal(err)
			}
			complete := 0
			for i := range set.Examples {
				if r := set.Evaluate(set.Examples[i].Answers); r.Next < 0 {
					complete++
				}
			}
			doc := document(t, set, "en")
			marked, within := 0, 0
			for _, r := range doc.Tables[0].Rows {
				if within += r.Examples; r.Examples > 0 {
					marked++
				}
			}
			if within < complete || within > len(set.Examples) {
				t.Errorf("%d examples are in a row, of %d complete ones", within, complete)
			}
			rows := 0
			for _, p := range doc.Sections[0].Parts {
				for _, r := range p.Rows {
					if r.Example {
						rows++
					}
				}
			}
			if doc.Sections[0].Lead == "" && rows != marked {
				t.Errorf("%d rows have a mark, %d have examples", rows, marked)
			}
			if text := doc.Text(); !strings.Contains(text, "✓ There is an agreed example") || strings.Count(text, " ✓\n") < rows {
				t.Error("the marks of the text:", strings.Count(text, " ✓\n"))
			}
			html := string(doc.AppendHTML(nil, 2, nil))
			if n := strings.Count(html, "✓"); n != strings.Count(doc.Text(), "✓") {
				t.Errorf("%d marks in HTML", n)
			}
			b, err := doc.CSV()
			if err != nil {
				t.Fatal(err)
			}
			records, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			column := slices.Index(records[0], "Examples")
			if column < 0 {
				t.Fatal(records[0])
			}
			for i, r := range doc.Tables[0].Rows {
				if records[1+i][column] != strconv.Itoa(r.Examples) {
					t.Errorf("row %d has %s examples in CSV, not %d", i+1, records[1+i][column], r.Examples)
				}
			}
			bare := *set
			bare.Examples = nil
			if text := document(t, &bare, "en").Text(); strings.Contains(text, "✓") {
				t.Error("a set without examples has marks")
			}
		})
	}
}
