package language

// related returns known forms of a folded word that its class of forms may not hold, since they begin
// with other letters.
func (l *Language) related(word string, known func(string) bool) []string {
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
