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
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/portable"
)

var sequences = flag.Int("sequences", 8, "how many random sequences of builds, kills, links and foreign files are tried")

// The seed of the sites that the helper writes, and the directory of the site that it is.
const (
	seedVariable = "BAKEN_OUTPUT_SEED"
	homeVariable = "BAKEN_OUTPUT_HOME"
)

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
		if _, err := write(context.Background(), dir, seededSite(seed).artifacts(), Options{Records: records(), Home: os.Getenv(homeVariable), Workers: 2}, swap); err != nil {
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

// forge puts the manifest that Baken would have written for all files of a directory there.
func (p *person) forge(t *testing.T, dir string) {
	t.Helper()
	m := manifest.New("")
	for name, text := range readSite(t, dir) {
		if portable.Check(name) == nil && !manifest.Reserved(name) {
			m.Add(manifest.File{Path: name, Sum: manifest.SumOf([]byte(text))})
		}
	}
	name := filepath.Join(dir, manifest.Name)
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, m.Text(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// supply makes a directory with files of the person, some at paths of the site, and perhaps a
// manifest.
func (p *person) supply(t *testing.T, dir string, manifest bool) {
	t.Helper()
	for n := range 3 {
		p.place(t, filepath.Join(dir, fmt.Sprint("supplied", n)))
		p.place(t, filepath.Join(dir, filepath.FromSlash(p.planned())))
	}
	if manifest {
		p.forge(t, dir)
	}
}

// planned returns the path of a page that most sites have.
func (p *person) planned() string {
	i := p.r.IntN(150)
	return fmt.Sprintf("%s/s%d/p%d/index.html", []string{"nl", "en"}[i%2], i%7, i)
}

// own takes everything in the directories as the person's, and returns what wasn't before.
func (p *person) own(t *testing.T, dirs ...string) (taken []string) {
	t.Helper()
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		for text := range texts(t, dir) {
			if !p.mine[text] {
				p.mine[text] = true
				taken = append(taken, text)
			}
		}
	}
	return taken
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

// TestSequences checks, for random sequences of builds of two sites that share an output and a
// name, kills of real processes, links, foreign files in and around the output and staging trees,
// forged manifests and lost records, that no foreign file is ever removed, that nothing that one
// site wrote is removed by the other, and that the next build completes the site.
func TestSequences(t *testing.T) {
	from := uint64(time.Now().UnixNano())
	var kills, staged, placed, kept, forged, shared, inStaging, supplied, lost, whole int
	for n := range *sequences {
		seed := from + uint64(n)
		r := rand.New(rand.NewPCG(seed, 0))
		base := t.TempDir()
		p := &person{r: r, base: base, mine: map[string]bool{}}
		real := filepath.Join(base, "srv", "public")
		dir := real
		homes := []string{filepath.Join(base, "home0"), filepath.Join(base, "home1")}
		for _, d := range append(homes, filepath.Dir(real)) {
			if err := os.MkdirAll(d, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		home := homes[0]
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
		place, err := location.Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		part, swap := "rebuild", exchange.Entries
		if n%4 == 0 {
			part, swap = "rebuild renames", noExchange
		}
		build := func(seed uint64) {
			site := seededSite(seed)
			_, err := write(t.Context(), dir, site.artifacts(), Options{Records: records(), Home: home, Workers: 2, Kept: func(p, _ string) {
				kept++
				if p == "." {
					whole++
				}
			}}, swap)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for p, content := range site {
				if got, err := os.ReadFile(place.Entry(p)); err != nil || string(got) != content {
					t.Fatalf("seed %d: %s holds %q, %v", seed, p, got, err)
				}
			}
			for _, name := range []string{place.Next, place.Old, place.Lock} {
				if _, err := os.Lstat(name); err == nil {
					t.Fatalf("seed %d: %s was left", seed, name)
				}
			}
			p.check(t, fmt.Sprint("a build, seed ", seed))
		}
		build(r.Uint64N(1000))
		for range 8 {
			switch r.IntN(10) {
			case 0:
				build(r.Uint64N(1000))
			case 1, 2:
				cmd := helper(t, part, dir)
				cmd.Env = append(cmd.Env, fmt.Sprintf("%s=%d", seedVariable, r.Uint64N(1000)), homeVariable+"="+home)
				out := start(t, cmd)
				if _, err := out.ReadString('\n'); err != nil {
					t.Fatal(err)
				}
				<-time.After(time.Duration(r.Int64N(int64(40 * time.Millisecond))))
				kill(t, cmd)
				kills++
				if _, err := os.Lstat(place.Next); err == nil {
					staged++
				}
				p.check(t, fmt.Sprint("a kill, seed ", seed))
			case 3:
				list := []string{filepath.Join(base, "srv", fmt.Sprint("beside", r.IntN(3))), place.Entry(fmt.Sprint("notes", r.IntN(3), "/x"))}
				// A file in place of the output directory or of its manifest isn't a foreign file
				// in it.
				if info, err := os.Lstat(place.Dir); err == nil && info.IsDir() {
					list = append(list, place.Entry(randomPath(r)), place.Entry("nl/s2/mine"), place.Entry(
						fmt.Sprintf("nl/s%d/p%d/index.html", r.IntN(7), r.IntN(150))))
				}
				if _, err := os.Lstat(place.Dir); err != nil {
					list = list[:1]
				}
				p.place(t, list[r.IntN(len(list))])
				placed++
			case 4:
				if info, err := os.Lstat(place.Next); err == nil && info.IsDir() {
					for _, name := range []string{fmt.Sprint("mine", r.IntN(3)), filepath.FromSlash(p.planned()), manifest.Name, manifest.NextName} {
						if r.IntN(2) == 0 {
							p.place(t, filepath.Join(place.Next, name))
							inStaging++
						}
					}
				}
			case 5: // Everything in the output is listed from now on, also what isn't Baken's.
				if info, err := os.Lstat(place.Dir); err == nil && info.IsDir() {
					p.forge(t, place.Dir)
					forged++
				}
			case 6: // The other site's build takes what it finds for somebody else's.
				taken := p.own(t, place.Dir, place.Next, place.Old)
				slices.Reverse(homes)
				home = homes[0]
				build(r.Uint64N(1000))
				for _, text := range taken {
					delete(p.mine, text) // The site itself may remove it later.
				}
				shared++
			case 7:
				name := []string{place.Next, place.Old, place.Dir}[r.IntN(3)]
				if _, err := os.Lstat(name); err != nil {
					p.supply(t, name, name == place.Dir || r.IntN(4) > 0)
					supplied++
				}
			case 8:
				if r.IntN(3) > 0 {
					break
				}
				list, err := filepath.Glob(filepath.Join(records(), "*"))
				if err != nil {
					t.Fatal(err)
				}
				for _, name := range list {
					if err := os.Remove(name); err != nil {
						t.Fatal(err)
					}
				}
				lost++
			}
		}
		build(r.Uint64N(1000))
	}
	t.Logf("%d sequences, %d kills of which %d left a staging tree, %d files and links placed, %d more in staging trees, "+
		"%d manifests forged, %d trees supplied, %d builds of two sites that share an output, records lost %d times; "+
		"kept beside the output: %d files, and %d trees",
		*sequences, kills, staged, placed, inStaging, forged, supplied, shared, lost, kept-whole, whole)
}
