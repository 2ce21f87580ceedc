package language

import "strings"

// Inflections returns known forms of a folded word that its class of forms may not hold, since they
// begin with other letters (gemeld for melden, namen for naam). known reports whether a word is one
// of the site's.
func (l *Language) Inflections(word string, known func(string) bool) []string {
	var found []string
	add := func(form string) {
		if form != word && first(form) != first(word) && known(form) {
			found = append(found, form)
		}
	}
	for _, form := range l.irregular[word] {
		add(form)
	}
	if len(l.forms) == 0 {
		return found
	}
	stem := l.verb(word)
	for _, r := range l.forms {
		if form, ok := r.apply(stem); ok && first(form) != first(word) && known(form) && l.verb(form) == stem {
			found = append(found, form)
		}
	}
	return found
}

// verb returns the stem of a word by the rules, and for a participle that of its verb.
func (l *Language) verb(word string) string {
	if l.participle != nil && !l.noParticiple[word] {
		if rest, ok := l.participle.apply(word); ok {
			return l.stemmer.Stem(rest)
		}
	}
	return l.stemmer.Stem(word)
}

// Verb returns the stem by the rules of the word that a folded word is an irregular form or a
// participle of: of afwijzen for afgewezen. Words with the same one are forms of one word. Further
// are forms of it that readers may look for, whether the site has them or not. For a word that is
// neither there are none, and it reports false.
func (l *Language) Verb(word string) (stem string, further []string, ok bool) {
	if stem, further, ok = l.verbBehind(verbPrefix{"", true}, word); ok {
		return stem, further, true
	}
	for _, prefix := range l.verbPrefixes {
		if rest, found := strings.CutPrefix(word, prefix.text); found && len(rest) > shortestVerb {
			if stem, further, ok = l.verbBehind(prefix, rest); ok {
				return stem, further, true
			}
		}
	}
	return l.stemmer.Stem(word), nil, false
}

// verbPrefix is what verbs begin with whose forms are those of another one. Separable reports
// whether the prefix of a participle stands behind it; else it has this one in place of its own.
type verbPrefix struct {
	text      string
	separable bool
}

// shortestVerb is the number of letters that a form behind a prefix has more of.
const shortestVerb = 3

// verbBehind returns the stem of the verb with a prefix of which a form is what follows it, and
// further forms of that verb.
func (l *Language) verbBehind(prefix verbPrefix, form string) (stem string, further []string, ok bool) {
	whole := form
	if !prefix.separable && l.irregular[form] == nil {
		whole = l.participlePrefix + form
	}
	if forms := l.irregular[whole]; forms != nil {
		return l.behind(prefix, forms)
	}
	if prefix.separable && l.participle != nil && !l.noParticiple[form] {
		if rest, ok := l.participle.apply(form); ok {
			if forms := l.byStem[l.stemmer.Stem(rest)]; forms != nil {
				return l.behind(prefix, forms)
			}
			return l.stemmer.Stem(prefix.text + rest), []string{prefix.text + rest}, true
		}
	}
	if forms := l.byStem[l.stemmer.Stem(form)]; forms != nil && prefix.text != "" {
		return l.behind(prefix, forms)
	}
	return "", nil, false
}

// behind returns the stem of an irregular verb with a prefix, and all its forms.
func (l *Language) behind(prefix verbPrefix, forms []string) (stem string, further []string, ok bool) {
	for _, f := range forms {
		if !prefix.separable {
			f = strings.TrimPrefix(f, l.participlePrefix)
		}
		further = append(further, prefix.text+f)
	}
	return l.stemmer.Stem(further[0]), further, true
}

// first returns the first three characters of a word, which all forms of a class have in common.
func first(word string) string {
	n := 0
	for i := range word {
		if n == 3 {
			return word[:i]
		}
		n++
	}
	return word
}
