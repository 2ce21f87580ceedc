package diff_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff"
)

// brute compares two sets by going through every case with [criteria.Set.Evaluate], one question
// after the other. It shares nothing with the package but the definition of a case.
type brute struct {
	old, new *criteria.Set
	cases    []*bruteCase
	limit    int
}

// reply is an answer to a question: the options chosen on each side, nil where it isn't possible,
// and, for a scale, a value.
type reply struct {
	old, new []int
	// options are the ids of the options chosen, value is a value of a scale.
	options []string
	value   int64
	scaled  bool
}

// bruteCase is a case: replies by key of the question, and the results.
type bruteCase struct {
	replies  map[string]reply
	old, new *bruteResult
}

type bruteResult struct {
	asked   map[string]bool
	blocked bool
	criteria.Result
}

// key identifies a question of either side: those that can't be compared have two keys.
func (b *brute) key(set *criteria.Set, q int) string {
	id := set.Questions[q].ID.V
	other := b.old
	if set == b.old {
		other = b.new
	}
	o := other.Question(id)
	if o < 0 {
		return id
	}
	x, y := set.Questions[q].Scale, other.Questions[o].Scale
	if (x == nil) != (y == nil) || x != nil && (x.Kind != y.Kind || x.Currency != y.Currency) {
		if set == b.old {
			return id + " old"
		}
		return id + " new"
	}
	return id
}

// find returns the question with a key, or nil.
func (b *brute) find(set *criteria.Set, key string) *criteria.Question {
	for q := range set.Questions {
		if b.key(set, q) == key {
			return &set.Questions[q]
		}
	}
	return nil
}

// replies returns all replies to a question that are possible on a side.
func (b *brute) replies(key string) (out []reply) {
	old, new := b.find(b.old, key), b.find(b.new, key)
	q := new
	if q == nil {
		q = old
	}
	if q.Scale != nil {
		out = b.values(old, new)
	}
	var ids []string
	add := func(q *criteria.Question) {
		if q == nil {
			return
		}
		for i, o := range q.Options {
			if (q.Scale == nil || i >= len(q.Scale.Intervals)) && !slices.Contains(ids, o.ID.V) {
				ids = append(ids, o.ID.V)
			}
		}
	}
	add(new)
	add(old)
	for set := 1; set < 1<<len(ids); set++ {
		r := reply{}
		for i, id := range ids {
			if set>>i&1 == 1 {
				r.options = append(r.options, id)
			}
		}
		choose := func(q *criteria.Question) []int {
			if q == nil {
				return nil
			}
			var options []int
			for _, id := range r.options {
				o := q.Option(id)
				if o < 0 {
					return nil
				}
				options = append(options, o)
			}
			return q.Answer(options)
		}
		r.old, r.new = choose(old), choose(new)
		if r.old != nil || r.new != nil {
			out = append(out, r)
		}
	}
	return out
}

// values returns a reply for each kind of values of a scale that a side can tell apart.
func (b *brute) values(old, new *criteria.Question) (out []reply) {
	seen := map[string]bool{}
	for v := int64(-5); v < 60; v++ {
		signature := ""
		r := reply{value: v, scaled: true}
		place := func(q *criteria.Question) []int {
			if q == nil {
				return nil
			}
			s := q.Scale
			switch {
			case v < s.Min:
				signature += " below"
				return nil
			case v > s.Max:
				signature += " above"
				return nil
			}
			i := 0
			for j, in := range s.Intervals {
				if v >= in.Low {
					i = j
				}
			}
			if (v-s.Min)%s.Step != 0 {
				signature += fmt.Sprint(" beside ", i)
				return nil
			}
			signature += fmt.Sprint(" in ", i)
			return []int{i}
		}
		r.old, r.new = place(old), place(new)
		if (r.old != nil || r.new != nil) && !seen[signature] {
			seen[signature] = true
			out = append(out, r)
		}
	}
	return out
}

// walk goes through one side: it returns the key of the first question without a reply, or the
// result.
func (b *brute) walk(set *criteria.Set, replies map[string]reply) (string, *bruteResult) {
	r := &bruteResult{asked: map[string]bool{}}
	answers := criteria.Answers{}
	for {
		r.Result = set.Evaluate(answers)
		if r.Next < 0 || r.Stopped() {
			return "", r
		}
		key := b.key(set, r.Next)
		given, ok := replies[key]
		if !ok {
			return key, nil
		}
		r.asked[key] = true
		mine := given.new
		if set == b.old {
			mine = given.old
		}
		if mine == nil {
			r.blocked = true
			return "", r
		}
		answers[r.Next] = mine
	}
}

// run finds all cases. It is false when there are more than the limit.
func (b *brute) run(replies map[string]reply) bool {
	key, was := b.walk(b.old, replies)
	var is *bruteResult
	if key == "" {
		key, is = b.walk(b.new, replies)
	}
	if key == "" {
		c := &bruteCase{map[string]reply{}, was, is}
		for k, r := range replies {
			if !(was.asked[k] && r.old != nil) && !(is.asked[k] && r.new != nil) {
				return true // Nobody can give this answer.
			}
			c.replies[k] = r
		}
		if was.blocked && is.blocked {
			return true
		}
		b.cases = append(b.cases, c)
		return len(b.cases) <= b.limit
	}
	for _, r := range b.replies(key) {
		replies[key] = r
		if !b.run(replies) {
			return false
		}
	}
	delete(replies, key)
	return true
}

// answers returns a case as answers to the questions of the union.
func (b *brute) answers(c *diff.Comparison, x *bruteCase) criteria.Answers {
	out := criteria.Answers{}
	for u, from := range c.Questions {
		key := ""
		if from.New >= 0 {
			key = b.key(b.new, from.New)
		} else {
			key = b.key(b.old, from.Old)
		}
		r, ok := x.replies[key]
		if !ok {
			continue
		}
		q := &c.Union.Questions[u]
		if r.scaled {
			for i, in := range q.Scale.Intervals {
				o := from.Options[i]
				if r.value >= in.Low && r.value <= in.High && (o.Old >= 0) == (r.old != nil) && (o.New >= 0) == (r.new != nil) {
					out[u] = append(out[u], i)
				}
			}
			continue
		}
		for _, id := range r.options {
			out[u] = append(out[u], q.Option(id))
		}
		sort.Ints(out[u])
	}
	return out
}

// pairs returns the cases of each pair that differs, by a name.
func (b *brute) pairs() map[string][]*bruteCase {
	out := map[string][]*bruteCase{}
	for _, c := range b.cases {
		add := func(what, was, is string) {
			if was != is {
				name := what + ": " + was + " → " + is
				out[name] = append(out[name], c)
			}
		}
		outcome := func(set *criteria.Set, r *bruteResult) string {
			if r.blocked {
				return "none"
			}
			return set.Outcomes[r.Outcome].ID.V
		}
		was, is := outcome(b.old, c.old), outcome(b.new, c.new)
		add("outcome", was, is)
		if c.old.blocked || c.new.blocked {
			continue
		}
		for _, id := range union(b.old.CriterionIDs(), b.new.CriterionIDs()) {
			verdict := func(set *criteria.Set, r *bruteResult) string {
				i := set.Criterion(id)
				switch {
				case i < 0:
					return "absent"
				case r.Verdicts[i] == criteria.Pending:
					return "not_assessed"
				}
				return r.Verdicts[i].String()
			}
			add("criterion "+id, verdict(b.old, c.old), verdict(b.new, c.new))
		}
		if was == is {
			for _, id := range union(items(b.old, c.old), items(b.new, c.new)) {
				add("item "+was+"/"+id, fmt.Sprint(slices.Contains(items(b.old, c.old), id)), fmt.Sprint(slices.Contains(items(b.new, c.new), id)))
			}
		}
		for key := range c.replies {
			add("asked "+key, fmt.Sprint(c.old.asked[key]), fmt.Sprint(c.new.asked[key]))
		}
	}
	return out
}

func items(set *criteria.Set, r *bruteResult) (out []string) {
	for _, i := range r.Items {
		out = append(out, set.Outcomes[r.Outcome].Items[i].ID.V)
	}
	return out
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	sort.Strings(out)
	return slices.Compact(out)
}

// flat returns all pairs of a comparison by the names of [brute.pairs].
func (b *brute) flat(c *diff.Comparison) map[string]diff.Cases {
	out := map[string]diff.Cases{}
	name := func(set *criteria.Set, o int) string {
		if o == diff.NoResult {
			return "none"
		}
		return set.Outcomes[o].ID.V
	}
	for _, p := range c.Outcomes {
		out["outcome: "+name(c.Old, p.Old)+" → "+name(c.New, p.New)] = p.Cases
	}
	for _, x := range c.Criteria {
		for _, p := range x.Pairs {
			out["criterion "+x.ID+": "+p.Old.String()+" → "+p.New.String()] = p.Cases
		}
	}
	for _, x := range c.Items {
		for _, p := range x.Pairs {
			out[fmt.Sprintf("item %s/%s: %v → %v", x.Outcome, x.ID, p.Old, p.New)] = p.Cases
		}
	}
	for _, x := range c.Asked {
		from := c.Questions[x.Question]
		key := ""
		if from.New >= 0 {
			key = b.key(b.new, from.New)
		} else {
			key = b.key(b.old, from.Old)
		}
		for _, p := range x.Pairs {
			out[fmt.Sprintf("asked %s: %v → %v", key, p.Old, p.New)] = p.Cases
		}
	}
	return out
}

// fits reports whether answers are in a row.
func fits(row diff.Row, answers criteria.Answers) bool {
	for _, cell := range row {
		given := answers[cell.Question]
		ok := len(given) == 0 && cell.NotAsked
		for i := range cell.Answers {
			ok = ok || len(given) > 0 && cell.Answers[i].Fits(given)
		}
		if !ok {
			return false
		}
	}
	return true
}

// less orders cases as witnesses: the fewest options, then question by question.
func less(c *diff.Comparison, a, b criteria.Answers) bool {
	if x, y := options(a), options(b); x != y {
		return x < y
	}
	for u := range c.Union.Questions {
		x, y := a[u], b[u]
		switch {
		case slices.Equal(x, y):
		case len(x) == 0 || len(y) == 0:
			return len(x) == 0
		default:
			for o := range c.Union.Questions[u].Options {
				if slices.Contains(x, o) != slices.Contains(y, o) {
					return slices.Contains(x, o)
				}
			}
		}
	}
	return false
}

func options(a criteria.Answers) (n int) {
	for _, x := range a {
		n += len(x)
	}
	return n
}

func show(c *diff.Comparison, a criteria.Answers) string {
	var out []string
	for u := range c.Union.Questions {
		for _, o := range a[u] {
			out = append(out, c.Union.Questions[u].ID.V+"="+c.Union.Questions[u].Options[o].ID.V)
		}
	}
	return strings.Join(out, ",")
}
