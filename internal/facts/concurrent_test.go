package facts_test

import (
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"baken.example/baken/internal/facts"
)

// TestConcurrent holds that a reader can be used concurrently.
func TestConcurrent(t *testing.T) {
	file, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file), "\n")
	newReader := func() *facts.Reader {
		r, err := facts.New("en")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	shared, alone := newReader(), newReader()
	results := make([][]facts.List, 4)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			for _, line := range lines {
				results[i] = append(results[i], shared.Read(facts.Text{Text: []byte(line)}))
			}
		})
	}
	group.Wait()
	found, nothing := 0, alone.Read(facts.Text{})
	for n, line := range lines {
		want := alone.Read(facts.Text{Text: []byte(line)})
		for i := range results {
			if !reflect.DeepEqual(results[i][n], want) {
				t.Errorf("%q: %+v, and %+v when nobody else reads", line, results[i][n], want)
			}
		}
		if !reflect.DeepEqual(want, nothing) {
			found++
		}
	}
	if found < 100 {
		t.Errorf("%d lines have facts: too few to tell", found)
	}
}
