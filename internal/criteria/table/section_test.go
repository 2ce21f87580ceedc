package table_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/table"
)

// given returns the answers of a state to the questions that are asked.
func given(set *criteria.Set, state criteria.Answers) criteria.Answers {
	answers := criteria.Answers{}
	for _, q := range set.Evaluate(state).Asked {
		answers[q] = state[q]
	}
	return answers
}

// about reports whether a part, by its heading, is about answers.
func about(p *table.Part, lead string, answers criteria.Answers) bool {
	if p.Heading == "" {
		return true
	}
	var q int
	fmt.Sscanf(lead, "There is a table for each answer to “q%d?”", &q)
	if strings.HasPrefix(p.Heading, "The question") {
		return len(answers[q]) == 0
	}
	return len(answers[q]) == 1 && holds(p.Heading, answers[q])
}

// TestSectionsAgreeWithEvaluation reads the tables as they are on a page: for every complete set of
// answers exactly one row of exactly one table of each decision holds, in the table whose heading
// names those answers, and its result is that of the evaluation.
func TestSectionsAgreeWithEvaluation(t *testing.T) {
	total, split := 0, 0
	for seed := range 80 {
		set := named(criteriatest.Random(rand.New(rand.NewPCG(uint64(seed), 13)), 4+seed%4))
		d := document(t, set, "en")
		split += agree(t, fmt.Sprint("set ", seed), d)
		states, _, _ := criteriatest.States(set, 1_500, 300, 1)
		for state := range states {
			if !complete(set, state) {
				continue
			}
			total++
			result := set.Evaluate(state)
			answers := given(set, state)
			for i := range d.Sections {
				want := fmt.Sprintf("r%d", result.Outcome)
				if i > 0 {
					want = words[result.Verdicts[i-1]]
				}
				if got := rows(&d.Sections[i], answers); len(got) != 1 || got[0].Text != want {
					t.Fatalf("set %d: rows %v of %q hold for %v, not one of %s", seed, got, d.Sections[i].Heading, answers, want)
				}
			}
		}
	}
	t.Logf("%d sets of complete answers, %d decisions that are split", total, split)
	if total < 3_000 || split < 10 {
		t.Errorf("only %d sets of complete answers and %d decisions that are split", total, split)
	}
}

var words = map[criteria.Verdict]string{
	criteria.NotApplicable: "Does not apply", criteria.Met: "Met", criteria.Unmet: "Not met", criteria.Open: "Can’t be assessed yet",
}

// rows returns the rows of a section that hold for answers, in the parts that are about them.
func rows(s *table.Section, answers criteria.Answers) (out []table.PartRow) {
	for i := range s.Parts {
		p := &s.Parts[i]
		if !about(p, s.Lead, answers) {
			continue
		}
		for _, r := range p.Rows {
			fits := true
			for j, cell := range r.Cells {
				var q int
				fmt.Sscanf(p.Columns[j].Brief, "q%d?", &q)
				fits = fits && holds(cell, answers[q])
			}
			if fits {
				out = append(out, r)
			}
		}
	}
	return out
}

// agree holds that the HTML of a document says what its sections say, and returns how many of them
// are split: the cells that a row has are its own or those of an earlier row that spans it, no cell
// overlaps another, and every one of them has a column header.
func agree(t *testing.T, name string, d *table.Document) (split int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(d.AppendHTML(nil, 3, nil))))
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]*html.Node{}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Table {
			tables[attribute(n, "aria-labelledby")] = n
		}
		if id := attribute(n, "href"); n.DataAtom == atom.A && tables[id] != nil {
			t.Fatalf("%s: %s is linked after its table", name, id)
		}
	}
	for _, s := range d.Sections {
		if len(s.Parts) > 1 {
			split++
		}
		for _, p := range s.Parts {
			if len(p.Columns) == 0 {
				continue
			}
			id := p.ID
			if p.Heading == "" {
				id = s.ID
			}
			grid := cells(t, tables[id])
			if len(grid) != 1+len(p.Rows) {
				t.Fatalf("%s: %d rows of %s, not %d", name, len(grid), id, 1+len(p.Rows))
			}
			for i, r := range p.Rows {
				want := []string{fmt.Sprint(r.Number, " ", r.Text)}
				for j, c := range r.Cells {
					if c != "" {
						name := p.Columns[j].Brief
						if !strings.HasSuffix(name, "?") {
							name += ":"
						}
						c = name + " " + c
					} else {
						c = "—"
					}
					want = append(want, c)
				}
				for j, got := range grid[i+1] {
					if j > 0 && got != want[j] || j == 0 && (!strings.HasPrefix(got, strconv.Itoa(r.Number)) || !strings.Contains(got, r.Text)) {
						t.Fatalf("%s: row %d of %s is %q, not %q", name, r.Number, id, grid[i+1], want)
					}
				}
			}
		}
	}
	return split
}

// cells returns the texts of the cells of a table, by row and column (HTML, section 4.9.12, forming
// a table). A cell that spans rows is in each of them.
func cells(t *testing.T, table *html.Node) (grid [][]string) {
	t.Helper()
	var spans []int // how many rows more the cell above spans, by column
	var above []string
	columns := 0
	for n := range table.Descendants() {
		if n.DataAtom == atom.Tbody {
			for c, span := range spans {
				if span > 0 {
					t.Fatalf("a cell of column %d spans %d rows more than its group has", c, span)
				}
			}
		}
		if n.DataAtom != atom.Tr {
			continue
		}
		if columns == 0 {
			for range n.ChildNodes() {
				columns++
			}
			spans, above = make([]int, columns), make([]string, columns)
		}
		row := make([]string, columns)
		c := 0
		for cell := range n.ChildNodes() {
			for c < columns && spans[c] > 0 {
				row[c] = above[c]
				spans[c]--
				c++
			}
			if c >= columns {
				t.Fatalf("a row has more than %d cells", columns)
			}
			scope := attribute(cell, "scope")
			if header := cell.DataAtom == atom.Th; header != (len(grid) == 0 || c == 0) || header && scope == "" {
				t.Fatalf("a cell of row %d, column %d is <%s scope=%s>", len(grid), c, cell.Data, scope)
			}
			row[c] = textOf(cell)
			above[c] = row[c]
			if n, err := strconv.Atoi(attribute(cell, "rowspan")); err == nil {
				spans[c] = n - 1
			}
			c++
		}
		for ; c < columns; c++ {
			if spans[c] == 0 {
				t.Fatalf("row %d has no cell in column %d", len(grid), c)
			}
			row[c] = above[c]
			spans[c]--
		}
		grid = append(grid, row)
	}
	return grid
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestGroups holds that repeated answers are written again at least every eight rows, so that a
// printed page never lacks them, and that a row says on a card what it shares with the one above.
func TestGroups(t *testing.T) {
	own, ok := load(t, read(t, ownSet))
	if !ok {
		t.Fatal("the set has errors")
	}
	d := document(t, own, "en")
	if len(d.Sections[0].Parts) < 3 {
		t.Fatalf("%d parts", len(d.Sections[0].Parts))
	}
	if agree(t, "the portal's", d) == 0 {
		t.Error("nothing is split")
	}
	root, err := html.Parse(strings.NewReader(string(d.AppendHTML(nil, 3, nil))))
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Tbody:
			rows := 0
			for range n.ChildNodes() {
				rows++
			}
			if rows > 8 {
				t.Errorf("a group of %d rows", rows)
			}
		case n.DataAtom == atom.Span:
			shared++
		}
	}
	want := 0
	for _, s := range d.Sections {
		for _, p := range s.Parts {
			for i := 1; i < len(p.Rows); i++ {
				for j, c := range p.Rows[i].Cells {
					if c != p.Rows[i-1].Cells[j] {
						break
					}
					want++
				}
			}
		}
	}
	if shared == 0 || shared > want {
		t.Errorf("%d answers are shared on cards, of at most %d", shared, want)
	}
}

// TestCombinations compares the outcomes by verdicts with the evaluation of random sets: the first
// row whose verdicts and condition hold has the outcome that is reached.
func TestCombinations(t *testing.T) {
	total, sets := 0, 0
	for seed := range 120 {
		set := named(criteriatest.Random(rand.New(rand.NewPCG(uint64(seed), 17)), 1+seed%5))
		if d := document(t, set, "en"); d.Combinations != nil {
			sets++
			columns := len(d.Combinations.Criteria)
			for _, r := range d.Combinations.Rows {
				if len(r.Verdicts) != columns || r.Rest != "" && d.Combinations.Rest == "" {
					t.Fatalf("set %d: row %v of %d columns", seed, r, columns)
				}
			}
			total += first(t, seed, set)
		}
	}
	t.Logf("%d sets of complete answers to %d sets", total, sets)
	if total < 1_000 || sets < 20 {
		t.Errorf("only %d sets of complete answers to %d sets", total, sets)
	}
}

func first(t *testing.T, seed int, set *criteria.Set) (total int) {
	list := phrase.Combinations(set)
	states, _, _ := criteriatest.States(set, 2_000, 100, 1)
	for state := range states {
		if !complete(set, state) {
			continue
		}
		total++
		result := set.Evaluate(state)
		i := slices.IndexFunc(list, func(c phrase.Combination) bool {
			for criterion, v := range c.Verdicts {
				if v != nil && !slices.Contains(v, result.Verdicts[criterion]) {
					return false
				}
			}
			if c.Rest == nil {
				return true
			}
			probe := *set
			probe.Outcomes, probe.Applies = []criteria.Outcome{{When: c.Rest}}, nil
			return probe.Evaluate(state).Outcome == 0
		})
		if got := list[max(i, 0)].Outcome; i < 0 && result.Outcome >= 0 || i >= 0 && got != result.Outcome {
			t.Fatalf("set %d: row %d has outcome %d for %v, not %d", seed, i, got, state, result.Outcome)
		}
	}
	return total
}
