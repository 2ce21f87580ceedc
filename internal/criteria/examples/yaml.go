package examples

import (
	"bytes"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/lazyregexp"
)

// layout is how the items of a list stand in a file.
type layout struct {
	// dash is what stands before the first key of an item, key what stands before the others.
	dash, key string
	// end ends a line.
	end string
	// listed reports whether the file has a list of examples.
	listed bool
}

var (
	listKey = lazyregexp.New(`^(\w+):\s*(#.*)?$`)
	dashed  = lazyregexp.New(`^( *- +)\S`)
)

// layoutOf returns the layout of the examples in a file or, if it has none, of its other lists.
func layoutOf(src []byte) layout {
	l := layout{dash: "  - ", end: "\n"}
	if bytes.Contains(src, []byte("\r\n")) {
		l.end = "\r\n"
	}
	list, found := "", false
	for line := range strings.Lines(string(src)) {
		line = strings.TrimRight(line, "\r\n")
		if m := listKey().FindStringSubmatch(line); m != nil {
			list = m[1]
			l.listed = l.listed || list == "examples"
			continue
		}
		if m := dashed().FindStringSubmatch(line); m != nil && (list == "examples" || !found && list == "questions") {
			l.dash, found = m[1], true
			if list == "examples" {
				break
			}
		}
	}
	l.key = strings.Repeat(" ", len(l.dash))
	return l
}

// append appends an example of a set in the form of its file, with a comment.
func (l *layout) append(b []byte, set *criteria.Set, x *criteria.Example, comment []string) []byte {
	indent := l.dash[:strings.IndexByte(l.dash, '-')]
	for _, line := range comment {
		b = append(b, indent+"# "+line+l.end...)
	}
	b = append(b, l.dash+"answers: {"...)
	first := true
	comma := func() {
		if !first {
			b = append(b, ", "...)
		}
		first = false
	}
	for q := range set.Questions {
		if chosen := x.Answers[q]; chosen != nil {
			comma()
			b = append(b, set.Questions[q].ID.V+": "+answer(&set.Questions[q], chosen, x.Values, q)...)
		}
	}
	b = append(b, "}"+l.end...)
	if x.Outcome >= 0 {
		b = append(b, l.key+"outcome: "+scalar(set.Outcomes[x.Outcome].ID.V)+l.end...)
	}
	if x.Items != nil {
		ids := []string{}
		for _, i := range x.Items {
			ids = append(ids, scalar(set.Outcomes[x.Outcome].Items[i].ID.V))
		}
		b = append(b, l.key+"items: ["+strings.Join(ids, ", ")+"]"+l.end...)
	}
	if len(set.Criteria) > 0 {
		b = append(b, l.key+"criteria: {"...)
		first = true
		for c := range set.Criteria {
			comma()
			b = append(b, set.Criteria[c].ID.V+": "+verdict(x.Verdicts[c])...)
		}
		b = append(b, "}"+l.end...)
	}
	return b
}

// answer returns an answer as an example has it.
func answer(q *criteria.Question, chosen []int, values map[int]int64, question int) string {
	if !q.Many {
		return scalar(value(q, chosen[0], values, question))
	}
	ids := make([]string, len(chosen))
	for i, o := range chosen {
		ids[i] = scalar(q.Options[o].ID.V)
	}
	return "[" + strings.Join(ids, ", ") + "]"
}

// value returns an answer to a question that has one: the id of its option, or the value.
func value(q *criteria.Question, option int, values map[int]int64, question int) string {
	if units, ok := values[question]; ok {
		return q.Scale.Value(units).Short()
	}
	return q.Options[option].ID.V
}

// verdict returns the name of a verdict in an example.
func verdict(v criteria.Verdict) string {
	if v == criteria.Pending {
		return criteria.NotAssessed
	}
	return v.String()
}

// scalar returns an id as YAML: between quotation marks if some programs read it as something else.
func scalar(id string) string {
	switch id {
	case "yes", "no", "y", "n", "true", "false", "on", "off", "null":
		return `"` + id + `"`
	}
	return id
}
