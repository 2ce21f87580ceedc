package vector

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
)

// longestMotion is how long something may move by itself (WCAG 2.2.2).
const longestMotion = 5 * time.Second

// motions collects what moves in a drawing.
type motions struct {
	found []Motion
	// frames reports whether there are key frames, and styles are the endless animations that need
	// them.
	frames bool
	styles []Motion
	// after lists, for an animation with an id, the ids of the animations that start it.
	after map[string][]string
	at    map[string]diag.Pos
}

// element adds an element that animates another one (SMIL Animation, sections 3.2 and 3.3).
func (m *motions) element(t xml.StartElement, pos diag.Pos) {
	if t.Name.Space != svgSpace || !slices.Contains([]string{"animate", "animateTransform", "animateMotion", "animateColor", "set"}, t.Name.Local) {
		return
	}
	values := map[string]string{}
	for _, a := range t.Attr {
		if a.Name.Space == "" {
			values[a.Name.Local] = strings.TrimSpace(a.Value)
		}
	}
	starts, triggers := begins(values["begin"])
	if id := values["id"]; id != "" {
		if m.after == nil {
			m.after, m.at = map[string][]string{}, map[string]diag.Pos{}
		}
		m.after[id], m.at[id] = triggers, pos
	}
	if !starts || t.Name.Local == "set" {
		return
	}
	if values["repeatCount"] == "indefinite" || values["repeatDur"] == "indefinite" {
		m.found = append(m.found, Motion{pos, true})
		return
	}
	length := clock(values["dur"])
	if n, err := strconv.ParseFloat(values["repeatCount"], 64); err == nil && n > 0 {
		length = time.Duration(min(float64(length)*n, float64(time.Hour)))
	}
	if d := clock(values["repeatDur"]); d > 0 {
		length = d
	}
	if length > longestMotion {
		m.found = append(m.found, Motion{pos, false})
	}
}

// begins reports whether an animation with this attribute begins by itself, and returns the ids of
// the animations that start it. Without the attribute it begins at once; nobody can click in a
// picture.
func begins(attribute string) (starts bool, triggers []string) {
	if attribute == "" {
		return true, nil
	}
	for value := range strings.SplitSeq(attribute, ";") {
		value = strings.TrimSpace(value)
		id, event, ok := strings.Cut(value, ".")
		switch {
		case value == "" || value == "indefinite":
		case value[0] >= '0' && value[0] <= '9', value[0] == '+', value[0] == '-', value[0] == '.':
			starts = true
		case ok && (strings.HasPrefix(event, "begin") || strings.HasPrefix(event, "end") || strings.HasPrefix(event, "repeat")):
			starts = true
			triggers = append(triggers, id)
		}
	}
	return starts, triggers
}

// clock returns a clock value (SMIL Animation, section 3.6.7), 0 if it isn't one.
func clock(s string) time.Duration {
	factor := time.Second
	for _, unit := range []struct {
		name string
		time.Duration
	}{{"ms", time.Millisecond}, {"min", time.Minute}, {"h", time.Hour}, {"s", time.Second}} {
		if number, ok := strings.CutSuffix(s, unit.name); ok {
			s, factor = number, unit.Duration
			break
		}
	}
	var seconds float64
	for part := range strings.SplitSeq(s, ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 {
			return 0
		}
		seconds = seconds*60 + n
	}
	return time.Duration(min(seconds*float64(factor), float64(24*time.Hour)))
}

var (
	keyFrames = lazyregexp.New(`(?i)@(?:-webkit-)?keyframes\b`)
	infinite  = lazyregexp.New(`(?i)\banimation(?:-iteration-count)?\s*:[^;}]*\binfinite\b`)
)

// sheet adds a style sheet (CSS Animations 1).
func (m *motions) sheet(css string, pos diag.Pos) {
	m.frames = m.frames || keyFrames().MatchString(css)
	m.declarations(css, pos)
}

// declarations adds declarations of CSS.
func (m *motions) declarations(css string, pos diag.Pos) {
	if infinite().MatchString(cssComment().ReplaceAllString(css, "")) {
		m.styles = append(m.styles, Motion{pos, true})
	}
}

// longest returns the first motion that never ends, else the first that is too long, or nil.
func (m *motions) longest() *Motion {
	if m.frames {
		m.found = append(m.found, m.styles...)
	}
	if id := m.circle(); id != "" {
		m.found = append(m.found, Motion{m.at[id], true})
	}
	if len(m.found) == 0 {
		return nil
	}
	i := max(0, slices.IndexFunc(m.found, func(x Motion) bool { return x.Endless }))
	return &m.found[i]
}

// circle returns the id of an animation that starts itself, by way of others, or "".
func (m *motions) circle() string {
	const open, done = 1, 2
	state := map[string]int{}
	type visit struct {
		id   string
		next int
	}
	ids := make([]string, 0, len(m.after))
	for id := range m.after {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if state[id] != 0 {
			continue
		}
		state[id] = open
		for stack := []visit{{id, 0}}; len(stack) > 0; {
			v := &stack[len(stack)-1]
			if v.next == len(m.after[v.id]) {
				state[v.id] = done
				stack = stack[:len(stack)-1]
				continue
			}
			to := m.after[v.id][v.next]
			v.next++
			switch state[to] {
			case open:
				return to
			case 0:
				state[to] = open
				stack = append(stack, visit{to, 0})
			}
		}
	}
	return ""
}
