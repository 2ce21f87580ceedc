package index

import (
	"maps"
	"runtime"
	"slices"
	"sync"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
	"baken.example/baken/internal/search/language"
)

// vocabulary holds the words of all pages.
type vocabulary struct {
	// workers is the number of goroutines that work on it at a time.
	workers int
	// forms are the words, sorted as in [search.Compare].
	forms []string
	// global are, for each block, the numbers of its words in forms.
	global [][]int32
	// classes are the classes of forms, sorted by their prefixes.
	classes []class
	// classOf are the numbers of the classes of forms.
	classOf []int32
	// stems are those of forms; "" for short ones.
	stems []string
	// tails are the last parts of words whose first part no page has.
	tails map[string]tail
	// stops are, by class, whether all of its forms are stop words.
	stops []bool
	// related are the further classes for which an occurrence of a form counts.
	related [][]share
}

// tail is the last part of a compound, and the form of an irregular verb before it, if it is one.
type tail struct{ last, verb string }

// class is a set of forms of one word.
type class struct {
	// prefix is the longest prefix of all forms.
	prefix string
	forms  []string
}

// share is a class for which a share of an occurrence counts.
type share struct {
	class int32
	share float32
}

// Shares of an occurrence: of a form that counts for other forms of its word, and of a compound
// that counts for its parts.
const (
	inflectionShare = 0.9
	compoundShare   = 0.4
)

// shortestPrefix is the number of letters that all forms of a class begin with.
const shortestPrefix = 3

func newVocabulary(lang *language.Language, stemmer *language.Stemmer, blocks []*forward.Block, syn *forward.Synonyms) *vocabulary {
	v := &vocabulary{workers: runtime.GOMAXPROCS(0)}
	numbers := map[string]int32{}
	add := func(word string) {
		if _, found := numbers[word]; !found {
			numbers[word] = 0
			v.forms = append(v.forms, word)
		}
	}
	for _, b := range blocks {
		for _, w := range b.Words {
			add(w)
		}
	}
	for word, others := range syn.Words { // Those that no page uses are what readers may look for.
		add(word)
		for _, other := range others {
			add(other)
		}
	}
	for _, word := range lang.Known() {
		add(word)
	}
	// As are further forms of the verbs that a page uses in one form only, if only in compounds.
	known := func(word string) bool {
		_, found := numbers[word]
		return found
	}
	further, tails := make([][]string, len(v.forms)), make([]tail, len(v.forms))
	v.each(func(i int) {
		_, further[i], _ = lang.Verb(v.forms[i])
		t := &tails[i]
		if t.last, t.verb, _ = lang.Tail(v.forms[i], known); t.verb != "" {
			_, more, _ := lang.Verb(t.verb)
			further[i] = append(append(slices.Clone(further[i]), t.verb), more...)
		}
	})
	v.tails = map[string]tail{}
	for i, t := range tails {
		if t.last != "" {
			v.tails[v.forms[i]] = t
		}
	}
	for _, forms := range further {
		for _, form := range forms {
			add(form)
		}
	}
	slices.SortFunc(v.forms, search.Compare)
	for i, w := range v.forms {
		numbers[w] = int32(i)
	}
	v.global = make([][]int32, len(blocks))
	for i, b := range blocks {
		v.global[i] = make([]int32, len(b.Words))
		for j, w := range b.Words {
			v.global[i][j] = numbers[w]
		}
	}
	v.classify(lang, stemmer)
	v.stops = make([]bool, len(v.classes))
	for i, c := range v.classes {
		v.stops[i] = !slices.ContainsFunc(c.forms, func(form string) bool { return !stemmer.Stop(form) })
	}
	v.relate(lang, numbers, syn)
	return v
}

// classify finds the classes: forms are of one class if they have the same stem, of either kind,
// and the same first letters.
func (v *vocabulary) classify(lang *language.Language, stemmer *language.Stemmer) {
	stems := make([][2]string, len(v.forms))
	v.stems = make([]string, len(v.forms))
	v.each(func(i int) {
		if first := prefixOf(v.forms[i], shortestPrefix); len(first) < len(v.forms[i]) {
			v.stems[i] = lang.Stem(v.forms[i])
			stems[i] = [2]string{"a" + first + " " + v.stems[i], "b" + first + " " + stemmer.Stem(v.forms[i])}
		} else if first != "" {
			stems[i] = [2]string{"c" + v.forms[i], "c" + v.forms[i]}
		}
	})
	union := newUnion(len(v.forms))
	seen := map[string]int{}
	for i := range v.forms {
		for _, stem := range stems[i] {
			if first, found := seen[stem]; found {
				union.join(first, i)
			} else {
				seen[stem] = i
			}
		}
	}
	roots := map[int]int{}
	for i, form := range v.forms {
		root := union.find(i)
		n, found := roots[root]
		if !found {
			n = len(v.classes)
			roots[root] = n
			v.classes = append(v.classes, class{prefix: form})
		}
		c := &v.classes[n]
		c.prefix = common(c.prefix, form)
		c.forms = append(c.forms, form)
	}
	slices.SortFunc(v.classes, func(a, b class) int {
		if c := search.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		return search.Compare(a.forms[0], b.forms[0])
	})
	v.classOf = make([]int32, len(v.forms))
	for n, c := range v.classes {
		for _, form := range c.forms {
			i, _ := slices.BinarySearchFunc(v.forms, form, search.Compare)
			v.classOf[i] = int32(n)
		}
	}
}

// relate finds the further forms of words, the parts of compounds and the synonyms.
func (v *vocabulary) relate(lang *language.Language, numbers map[string]int32, syn *forward.Synonyms) {
	known := func(word string) bool {
		_, found := numbers[word]
		return found
	}
	v.related = make([][]share, len(v.forms))
	inflections := make([][]string, len(v.forms))
	verbs := make([]verb, len(v.forms))
	parts := make([][]int32, len(v.forms))
	v.each(func(i int) {
		inflections[i] = lang.Inflections(v.forms[i], known)
		verbs[i].stem, _, verbs[i].irregular = lang.Verb(v.forms[i])
		var add func(word string, depth int)
		add = func(word string, depth int) {
			of := partsOf(lang, word, known, v.tails[word])
			if stem := v.stems[i]; of == nil && word == v.forms[i] && stem != word { // Its last part is in another form.
				var t tail
				t.last, t.verb, _ = lang.Tail(stem, known)
				of = partsOf(lang, stem, known, t)
			}
			for _, part := range of {
				if n, found := numbers[part]; found && depth > 0 {
					parts[i] = append(parts[i], n)
					add(part, depth-1)
				}
			}
		}
		add(v.forms[i], 3)
	})
	// An inflection is the same word: all forms of the two classes count for each other.
	for i, others := range inflections {
		for _, other := range others {
			v.join(v.classOf[i], v.classOf[numbers[other]], numbers)
		}
	}
	v.joinVerbs(verbs, numbers)
	// A compound counts for its parts, and for what these are inflections of.
	related := slices.Clone(v.related)
	for i := range parts {
		for _, part := range parts[i] {
			v.addShare(i, v.classOf[part], compoundShare)
			for _, s := range related[part] {
				v.addShare(i, s.class, compoundShare*s.share)
			}
		}
	}
	// A synonym counts for each form of its word.
	for _, c := range v.classes {
		for _, form := range c.forms {
			for _, other := range syn.Words[form] {
				n, found := numbers[other]
				if !found {
					continue
				}
				for _, f := range c.forms {
					v.addShare(int(numbers[f]), v.classOf[n], forward.SynonymShare)
				}
			}
		}
	}
}

// partsOf returns the parts of a word; or its tail, if the first part isn't known.
func partsOf(lang *language.Language, word string, known func(string) bool, t tail) []string {
	parts := lang.Parts(word, known)
	if parts == nil && t.last != "" {
		return []string{t.last, t.verb}
	}
	return parts
}

// join makes the forms of two classes count for each other as inflections.
func (v *vocabulary) join(a, b int32, numbers map[string]int32) {
	for _, form := range v.classes[a].forms {
		v.addShare(int(numbers[form]), b, inflectionShare)
	}
	for _, form := range v.classes[b].forms {
		v.addShare(int(numbers[form]), a, inflectionShare)
	}
}

// verb is the stem of the verb that a form may be of, and whether it is so by other rules than
// those of all words.
type verb struct {
	stem      string
	irregular bool
}

// joinVerbs makes the forms of all classes that have forms of one irregular verb, or of a verb with
// participles, count for each other.
func (v *vocabulary) joinVerbs(verbs []verb, numbers map[string]int32) {
	classes := map[string][]int32{}
	for i, of := range verbs {
		if of.irregular && !slices.Contains(classes[of.stem], v.classOf[i]) {
			classes[of.stem] = append(classes[of.stem], v.classOf[i])
		}
	}
	for i, of := range verbs {
		if _, found := classes[of.stem]; found && !of.irregular && !slices.Contains(classes[of.stem], v.classOf[i]) {
			classes[of.stem] = append(classes[of.stem], v.classOf[i])
		}
	}
	for _, stem := range slices.Sorted(maps.Keys(classes)) {
		all := classes[stem]
		for i, a := range all {
			for _, b := range all[:i] {
				v.join(a, b, numbers)
			}
		}
	}
}

func (v *vocabulary) addShare(form int, class int32, part float32) {
	if class == v.classOf[form] {
		return
	}
	for i, s := range v.related[form] {
		if s.class == class {
			v.related[form][i].share = max(part, s.share)
			return
		}
	}
	v.related[form] = append(v.related[form], share{class, part})
}

// each calls f for the number of each form, many at once.
func (v *vocabulary) each(f func(i int)) {
	v.parallel(len(v.forms), func(_, from, to int) {
		for i := from; i < to; i++ {
			f(i)
		}
	})
}

// parallel calls f for parts of n things, once for each worker: with its number, the first thing
// and the one behind the last.
func (v *vocabulary) parallel(n int, f func(worker, from, to int)) {
	var group sync.WaitGroup
	for w := range v.workers {
		group.Go(func() { f(w, w*n/v.workers, (w+1)*n/v.workers) })
	}
	group.Wait()
}

// prefixOf returns the first n characters of a word, or all.
func prefixOf(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}

// common returns the longest common prefix of two words.
func common(a, b string) string {
	end := 0
	for i, c := range a {
		if i >= len(b) || b[i:min(len(b), i+len(string(c)))] != string(c) {
			break
		}
		end = i + len(string(c))
	}
	return a[:end]
}

// union finds which of n elements are connected.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join connects two elements; the smaller root stays one.
func (u union) join(a, b int) {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
}
