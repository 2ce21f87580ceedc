package output

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var sequences = flag.Int("sequences", 8, "how many random sequences of builds, kills, links and foreign files are tried")

// seedVariable is the seed of the sites that the helper writes.
const seedVariable = "BAKEN_OUTPUT_SEED"

// seededSite returns a site of some hundred files that shares many of them with those of other
// seeds.
func seededSite(seed uint64) files {
	r := rand.New(rand.NewPCG(seed, 7))
	site := files{"index.html": "home"}
	for i := range 150 {
		if r.IntN(4) > 0 {
			put(site, fmt.Sprintf("%s/s%d/p%d/index.html", []string{"nl", "en"}[i%2], i%7, i), strings.Repeat(fmt.Sprint(i, r.IntN(2)), 300))
		}
	}
	for range r.IntN(10) {
		put(site, randomPath(r), fmt.Sprint("text ", r.IntN(3)))
	}
	return site
}

// rebuild writes one site after the other until it is killed.
func rebuild(dir string, swap func(a, b string) error) error {
	seed, err := strconv.ParseUint(os.Getenv(seedVariable), 10, 64)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for ; ; seed++ {
		if _, err := write(context.Background(), dir, seededSite(seed).artifacts(), Options{Records: records(), Workers: 2}, swap); err != nil {
			return err
		}
	}
}

// person leaves foreign files in and around an output directory.
type person struct {
	r      *rand.Rand
	base   string
	number int
	mine   map[string]bool // the texts that must not be lost
}

// place writes a text or a link to name, which may exist already.
func (p *person) place(t *testing.T, name string) {
	t.Helper()
	if os.MkdirAll(filepath.Dir(name), 0o755) != nil {
		return // A file is in the way.
	}
	if info, err := os.Lstat(name); err == nil {
		if info.IsDir() {
			return
		}
		old, _ := os.ReadFile(name)
		delete(p.mine, string(old))
		if to, err := os.Readlink(name); err == nil {
			delete(p.mine, to)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	p.number++
	text := fmt.Sprintf("%s/mine-%d", filepath.Join(p.base, "elsewhere"), p.number)
	var err error
	if p.r.IntN(4) == 0 {
		err = os.Symlink(text, name)
	} else {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.mine[text] = true
}

// check fails unless every text of the person is still in some file.
func (p *person) check(t *testing.T, after string) {
	t.Helper()
	missing := maps.Clone(p.mine)
	err := filepath.WalkDir(p.base, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(name)
			delete(missing, to)
			return err
		case e.Type().IsRegular():
			text, err := os.ReadFile(name)
			delete(missing, string(text))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(missing) > 0 {
		t.Fatalf("after %s: removed though Baken didn't write it: %v", after, missing)
	}
}

// TestSequences checks, for random sequences of builds, kills of real processes, links and foreign
// files in and around the output, that no foreign file is ever removed, and that the next build
// completes the site.
func TestSequences(t *testing.T) {
	from := uint64(time.Now().UnixNano())
	var kills, staged, placed, kept int
	for n := range *sequences {
		seed := from + uint64(n)
		r := rand.New(rand.NewPCG(seed, 0))
		base := t.TempDir()
		p := &person{r: r, base: base, mine: map[string]bool{}}
		real := filepath.Join(base, "srv", "public")
		dir := real
		if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
			t.Fatal(err)
		}
		if n%3 == 0 {
			dir = filepath.Join(base, "www", "portal")
			if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(real, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(real, dir); err != nil {
				t.Fatal(err)
			}
		}
		place, err := locate(dir)
		if err != nil {
			t.Fatal(err)
		}
		part, swap := "rebuild", exchange
		if n%4 == 0 {
			part, swap = "rebuild renames", noExchange
		}
		build := func(seed uint64) {
			site := seededSite(seed)
			_, err := write(t.Context(), dir, site.artifacts(), Options{Records: records(), Workers: 2, Kept: func(string, string) { kept++ }}, swap)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for p, content := range site {
				if got, err := os.ReadFile(place.entry(p)); err != nil || string(got) != content {
					t.Fatalf("seed %d: %s holds %q, %v", seed, p, got, err)
				}
			}
			for _, name := range []string{place.next, place.old, place.lock} {
				if _, err := os.Lstat(name); err == nil {
					t.Fatalf("seed %d: %s was left", seed, name)
				}
			}
			p.check(t, fmt.Sprint("a build, seed ", seed))
		}
		build(r.Uint64N(1000))
		for range 8 {
			switch r.IntN(5) {
			case 0:
				build(r.Uint64N(1000))
			case 1, 2:
				cmd := helper(t, part, dir)
				cmd.Env = append(cmd.Env, fmt.Sprintf("%s=%d", seedVariable, r.Uint64N(1000)))
				out := start(t, cmd)
				if _, err := out.ReadString('\n'); err != nil {
					t.Fatal(err)
				}
				<-time.After(time.Duration(r.Int64N(int64(40 * time.Millisecond))))
				kill(t, cmd)
				kills++
				if _, err := os.Lstat(place.next); err == nil {
					staged++
				}
				p.check(t, fmt.Sprint("a kill, seed ", seed))
			case 3:
				list := []string{filepath.Join(base, "srv", fmt.Sprint("beside", r.IntN(3))), place.entry(fmt.Sprint("notes", r.IntN(3), "/x"))}
				// A file in place of the output directory or of its manifest isn't a foreign file
				// in it.
				if info, err := os.Lstat(place.dir); err == nil && info.IsDir() {
					list = append(list, place.entry(randomPath(r)), place.entry("nl/s2/mine"), place.entry(
						fmt.Sprintf("nl/s%d/p%d/index.html", r.IntN(7), r.IntN(150))))
				}
				if _, err := os.Lstat(place.dir); err != nil {
					list = list[:1]
				}
				p.place(t, list[r.IntN(len(list))])
				placed++
			case 4:
				if info, err := os.Lstat(filepath.Join(place.next, marker)); err == nil && info.Mode().IsRegular() {
					p.place(t, filepath.Join(place.next, fmt.Sprint("mine", r.IntN(3))))
					placed++
				}
			}
		}
		build(r.Uint64N(1000))
	}
	t.Logf("%d sequences, %d kills of which %d left a staging tree, %d files and links placed, %d kept beside the output",
		*sequences, kills, staged, placed, kept)
}
