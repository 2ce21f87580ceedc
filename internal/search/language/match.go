package language

import (
	"fmt"
	"regexp/syntax"
	"unicode/utf8"
)

// groups is the number of groups of an expression, with the whole match.
const groups = 10

// rule is a regular expression and its replacement. It is matched by backtracking: words are short,
// and package regexp takes twenty times as long with expressions that end in a word's end.
type rule struct {
	to   string
	prog []inst
	pc   uint32
	// start reports whether a match begins where the word does. first holds the bytes that a match
	// may begin with, and last those that a word may end with; one beyond ASCII counts as any.
	start       bool
	first, last [256]bool
}

// inst is an instruction of a program. ascii are the characters of ASCII that one of type
// syntax.InstRune matches.
type inst struct {
	syntax.Inst
	ascii [utf8.RuneSelf]bool
}

// newRule compiles an expression. It may have classes, groups, alternatives, repetitions, ^ and $.
func newRule(from, to string) (*rule, error) {
	tree, err := syntax.Parse(from, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("compile the rule %q: %w", from, err)
	}
	if tree.MaxCap() >= groups {
		return nil, fmt.Errorf("compile the rule %q: more than %d groups", from, groups-1)
	}
	tree = tree.Simplify()
	prog, err := syntax.Compile(tree)
	if err != nil {
		return nil, fmt.Errorf("compile the rule %q: %w", from, err)
	}
	r := &rule{to: to, pc: uint32(prog.Start), start: prog.StartCond()&syntax.EmptyBeginText != 0}
	for _, in := range prog.Inst {
		i := inst{Inst: in}
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			i.Op = syntax.InstRune
			for c := range i.ascii {
				i.ascii[c] = in.MatchRune(rune(c))
			}
		}
		r.prog = append(r.prog, i)
	}
	if !edge(tree, true, &r.first) {
		all(&r.first)
	}
	if !edge(tree, false, &r.last) || !ends(tree) {
		all(&r.last)
	}
	return r, nil
}

// edge adds the bytes that a match may begin with, or end with, to a set. It reports whether a
// match has any characters.
func edge(re *syntax.Regexp, begin bool, set *[256]bool) bool {
	switch re.Op {
	case syntax.OpLiteral:
		c := re.Rune[0]
		if !begin {
			c = re.Rune[len(re.Rune)-1]
		}
		add(set, c, c)
		return true
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			add(set, re.Rune[i], re.Rune[i+1])
		}
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return edge(re.Sub[0], begin, set)
	case syntax.OpQuest, syntax.OpStar:
		edge(re.Sub[0], begin, set)
		return false
	case syntax.OpAlternate:
		every := true
		for _, sub := range re.Sub {
			every = edge(sub, begin, set) && every
		}
		return every
	case syntax.OpConcat:
		for i := range re.Sub {
			if !begin {
				i = len(re.Sub) - 1 - i
			}
			if edge(re.Sub[i], begin, set) {
				return true
			}
		}
		return false
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpEmptyMatch:
		return false
	}
	all(set)
	return true
}

func add(set *[256]bool, from, to rune) {
	for c := from; c <= to && c < utf8.RuneSelf; c++ {
		set[c] = true
	}
	if to >= utf8.RuneSelf {
		for c := utf8.RuneSelf; c < len(set); c++ {
			set[c] = true
		}
	}
}

func all(set *[256]bool) {
	for c := range set {
		set[c] = true
	}
}

// ends reports whether every match of an expression ends where the word does.
func ends(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpEndText:
		return true
	case syntax.OpConcat:
		return ends(re.Sub[len(re.Sub)-1])
	}
	return false
}

// match is a match in a word: where its groups start and end, or -1.
type match [2 * groups]int

// apply replaces the first match in a word, as ECMAScript does: $1 to $9 are groups. It reports
// whether there is a match.
func (r *rule) apply(word string) (string, bool) {
	if word == "" || !r.last[word[len(word)-1]] {
		return word, false
	}
	for i := 0; i <= len(word); i++ {
		if i == len(word) || r.first[word[i]] && utf8.RuneStart(word[i]) {
			var m match
			for n := range m {
				m[n] = -1
			}
			if end := r.run(word, r.pc, i, &m); end >= 0 {
				m[0], m[1] = i, end
				return r.replace(word, &m), true
			}
		}
		if r.start {
			break
		}
	}
	return word, false
}

// run runs the program from an instruction and a place in the word. It returns the end of the
// match, or -1.
func (r *rule) run(word string, pc uint32, at int, m *match) int {
	for {
		switch in := &r.prog[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			if end := r.run(word, in.Out, at, m); end >= 0 {
				return end
			}
			pc = in.Arg
			continue
		case syntax.InstCapture:
			if in.Arg >= uint32(len(m)) {
				return -1
			}
			before := m[in.Arg]
			m[in.Arg] = at
			end := r.run(word, in.Out, at, m)
			if end < 0 {
				m[in.Arg] = before
			}
			return end
		case syntax.InstEmptyWidth:
			op := syntax.EmptyOp(in.Arg)
			if op&syntax.EmptyBeginText != 0 && at > 0 || op&syntax.EmptyEndText != 0 && at < len(word) {
				return -1
			}
		case syntax.InstRune:
			if at == len(word) {
				return -1
			}
			if c := word[at]; c < utf8.RuneSelf {
				if !in.ascii[c] {
					return -1
				}
				at++
			} else {
				c, size := utf8.DecodeRuneInString(word[at:])
				if !in.MatchRune(c) {
					return -1
				}
				at += size
			}
		case syntax.InstMatch:
			return at
		case syntax.InstFail:
			return -1
		}
		pc = r.prog[pc].Out
	}
}

// replace returns a word with its match replaced.
func (r *rule) replace(word string, m *match) string {
	b := append(make([]byte, 0, 2*len(word)), word[:m[0]]...)
	for i := 0; i < len(r.to); i++ {
		if r.to[i] != '$' || i+1 == len(r.to) {
			b = append(b, r.to[i])
			continue
		}
		i++
		if group := 2 * int(r.to[i]-'0'); m[group] >= 0 {
			b = append(b, word[m[group]:m[group+1]]...)
		}
	}
	return string(append(b, word[m[1]:]...))
}
