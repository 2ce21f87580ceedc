package selector

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/diag"
)

// Limits of the size of a set's CSS in bytes.
const (
	// MaxCompressed limits the CSS as readers download it, compressed with Brotli at its best
	// level.
	MaxCompressed = 12 << 10
	// MaxSize limits the CSS itself, because a browser evaluates it after each answer. The rules of
	// a set share most of their text, so that a browser's time is up long before a connection's.
	MaxSize = 64 << 10
	// MaxVisits limits the inputs that a browser visits after an answer: it looks for each
	// different :has() among all inputs, so that the number grows with the square of the questions.
	MaxVisits = 30_000

	// shortSize is the size up to which no other style is tried for CSS that is shorter.
	shortSize = 24 << 10
	// abandonSize is the size of the rules at which compiling stops, to save time.
	abandonSize = 2 * MaxSize
)

// Size is the size of a set's CSS, which may exceed the limits.
type Size struct {
	// Bytes is the size of the CSS, Compressed its size when it is compressed.
	Bytes, Compressed int
	// Visits is the number of inputs that a browser visits after an answer.
	Visits int
	// Abandoned reports whether compiling stopped before the end, so that the CSS is still larger.
	Abandoned bool
	// Conditions holds the rules of each condition, the largest first.
	Conditions []ConditionSize
	// End is the size of the rules for the end of asking, which follows from all conditions.
	End int
	// Changes is the number of changes that the self-check names, and ChangeBytes the size of their
	// rules, which Bytes and Compressed count. LeftOut reports whether there is no room for them.
	Changes, ChangeBytes int
	LeftOut              bool
}

// ConditionSize is the size in bytes of the rules that a condition causes. The largest condition
// causes the rules of questions that are always asked, too: they disappear when it is decided.
type ConditionSize struct {
	// Kind is "question", "criterion" or "outcome", ID the id of the one whose conditions these
	// are.
	Kind, ID string
	// Pos is where the condition with the largest rule is.
	Pos   diag.Pos
	Bytes int
}

// Measure compiles a proven set, and returns the size of its CSS. It returns a finding when a
// condition takes too long to compile. The error is that of the context.
func Measure(ctx context.Context, proven *proof.Set) (*Size, diag.List, error) {
	c, r, findings, err := shortest(ctx, proven)
	if c == nil {
		return nil, findings, err
	}
	before := len(c.sheet.CSS)
	c.writer = newWriter(r, c.style)
	if !c.abandoned() {
		if err := c.changes(ctx); err != nil {
			return nil, findings, err
		}
	}
	out := &Size{Bytes: len(c.sheet.CSS), Compressed: Compressed(c.sheet.CSS), Visits: c.visits(), Abandoned: c.abandoned()}
	out.Changes, out.ChangeBytes = len(c.sheet.Changes), len(c.sheet.CSS)-before
	out.LeftOut = c.sheet.Changes == nil && len(c.Set.Criteria) > 0
	for _, cost := range c.costs.sorted() {
		if cost.kind == "" {
			out.End = cost.bytes
			continue
		}
		out.Conditions = append(out.Conditions, ConditionSize{cost.kind, cost.id, cost.source.Pos, cost.bytes})
	}
	return out, findings, ctx.Err()
}

// Compressed returns the size of CSS that is compressed as it is published for readers.
func Compressed(css []byte) int {
	var out bytes.Buffer
	// The window that is published is larger than the CSS; one of 256 KB gives the same, and saves
	// the compressor 32 MB.
	w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 18})
	_, _ = w.Write(css) // A bytes.Buffer takes everything.
	_ = w.Close()
	return out.Len()
}

// condition is what causes rules: the conditions of a question, a criterion or an outcome, or all
// of them if it has no kind.
type condition struct {
	kind, id string
	source   content.Text
}

func (c condition) name() string {
	if c.kind == "" {
		return "the end of asking"
	}
	return fmt.Sprintf("%s %q", c.kind, c.id)
}

// span is a part of the rules.
type span struct{ from, to int }

// cost is the size in bytes of the rules that a condition causes.
type cost struct {
	condition
	spans []span
	// bytes is the size of all spans, largest that of the largest.
	bytes, largest int
}

// costs holds the cost of each condition, in the order in which they first cause a rule.
type costs []*cost

func (cs *costs) add(at condition, s span) {
	i := slices.IndexFunc(*cs, func(c *cost) bool { return c.kind == at.kind && c.id == at.id })
	if i < 0 {
		i = len(*cs)
		*cs = append(*cs, &cost{condition: at})
	}
	c := (*cs)[i]
	c.spans = append(c.spans, s)
	n := s.to - s.from
	c.bytes += n
	if n > c.largest {
		c.largest, c.source = n, at.source
	}
}

// sorted returns the costs, the largest first.
func (cs costs) sorted() costs {
	return slices.SortedStableFunc(slices.Values(cs), func(a, b *cost) int { return cmp.Compare(b.bytes, a.bytes) })
}

func (c *compiler) abandoned() bool { return c.rules.Len() > abandonSize }

func (c *compiler) visits() int { return visits(c.rules.String(), c.Set) }

// visits returns the number of different :has() in the rules of a set times the number of inputs.
func visits(rules string, set *criteria.Set) int {
	different := map[string]bool{}
	for rest := rules; ; {
		_, after, ok := strings.Cut(rest, ":has(")
		if !ok {
			break
		}
		end, open := 0, 1
		for ; open > 0; end++ {
			switch after[end] {
			case '(':
				open++
			case ')':
				open--
			}
		}
		different[after[:end]] = true
		rest = after[end:]
	}
	inputs := 0
	for _, q := range set.Questions {
		inputs += len(q.Options)
	}
	return len(different) * inputs
}

// reportSize adds a finding when the CSS exceeds a limit. It names the conditions that cost most,
// each with its bytes, and with those that it adds to the compressed CSS.
func (c *compiler) reportSize(findings *diag.List) {
	size, compressed, visits := len(c.sheet.CSS), 0, c.visits()
	if size > MaxCompressed || visits > MaxVisits { // Otherwise it fits in any case.
		compressed = Compressed(c.sheet.CSS)
	}
	var problem string
	switch {
	case c.abandoned():
		problem = fmt.Sprintf("the check compiles to more than %d bytes of CSS, and may have %d", abandonSize, MaxSize)
	case size > MaxSize:
		problem = fmt.Sprintf("the check compiles to %d bytes of CSS, and may have %d", size, MaxSize)
	case compressed > MaxCompressed:
		problem = fmt.Sprintf("the check compiles to %d bytes of compressed CSS, and may have %d", compressed, MaxCompressed)
	case visits > MaxVisits:
		problem = fmt.Sprintf("a browser would visit %d inputs after each answer, and may visit %d", visits, MaxVisits)
	default:
		return
	}
	worst := slices.DeleteFunc(c.costs.sorted(), func(c *cost) bool { return c.kind == "" })
	const named, weighed = 3, 12
	worst = worst[:min(weighed, len(worst))]
	adds := func(w *cost) int { return max(0, compressed-Compressed(c.without(w))) }
	if size <= MaxSize && compressed > MaxCompressed {
		weight := map[*cost]int{}
		for _, w := range worst {
			weight[w] = adds(w)
		}
		slices.SortStableFunc(worst, func(a, b *cost) int { return cmp.Compare(weight[b], weight[a]) })
	}
	most := fmt.Sprintf("%s costs most, %d bytes (%d compressed)", worst[0].name(), worst[0].bytes, adds(worst[0]))
	for _, w := range worst[1:min(named, len(worst))] {
		most += fmt.Sprintf(", then %s, %d (%d)", w.name(), w.bytes, adds(w))
	}
	findings.Add(c.Set.File, worst[0].source.Pos, diag.CriteriaSize, sizeHint, "%s; %s", problem, most)
}

// without returns the CSS without the rules of a condition.
func (c *compiler) without(w *cost) []byte {
	rules := c.rules.String()
	out := []byte(cssStart)
	from := 0
	for _, s := range w.spans {
		out = append(out, rules[from:s.from]...)
		from = s.to
	}
	return append(append(out, rules[from:]...), '}')
}
