package query

import (
	"cmp"
	"slices"
	"strings"

	"baken.example/baken/internal/search"
)

// Factors: how much a term counts that a word stands for, of 16.
const (
	exact     = search.ExactFactor
	inflected = 14
	part      = 13
	// longer is the factor of words that begin with the word, less one for each further letter,
	// down to longest.
	longer, longest = 12, 6
	ending          = 12
	oneEdit         = 12
	twoEdits        = 9
	halved          = 8
	beginning       = 6
	stopWord        = 4
)

const (
	// shortestSimilar, oneEditFrom and twoEditsFrom are the letters that a word has at least to be
	// found as the first or last letters of another, or with that many typing errors.
	shortestSimilar           = 3
	oneEditFrom, twoEditsFrom = 4, 8
	// shortestHalf is the number of letters of a part by which a word is found.
	shortestHalf = 4
	// shortestPart is the number of letters of the shortest part of a word of which nothing similar
	// was found.
	shortestPart = 3
	// maxCandidates is the number of terms that a word may stand for, and maxEndings the number of
	// those that are looked up because of their last letters.
	maxCandidates, maxEndings = 6, 3
	// maxSplits is the number of places at which a word is split for a try.
	maxSplits = 4
)

// resolve returns the slots of a word of a query: one, or those of its parts.
func (e *Evaluator) resolve(word string) (slots []Slot, corrected string, err error) {
	t, err := e.known(word)
	if err != nil {
		return nil, "", err
	}
	if t != nil {
		return []Slot{{Word: word, terms: []candidate{{t, word, exact}}}}, word, nil
	}
	found, err := e.sameStem(word)
	if err != nil || len(found) > 0 {
		return []Slot{{Word: word, terms: found}}, word, err
	}
	if rest, ok := e.stemmer.Base(word); ok {
		if found, err = e.oneOf(rest, inflected); err != nil || len(found) > 0 {
			return []Slot{{Word: word, terms: found}}, word, err
		}
	}
	parts, err := e.split(word, e.manifest.Rules.Shortest)
	if err != nil || len(parts) > 0 {
		return parts, word, err
	}
	found, err = e.similar(word)
	if err != nil {
		return nil, "", err
	}
	if len(found) == 0 {
		parts, err := e.split(word, min(e.manifest.Rules.Shortest, shortestPart))
		if err != nil || len(parts) > 0 {
			return parts, word, err
		}
		found, err = e.half(word)
		return []Slot{{Word: word, terms: found}}, word, err
	}
	corrected = word
	if len(found) > 0 && !strings.HasPrefix(found[0].form, word) && !strings.HasSuffix(found[0].form, word) {
		corrected = found[0].form
	}
	return []Slot{{Word: word, terms: found}}, corrected, nil
}

// known returns the term of a form; nil if it is none of the site.
func (e *Evaluator) known(word string) (*term, error) {
	in := e.manifest.Terms
	if e.stemmer.Stop(word) {
		in = e.manifest.Stops
	}
	s, err := e.shardIn(in, word)
	if err != nil {
		return nil, err
	}
	return s.byForm[word], nil
}

// near returns the shards in which forms of a word would be: that of the word, and that of its
// stem.
func (e *Evaluator) near(word, stem string) ([]*shard, error) {
	a, err := e.shard(word)
	if err != nil {
		return nil, err
	}
	b, err := e.shard(stem)
	if err != nil || a == b {
		return []*shard{a}, err
	}
	return []*shard{a, b}, nil
}

// sameStem returns the terms of which a form has the stem of the word, by the rules.
func (e *Evaluator) sameStem(word string) ([]candidate, error) {
	stem := e.stemmer.Stem(word)
	shards, err := e.near(word, stem)
	if err != nil {
		return nil, err
	}
	var out []candidate
	for _, s := range shards {
		for _, t := range s.terms {
			for _, f := range t.forms {
				if e.stemmer.Stem(f) == stem {
					out = append(out, candidate{t, f, inflected})
					break
				}
			}
		}
	}
	return best(out), nil
}

// oneOf returns the term of a form, or those with the same stem.
func (e *Evaluator) oneOf(word string, factor int) ([]candidate, error) {
	t, err := e.known(word)
	if err != nil {
		return nil, err
	}
	if t != nil {
		return []candidate{{t, word, factor}}, nil
	}
	return e.sameStem(word)
}

// split splits a word that isn't on the site into two that are, of that many letters at least.
func (e *Evaluator) split(word string, shortest int) ([]Slot, error) {
	letters := []rune(word)
	tries := 0
	for i := len(letters) - shortest; shortest > 0 && i >= shortest && tries < maxSplits; i-- {
		left, right := string(letters[:i]), string(letters[i:])
		var head *term
		for _, link := range e.manifest.Rules.Linking {
			stripped, ok := strings.CutSuffix(left, link)
			if !ok || length(stripped) < shortest || e.stemmer.Stop(stripped) {
				continue
			}
			var err error
			if head, err = e.known(stripped); err != nil {
				return nil, err
			}
			if head != nil {
				left = stripped
				break
			}
		}
		if head == nil {
			continue
		}
		tries++
		tails, err := e.oneOf(right, part)
		if err != nil {
			return nil, err
		}
		if len(tails) > 0 {
			return []Slot{{Word: left, terms: []candidate{{head, left, part}}}, {Word: right, terms: tails}}, nil
		}
	}
	return nil, nil
}

// half returns the terms of a word of which nothing else was found: its longest last or first
// letters that are a word of the site, in languages with compounds; else the forms that share most
// of its first letters. It reads no more shards than similar has, but that of the last letters.
func (e *Evaluator) half(word string) ([]candidate, error) {
	s, err := e.shard(word)
	if err != nil {
		return nil, err
	}
	if len(e.manifest.Rules.Linking) > 0 {
		forms, err := e.ending(word)
		if err != nil {
			return nil, err
		}
		longest, last := shortestHalf-1, ""
		for _, f := range forms {
			if n := length(f); n > longest && strings.HasSuffix(word, f) && !e.stemmer.Stop(f) {
				longest, last = n, f
			}
		}
		var head *candidate
		for _, t := range s.terms {
			for _, f := range t.forms {
				if n := length(f); n > longest && strings.HasPrefix(word, f) && !e.stemmer.Stop(f) {
					longest, head = n, &candidate{t, f, halved}
				}
			}
		}
		if head != nil {
			return []candidate{*head}, nil
		}
		if last != "" {
			tail, err := e.known(last)
			if err != nil || tail != nil {
				return []candidate{{tail, last, halved}}, err
			}
		}
	}
	longest := max(shortestHalf, (length(word)+1)/2)
	var out []candidate
	for _, t := range s.terms {
		for _, f := range t.forms {
			n := length(common(word, f))
			if n > longest {
				longest, out = n, nil
			}
			if n == longest {
				out = append(out, candidate{t, f, beginning})
			}
		}
	}
	return best(out), nil
}

// common returns the longest common prefix of two words.
func common(a, b string) string {
	end := 0
	for i, c := range a {
		if !strings.HasPrefix(b[end:], string(c)) {
			break
		}
		end = i + len(string(c))
	}
	return a[:end]
}

// similar returns the terms with forms that begin or end with the word, or differ from it by typing
// errors.
func (e *Evaluator) similar(word string) ([]candidate, error) {
	n := length(word)
	if n < shortestSimilar {
		return nil, nil
	}
	shards, err := e.near(word, e.stemmer.Stem(word))
	if err != nil {
		return nil, err
	}
	if next, err := e.following(word); err != nil {
		return nil, err
	} else if next != nil {
		shards = append(shards, next)
	}
	edits := 0
	if n >= twoEditsFrom {
		edits = 2
	} else if n >= oneEditFrom {
		edits = 1
	}
	var out []candidate
	for _, s := range shards {
		for _, t := range s.terms {
			for _, f := range t.forms {
				if factor := e.similarity(word, f, n, edits); factor > 0 {
					out = append(out, candidate{t, f, factor})
				}
			}
		}
	}
	more, err := e.similarEnds(word, n, edits)
	if err != nil {
		return nil, err
	}
	return best(append(out, more...)), nil
}

// following returns the shard behind the word's, if forms that begin with the word go on there.
func (e *Evaluator) following(word string) (*shard, error) {
	_, i := find(e.manifest.Terms, word)
	if i++; i < 1 || i >= len(e.manifest.Terms) || !strings.HasPrefix(e.manifest.Terms[i].Bound, word) {
		return nil, nil
	}
	return e.shard(e.manifest.Terms[i].Bound)
}

// similarity returns the factor of a form that is similar to a word, or 0.
func (e *Evaluator) similarity(word, form string, n, edits int) int {
	m := length(form)
	factor := 0
	if strings.HasPrefix(form, word) {
		factor = max(longer-(m-n), longest)
	}
	if strings.HasSuffix(form, word) {
		factor = max(factor, ending)
	}
	if edits > 0 && m >= oneEditFrom-1 {
		if d := distance(word, form, edits); d <= 1 {
			factor = max(factor, oneEdit)
		} else if d <= edits {
			factor = max(factor, twoEdits)
		}
	}
	return factor
}

// similarEnds returns the terms that are similar to a word whose first letters may be wrong.
func (e *Evaluator) similarEnds(word string, n, edits int) ([]candidate, error) {
	forms, err := e.ending(word)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, f := range forms {
		if factor := e.similarity(word, f, n, edits); factor > 0 {
			found = append(found, candidate{nil, f, factor})
		}
	}
	slices.SortFunc(found, compare)
	found = found[:min(len(found), maxEndings)]
	for i := range found {
		if found[i].term, err = e.known(found[i].form); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return c.term == nil }), nil
}

// compare sorts candidates by falling factors, then by forms.
func compare(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.factor, a.factor), search.Compare(a.form, b.form))
}

// best returns the best candidates, each term once.
func best(candidates []candidate) []candidate {
	slices.SortFunc(candidates, compare)
	var out []candidate
	for _, c := range candidates {
		if len(out) < maxCandidates && !slices.ContainsFunc(out, func(o candidate) bool { return o.term == c.term }) {
			out = append(out, c)
		}
	}
	return out
}

// distance returns the number of letters that were added, left out, replaced or swapped with their
// neighbour between two words (optimal string alignment), or limit+1 if it is more than limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var before []int
	last, row := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, make([]int, len(y)+1)
	}
	return min(last[len(y)], limit+1)
}
