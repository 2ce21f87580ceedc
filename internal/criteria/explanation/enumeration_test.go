package explanation_test

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/proof"
)

// state is a state of a form: for each question the options that are chosen, as a bit set.
type state []uint

func (s state) answers() criteria.Answers {
	out := criteria.Answers{}
	for q, chosen := range s {
		for ; chosen != 0; chosen &= chosen - 1 {
			out[q] = append(out[q], bits.TrailingZeros(chosen))
		}
	}
	return out
}

// valid returns the answers to a question.
func valid(q *criteria.Question) (out []uint) {
	for chosen := uint(1); chosen < 1<<len(q.Options); chosen++ {
		if q.Answer(state{chosen}.answers()[0]) != nil {
			out = append(out, chosen)
		}
	}
	return out
}

// enumeration holds states of the form of a set in which no boxes exclude each other.
type enumeration struct {
	set *criteria.Set
	// all reports whether they are all states, or only the complete ones.
	all     bool
	states  []state
	results []criteria.Result
	// complete are the states in which the questions that are asked have answers, and no others.
	complete []int
	// clean are the states without answers to questions that aren't asked.
	clean []int
	// index holds the states by their key.
	index map[string]int
	// among holds, by the key of some answers, the complete states that have them.
	among map[string][]int
}

func (s state) key(questions uint) string {
	b := make([]byte, 0, 2*len(s))
	for q, chosen := range s {
		if questions>>q&1 == 0 {
			chosen = 0
		}
		b = append(b, byte(chosen), byte(chosen>>8))
	}
	return string(b)
}

// maxStates is the number of states of a form up to which all of them are enumerated.
const maxStates = 20_000

func newEnumeration(set *criteria.Set) *enumeration {
	e := &enumeration{set: set, index: map[string]int{}, among: map[string][]int{}}
	n := 1
	for q := range set.Questions {
		n *= 1 + len(valid(&set.Questions[q]))
	}
	e.all = n <= maxStates
	var add func(s state, complete, clean bool)
	add = func(s state, complete, clean bool) {
		q := len(s)
		if q == len(set.Questions) {
			if complete {
				e.complete = append(e.complete, len(e.states))
			}
			if clean {
				e.clean = append(e.clean, len(e.states))
			}
			e.states, e.results = append(e.states, slices.Clone(s)), append(e.results, set.Evaluate(s.answers()))
			return
		}
		asked := slices.Contains(e.asked(s), q)
		if e.all || !asked {
			add(append(s[:q:q], 0), complete && !asked, clean)
		}
		if e.all || asked {
			for _, chosen := range valid(&set.Questions[q]) {
				add(append(s[:q:q], chosen), complete && asked, clean && asked)
			}
		}
	}
	add(state{}, true, true)
	for i, s := range e.states {
		e.index[s.key(^uint(0))] = i
	}
	for _, i := range e.complete {
		var given uint
		for q, chosen := range e.states[i] {
			if chosen != 0 {
				given |= 1 << q
			}
		}
		for some := given; ; some = (some - 1) & given {
			key := e.states[i].key(some)
			e.among[key] = append(e.among[key], i)
			if some == 0 {
				break
			}
		}
	}
	return e
}

// asked returns the questions that are asked, whether asking has stopped or not.
func (e *enumeration) asked(s state) []int {
	endless := *e.set
	endless.Outcomes, endless.Applies, endless.Criteria = nil, nil, nil
	return endless.Evaluate(s.answers()).Asked
}

// inOrder reports whether answers in the order of the questions lead to a state without answers to
// questions that aren't asked.
func (e *enumeration) inOrder(s state) bool {
	open := false
	for q, chosen := range s {
		if chosen != 0 && open {
			return false
		}
		open = open || chosen == 0 && slices.Contains(e.asked(s), q)
	}
	return true
}

// check checks the explanations of all states without answers that don't count, or of a sample, and
// counts them. All complete ones are among them.
func (e *enumeration) check(t *testing.T, sample int) (reasons, changes int) {
	t.Helper()
	x, err := explanation.New(t.Context(), proof.Unchecked(e.set))
	if err != nil {
		t.Fatal(err)
	}
	clean := e.clean
	if step := len(clean)/sample + 1; step > 1 {
		clean = nil
		for i := 0; i < len(e.clean); i += step {
			clean = append(clean, e.clean[i])
		}
		clean = append(clean, e.complete...)
	}
	for _, i := range clean {
		r := &e.results[i]
		got, err := x.Explain(t.Context(), e.states[i].answers())
		if err != nil {
			t.Fatal(err)
		}
		reason := func(what string, reason explanation.Reason, is func(*criteria.Result) bool) {
			reasons++
			if problem := e.reason(i, reason, is); problem != "" {
				t.Fatalf("%v: the reason %v for %s %s", e.states[i], reason, what, problem)
			}
		}
		change := func(what string, change explanation.Change, is func(*criteria.Result) bool) {
			if change != nil {
				changes++
			}
			if !e.all {
				return
			}
			if problem := e.change(i, change, is); problem != "" {
				t.Fatalf("%v: the change %v to %s %s", e.states[i], change, what, problem)
			}
		}
		if (got.Outcome == nil) != (r.Outcome < 0) {
			t.Fatalf("%v: %v is the reason for outcome %d", e.states[i], got.Outcome, r.Outcome)
		}
		if r.Outcome >= 0 {
			reason("the outcome", got.Outcome, func(o *criteria.Result) bool { return o.Outcome == r.Outcome })
		}
		for c, v := range r.Verdicts {
			if v != criteria.Pending {
				reason(e.set.Criteria[c].ID.V, got.Verdicts[c], func(o *criteria.Result) bool { return o.Verdicts[c] == v })
			}
			if v == criteria.Unmet || v == criteria.Open {
				change("met "+e.set.Criteria[c].ID.V, got.Met[c], func(o *criteria.Result) bool { return o.Verdicts[c] == criteria.Met })
			}
		}
		for o := range e.set.Outcomes {
			var to explanation.Change
			for _, b := range got.Better {
				if b.Outcome == o {
					to = b.Change
				}
			}
			is := func(y *criteria.Result) bool {
				return r.Stopped() && o != r.Outcome && y.Outcome == o && better(y, r)
			}
			if to != nil {
				change(e.set.Outcomes[o].ID.V, to, is)
			} else if best, nearest := e.nearest(i, is); best != nil && e.all && !e.preferable(i, got.Better, best.questions, nearest) {
				t.Fatalf("%v: no change leads to %s, as %v does, and none is better", e.states[i], e.set.Outcomes[o].ID.V, nearest)
			}
		}
	}
	return reasons, changes
}

// preferable reports whether one of some changes is no larger than another, and no worse than a
// state.
func (e *enumeration) preferable(i int, changes []explanation.Better, size int, than state) bool {
	return slices.ContainsFunc(changes, func(b explanation.Better) bool {
		y := e.set.Evaluate(b.Change.Apply(e.set, e.states[i].answers()))
		for c, v := range e.set.Evaluate(than.answers()).Verdicts {
			if ranks[y.Verdicts[c]] < ranks[v] {
				return false
			}
		}
		return len(b.Change) <= size
	})
}

var ranks = [...]int{criteria.Unmet: 0, criteria.Open: 1, criteria.Pending: 1, criteria.NotApplicable: 2, criteria.Met: 2}

// better reports whether a result is better than another one.
func better(y, x *criteria.Result) bool {
	more := false
	for c, v := range y.Verdicts {
		if ranks[v] < ranks[x.Verdicts[c]] {
			return false
		}
		more = more || v == criteria.Met && ranks[x.Verdicts[c]] < 2
	}
	return more && y.Stopped()
}

// fits reports whether an answer is as a part of a reason says.
func fits(p explanation.Part, chosen uint, many bool) bool {
	with, without := mask(p.With), mask(p.Without)
	if many {
		return chosen != 0 && chosen&with == with && chosen&without == 0
	}
	return chosen&with != 0
}

func mask(options []int) (m uint) {
	for _, o := range options {
		m |= 1 << o
	}
	return m
}

// forces reports whether all complete states with the answers have a result.
func (e *enumeration) forces(reason explanation.Reason, is func(*criteria.Result) bool) bool {
	for _, y := range e.complete {
		if !is(&e.results[y]) && !slices.ContainsFunc(reason, func(p explanation.Part) bool {
			return !fits(p, e.states[y][p.Question], e.set.Questions[p.Question].Many)
		}) {
			return false
		}
	}
	return true
}

// reason says what is wrong with the reason for a result of a state.
func (e *enumeration) reason(i int, reason explanation.Reason, is func(*criteria.Result) bool) string {
	var questions uint
	for _, p := range reason {
		questions |= 1 << p.Question
		if !fits(p, e.states[i][p.Question], e.set.Questions[p.Question].Many) {
			return fmt.Sprintf("isn't given at question %d", p.Question)
		}
	}
	if !e.forces(reason, is) {
		return "doesn't force it"
	}
	for smaller := range uint(1) << len(e.states[i]) {
		n := bits.OnesCount(smaller)
		first := bits.Reverse(smaller) > bits.Reverse(questions) // The first difference is an earlier question.
		if n > len(reason) || n == len(reason) && !first {
			continue
		}
		answered := true
		for q, chosen := range e.states[i] {
			answered = answered && (smaller>>q&1 == 0 || chosen != 0)
		}
		if answered && !slices.ContainsFunc(e.among[e.states[i].key(smaller)], func(y int) bool { return !is(&e.results[y]) }) {
			return fmt.Sprintf("isn't the smallest or the first: questions %b", smaller)
		}
	}
	for at, p := range reason {
		for o := range e.set.Questions[p.Question].Options {
			wider := slices.Clone(reason)
			if e.set.Questions[p.Question].Many {
				drop := func(x int) bool { return x == o }
				wider[at].With = slices.DeleteFunc(slices.Clone(p.With), drop)
				wider[at].Without = slices.DeleteFunc(slices.Clone(p.Without), drop)
				if len(wider[at].With)+len(wider[at].Without) == len(p.With)+len(p.Without) {
					continue
				}
			} else if s := e.set.Questions[p.Question].Scale; s == nil || o >= len(s.Intervals) || p.With[0] >= len(s.Intervals) || o != p.With[0]-1 && o != p.With[len(p.With)-1]+1 {
				continue
			} else {
				wider[at].With = append(slices.Clone(p.With), o)
			}
			if e.forces(wider, is) {
				return fmt.Sprintf("can be generalized: %v", wider)
			}
		}
	}
	return ""
}

// distance is how far a state is from another: the number of questions that change, that of
// intervals and boxes, and the questions.
type distance struct {
	questions, within int
	which             uint
}

// between returns the distance of a state from another, and false if no change leads there.
func (e *enumeration) between(x, y state) (d distance, ok bool) {
	for q := range x {
		if x[q] == y[q] {
			continue
		}
		question := &e.set.Questions[q]
		d.questions++
		d.which |= 1 << q
		var unsure uint
		for o, option := range question.Options {
			if option.Unsure {
				unsure |= 1 << o
			}
		}
		switch was, is := bits.TrailingZeros(x[q]), bits.TrailingZeros(y[q]); {
		case y[q] == 0 || y[q]&^x[q]&unsure != 0:
			return d, false
		case question.Many:
			d.within += bits.OnesCount(x[q] ^ y[q])
		case question.Scale != nil && x[q] != 0 && was < len(question.Scale.Intervals):
			d.within += max(was-is, is-was)
		}
	}
	return d, true
}

// nearest returns the nearest state with a result to which a change of a state leads, and its
// distance; nil if there is none.
func (e *enumeration) nearest(i int, is func(*criteria.Result) bool) (best *distance, nearest state) {
	x := e.states[i]
	for y := range e.results {
		if !is(&e.results[y]) {
			continue
		}
		d, ok := e.between(x, e.states[y])
		if !ok {
			continue
		}
		if best == nil || d.questions < best.questions || d.questions == best.questions && (d.within < best.within ||
			d.within == best.within && (bits.Reverse(d.which) > bits.Reverse(best.which) || d.which == best.which && earlier(x, e.states[y], nearest))) {
			best, nearest = &d, e.states[y]
		}
	}
	return best, nearest
}

// change says what is wrong with the change of a state to a result.
func (e *enumeration) change(i int, change explanation.Change, is func(*criteria.Result) bool) string {
	x := e.states[i]
	best, nearest := e.nearest(i, is)
	if best == nil && change == nil {
		return ""
	} else if best == nil || change == nil {
		return fmt.Sprintf("is, and should be %v", best)
	}
	// Every combination of alternatives leads there; one of them is the nearest.
	after, found := []state{slices.Clone(x)}, false
	for _, p := range change {
		var next []state
		for _, s := range after {
			if e.set.Questions[p.Question].Many {
				s[p.Question] = s[p.Question]&^mask(p.Without) | mask(p.With)
				next = append(next, s)
				continue
			}
			for _, o := range p.With {
				s := slices.Clone(s)
				s[p.Question] = 1 << o
				next = append(next, s)
			}
		}
		after = next
	}
	for _, y := range after {
		d, ok := e.between(x, y)
		if !is(&e.results[e.index[y.key(^uint(0))]]) || !ok || d.questions != len(change) || d.questions != best.questions || d.which != best.which {
			return fmt.Sprintf("isn't one, or isn't the smallest, which is to %v", nearest)
		}
		found = found || slices.Equal(y, nearest)
	}
	if !found {
		return fmt.Sprintf("isn't the nearest or the first, which is to %v", nearest)
	}
	return ""
}

// earlier reports whether the first of the options in which two changes of x differ is that of y.
func earlier(x, y, z state) bool {
	for q := range x {
		if y[q] != z[q] {
			return bits.Reverse(x[q]^y[q]) > bits.Reverse(x[q]^z[q]) && y[q]&(y[q]-1)|x[q]&(x[q]-1) != 0 ||
				bits.TrailingZeros(y[q]) < bits.TrailingZeros(z[q])
		}
	}
	return false
}
