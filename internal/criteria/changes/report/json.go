package report

import (
	"encoding/json"
	"math/big"
	"slices"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/diff/edits"
)

type (
	// document is the JSON of a comparison, as docs/criteria.md describes it.
	document struct {
		Old        side         `json:"old"`
		New        side         `json:"new"`
		Effect     string       `json:"effect"`
		Cases      totals       `json:"cases"`
		Outcomes   []pair       `json:"outcomes"`
		Criteria   []criterion  `json:"criteria"`
		Items      []item       `json:"items"`
		Asked      []asked      `json:"asked"`
		Parts      []part       `json:"parts"`
		Values     []value      `json:"values"`
		Moved      []string     `json:"moved"`
		Conditions []textChange `json:"conditions"`
		Texts      []textChange `json:"texts"`
	}
	side struct {
		Set       string `json:"set"`
		File      string `json:"file"`
		Name      string `json:"name"`
		ValidFrom string `json:"valid_from,omitempty"`
		ValidTo   string `json:"valid_to,omitempty"`
	}
	totals struct {
		Total    *big.Int `json:"total"`
		Changed  *big.Int `json:"changed"`
		Affected *big.Int `json:"affected"`
	}
	// pair holds the result on the old side and on the new one; null stands for no result.
	pair struct {
		Old     any              `json:"old"`
		New     any              `json:"new"`
		Count   *big.Int         `json:"count"`
		Share   string           `json:"share"`
		Percent float64          `json:"percent"`
		Witness map[string][]any `json:"witness"`
		Rows    []map[string]any `json:"rows"`
	}
	criterion struct {
		ID    string `json:"id"`
		Pairs []pair `json:"pairs"`
	}
	item struct {
		Outcome string `json:"outcome"`
		ID      string `json:"id"`
		Pairs   []pair `json:"pairs"`
	}
	asked struct {
		Question string `json:"question"`
		Pairs    []pair `json:"pairs"`
	}
	part struct {
		Kind  string `json:"kind"`
		Owner string `json:"owner,omitempty"`
		ID    string `json:"id"`
		Side  string `json:"side"`
		Line  int    `json:"line"`
	}
	value struct {
		What    string `json:"what"`
		Kind    string `json:"kind"`
		Owner   string `json:"owner,omitempty"`
		ID      string `json:"id"`
		Lang    string `json:"lang,omitempty"`
		Old     string `json:"old"`
		New     string `json:"new"`
		OldLine int    `json:"old_line"`
		NewLine int    `json:"new_line"`
	}
	textChange struct {
		Key     string `json:"key"`
		Lang    string `json:"lang,omitempty"`
		Old     string `json:"old"`
		New     string `json:"new"`
		OldLine int    `json:"old_line"`
		NewLine int    `json:"new_line"`
	}
	// cell holds the answers to a question that a row allows.
	cell struct {
		Answers  []any `json:"answers"`
		NotAsked bool  `json:"not_asked,omitempty"`
	}
	// boxes is an answer of several options.
	boxes struct {
		With    []string `json:"with"`
		Without []string `json:"without"`
	}
)

// JSON returns the comparison for programs.
func (r *Report) JSON() ([]byte, error) {
	c := r.Comparison
	d := document{
		Old: sideOf(c.Old, r.Old), New: sideOf(c.New, r.New), Effect: c.Effect().String(), Cases: totals{c.Total, c.Changed, c.Affected},
		Outcomes: []pair{}, Criteria: []criterion{}, Items: []item{}, Asked: []asked{}, Parts: []part{}, Values: []value{},
		Moved: []string{}, Conditions: texts(c.Conditions), Texts: texts(c.Texts),
	}
	names := keys(c)
	for _, p := range c.Outcomes {
		d.Outcomes = append(d.Outcomes, pairOf(c, names, outcome(c.Old, p.Old), outcome(c.New, p.New), &p.Cases))
	}
	for _, x := range c.Criteria {
		out := criterion{x.ID, []pair{}}
		for _, p := range x.Pairs {
			out.Pairs = append(out.Pairs, pairOf(c, names, p.Old.String(), p.New.String(), &p.Cases))
		}
		d.Criteria = append(d.Criteria, out)
	}
	for _, x := range c.Items {
		d.Items = append(d.Items, item{x.Outcome, x.ID, presence(c, names, x.Pairs)})
	}
	for _, x := range c.Asked {
		d.Asked = append(d.Asked, asked{names[x.Question], presence(c, names, x.Pairs)})
	}
	for _, p := range c.Parts {
		d.Parts = append(d.Parts, part{p.Kind.String(), p.Owner, p.ID, p.Side.String(), p.Pos.Line})
	}
	for _, v := range c.Values {
		d.Values = append(d.Values, value{
			v.Kind.String(), v.Place.Kind.String(), v.Place.Owner, v.Place.ID, v.Lang, v.Old, v.New, v.OldPos.Line, v.NewPos.Line,
		})
	}
	for _, u := range c.Moved {
		d.Moved = append(d.Moved, names[u])
	}
	out, err := json.MarshalIndent(d, "", "  ")
	return append(out, '\n'), err
}

func sideOf(s *criteria.Set, name string) side {
	out := side{Set: s.ID.V, File: s.File, Name: name}
	if !s.ValidFrom.IsZero() {
		out.ValidFrom = s.ValidFrom.Format(time.DateOnly)
	}
	if !s.ValidTo.IsZero() {
		out.ValidTo = s.ValidTo.Format(time.DateOnly)
	}
	return out
}

// keys returns the names of the questions of the union: their ids, and old: or new: before those of
// two questions whose answers can't be compared.
func keys(c *diff.Comparison) []string {
	var out []string
	for u, q := range c.Questions {
		id := c.Union.Questions[u].ID.V
		switch {
		case q.Old >= 0 && q.New < 0 && c.New.Question(id) >= 0:
			id = "old:" + id
		case q.New >= 0 && q.Old < 0 && c.Old.Question(id) >= 0:
			id = "new:" + id
		}
		out = append(out, id)
	}
	return out
}

func outcome(s *criteria.Set, o int) any {
	if o == diff.NoResult {
		return nil
	}
	return s.Outcomes[o].ID.V
}

func presence(c *diff.Comparison, names []string, pairs []diff.Pair[bool]) []pair {
	var out []pair
	for _, p := range pairs {
		out = append(out, pairOf(c, names, p.Old, p.New, &p.Cases))
	}
	return out
}

func pairOf(c *diff.Comparison, names []string, was, is any, x *diff.Cases) pair {
	share := c.Share(x.Count)
	percent, _ := new(big.Rat).Mul(share, big.NewRat(100, 1)).Float64()
	p := pair{Old: was, New: is, Count: x.Count, Share: share.RatString(), Percent: percent, Witness: map[string][]any{}}
	option := func(u, o int) string { return c.Union.Questions[u].Options[o].ID.V }
	for u, options := range x.Witness {
		for _, o := range slices.Sorted(slices.Values(options)) {
			p.Witness[names[u]] = append(p.Witness[names[u]], option(u, o))
		}
	}
	if x.Rows == nil {
		return p
	}
	p.Rows = []map[string]any{}
	for _, row := range x.Rows {
		cells := map[string]any{}
		for _, at := range row {
			out := cell{Answers: []any{}, NotAsked: at.NotAsked}
			for _, a := range at.Answers {
				if !c.Union.Questions[at.Question].Many {
					out.Answers = append(out.Answers, option(at.Question, a.With[0]))
					continue
				}
				b := boxes{[]string{}, []string{}}
				for _, o := range a.With {
					b.With = append(b.With, option(at.Question, o))
				}
				for _, o := range a.Without {
					b.Without = append(b.Without, option(at.Question, o))
				}
				out.Answers = append(out.Answers, b)
			}
			cells[names[at.Question]] = out
		}
		p.Rows = append(p.Rows, cells)
	}
	return p
}

func texts(changes []edits.TextChange) []textChange {
	out := []textChange{}
	for _, t := range changes {
		out = append(out, textChange{path(t.Place, t.Key, ""), t.Lang, t.Old, t.New, t.OldPos.Line, t.NewPos.Line})
	}
	return out
}
