package searchtest

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/nodetest"
)

var (
	record = flag.Bool("record", false, "run the other engines, and record their figures in testdata/recorded.json")
	hold   = flag.Bool("hold", false, "fail where another engine is better in a group, and on compounds below 0.95")
	misses = flag.Bool("misses", false, "list the queries of the tuning half that have another result in first place")
)

const recorded = "testdata/recorded.json"

// figures are those of an engine by set ("portal/nl"), level ("pages" or "sections") and group.
type figures map[string]map[string]map[string]Figures

func (f figures) set(name, level string, groups map[string]Figures) {
	if f[name] == nil {
		f[name] = map[string]map[string]Figures{}
	}
	f[name][level] = groups
}

var levels = []string{"pages", "sections"}

// sets returns all sets.
func sets(t *testing.T) []*Set {
	t.Helper()
	p := portal(t)
	var out []*Set
	for _, lang := range p.Model.Languages {
		derived, err := Corpus(lang, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		corpus := *derived
		derived.Name = "derived"
		corpus.Queries = readQueries(t, "testdata/corpus."+lang+".txt", "/"+lang+"/")
		corpus.expand()
		out = append(out, known(t, p, lang), written(t, p, lang), derived, &corpus, library(t, lang))
	}
	return out
}

// TestCorpus holds that the corpus has a thousand pages, and is the same each time.
func TestCorpus(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		a, err := Corpus(lang, 7, 1)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Corpus(lang, 7, 1)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, b); diff != "" {
			t.Error(diff)
		}
		if len(a.Pages) != 1000 {
			t.Errorf("%s: %d pages", lang, len(a.Pages))
		}
		urls := map[string]bool{}
		for _, page := range a.Pages {
			if urls[page.URL] {
				t.Errorf("%s: two pages at %s", lang, page.URL)
			}
			urls[page.URL] = true
		}
		for _, target := range a.Unknown() {
			t.Errorf("%s: no section %v", lang, target)
		}
	}
}

// TestTargets holds that what queries lead to is there.
func TestTargets(t *testing.T) {
	for _, s := range sets(t) {
		for _, target := range s.Unknown() {
			t.Errorf("%s/%s: no section %v", s.Name, s.Language, target)
		}
		if s.Name != "known" && s.Name != "library" && len(s.Queries) < 150 {
			t.Errorf("%s/%s has %d queries", s.Name, s.Language, len(s.Queries))
		}
	}
}

// mean returns the mean reciprocal rank of the queries of all groups.
func mean(groups map[string]Figures) float64 {
	sum, n := 0.0, 0
	for _, f := range groups {
		sum += f.MRR * float64(f.Queries)
		n += f.Queries
	}
	return sum / float64(max(n, 1))
}

// below are the groups in which another engine is still as good or better, or compounds below 0.95:
// no other may become one, and one that no longer is must go.
var below = []string{
	"library/nl pages compounds",
	"library/en pages compounds",
	"library/en sections questions",
}

// TestRelevance prints the figures of all engines, and holds Baken's against the others': for each
// set, and for each group but those below, with -hold for these as well.
func TestRelevance(t *testing.T) {
	all := map[string]figures{}
	if *record {
		all["minisearch"], all["pagefind"] = figures{}, figures{}
	} else {
		text, err := os.ReadFile(recorded)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &all); err != nil {
			t.Fatal(err)
		}
	}
	var table, halves strings.Builder
	fmt.Fprintf(&table, "%-10s %-8s %-13s %4s  %-17s %-17s %-17s\n", "set", "level", "group", "n", "baken", "minisearch", "pagefind")
	for _, s := range sets(t) {
		name := s.Name + "/" + s.Language
		own := ask(t, s)
		if *misses {
			t.Logf("\n%s", s.Misses(own, false, func(q *Query) bool { return !q.HeldOut }))
		}
		if *record {
			for engine, results := range askOthers(t, nodetest.Path(t, "minisearch", "pagefind"), s) {
				for _, level := range levels {
					all[engine].set(name, level, s.ByGroup(results, level == "pages", nil))
				}
			}
		}
		for _, level := range levels {
			ranks := map[bool][]int{}
			for i := range s.Queries {
				ranks[s.Queries[i].HeldOut] = append(ranks[s.Queries[i].HeldOut], s.Queries[i].Rank(own[i], level == "pages"))
			}
			tuned := "none"
			if len(ranks[false]) > 0 {
				tuned = Measure(ranks[false]).String()
			}
			fmt.Fprintf(&halves, "%-10s %-8s %-17s   %v\n", name, level, tuned, Measure(ranks[true]))
			ours := s.ByGroup(own, level == "pages", nil)
			for engine := range all {
				if a, b := mean(ours), mean(all[engine][name][level]); a <= b {
					t.Errorf("%s, %s: MRR %.3f, and %s has %.3f", name, level, a, engine, b)
				}
			}
			for _, group := range s.Groups() {
				mine := ours[group]
				mini, find := all["minisearch"][name][level][group], all["pagefind"][name][level][group]
				if mini.Queries != mine.Queries || find.Queries != mine.Queries {
					// A heading more or less, in an edit of the portal, doesn't make the figures
					// useless.
					report := t.Logf
					if 10*max(mine.Queries-mini.Queries, mini.Queries-mine.Queries) > mine.Queries {
						report = t.Errorf
					}
					report("%s, %s, %s: %d queries, but figures of other engines for %d and %d: record them anew (make search-compare)", name, level, group, mine.Queries, mini.Queries, find.Queries)
				}
				mark, label := "", name+" "+level+" "+group
				complain := t.Errorf
				if !*hold && slices.Contains(below, label) {
					complain = t.Logf
				}
				for engine, theirs := range map[string]Figures{"minisearch": mini, "pagefind": find} {
					if mine.MRR < theirs.MRR || mine.MRR == theirs.MRR && mine.MRR < 1 || mine.Third < theirs.Third {
						mark = " <"
						report := complain
						// An edit of the portal moves a query or so.
						if slack := 1 / float64(mine.Queries); !*hold && mine.MRR > theirs.MRR-slack && mine.Third > theirs.Third-slack {
							report = t.Logf
						}
						report("%s, %s, %s: %v, and %s has %v", name, level, group, mine, engine, theirs)
					}
				}
				if group == "compounds" && level == "pages" && mine.Third < 0.95 {
					mark = " <"
					complain("%s: %.3f of the compounds have an answer among the first three pages", name, mine.Third)
				}
				if mark == "" && slices.Contains(below, label) {
					t.Logf("%s is above all now: take it from the list", label)
				}
				fmt.Fprintf(&table, "%-10s %-8s %-13s %4d  %-17v %-17v %-17v%s\n", name, level, group, mine.Queries, mine, mini, find, mark)
			}
		}
	}
	t.Logf("MRR@10 of Baken, each query counting once, in the tuning half and in the other:\n%s", &halves)
	t.Logf("MRR@10, success@1, success@3:\n%s", &table)
	if *record {
		text, err := json.MarshalIndent(all, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(recorded, append(text, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
