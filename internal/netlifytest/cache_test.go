package netlifytest

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/nodetest"
	"baken.example/baken/internal/picture/picturetest"
	"baken.example/baken/internal/scaffold/hosts"
	"baken.example/baken/internal/thoroughtest"
)

// machine is the state of Netlify for a site: its programs, and the cache that it keeps between
// builds.
type machine struct {
	*testing.T
	node, path string
	clone      string // the repository with Baken
	cache      string
}

// seen is the file, in the home directory of a build, with the names and checksums of the entries
// in Baken's cache as the build command begins.
const seen = "seen"

// build runs Netlify's own build of a site, each time in another directory with another home
// directory, and returns the tree that it publishes, the entries that the build command found, and
// the log.
func (m *machine) build(write func(root string)) (tree map[string]string, found, log string) {
	m.Helper()
	root, home := m.TempDir(), m.TempDir()
	write(root)
	cmd := exec.CommandContext(m.Context(), m.node, "node_modules/@netlify/build/bin.js",
		"--offline", "--no-telemetry", "--cwd", root, "--repositoryRoot", root, "--context", "production", "--branch", "main", "--cacheDir", m.cache)
	cmd.Env = append(os.Environ(), "HOME="+home, "PATH="+m.path, "URL=https://site.example", "XDG_CACHE_HOME=",
		"BAKEN_REPOSITORY="+m.clone, "BAKEN_VERSION=main")
	out, err := cmd.CombinedOutput()
	if err != nil {
		m.Fatalf("%v\n%s", err, out)
	}
	entries, err := os.ReadFile(filepath.Join(home, seen))
	if err != nil {
		m.Fatalf("the build command didn't run: %v\n%s", err, out)
	}
	return readTree(m.T, filepath.Join(root, "public")), string(entries), string(out)
}

// readTree returns the content of all files in a directory.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		tree[strings.TrimPrefix(name, dir)] = string(text)
		return err
	})
	if err != nil || len(tree) < 10 {
		t.Fatal(err, len(tree))
	}
	return tree
}

// newRepository returns a repository to clone, with an empty commit on its branch main.
func newRepository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"},
		{"-c", "user.name=A", "-c", "user.email=a@site.example", "commit", "-q", "--allow-empty", "-m", "None"},
	} {
		cmd := exec.CommandContext(t.Context(), "git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	return dir
}

// programs compiles Baken, and returns a PATH on which "go run ./cmd/baken" runs it and "go build"
// copies it. It notes in the home directory what is cached when it is asked to build.
func programs(t *testing.T) string {
	t.Helper()
	path := path(t)
	dir, _, _ := strings.Cut(path, string(os.PathListSeparator))
	const baken = `#!/bin/sh
if [ "$1" = build ]; then (cd "$HOME/.cache/baken-site/pictures" 2>/dev/null && cksum *) > "$HOME/` + seen + `"; fi
exec "$(dirname "$0")/compiled" "$@"
`
	const run = `#!/bin/sh
dir=$(dirname "$0")
case $1 in
run) shift 2; exec "$dir/baken" "$@" ;;
build) mkdir bin && cp "$dir/baken" "$dir/compiled" bin ;;
*) exit 1 ;;
esac
`
	if err := os.Rename(filepath.Join(dir, "baken"), filepath.Join(dir, "compiled")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"baken": baken, "go": run} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// writePhotoSite writes a site with a photo.
func writePhotoSite(t *testing.T, root string) {
	t.Helper()
	write(t, filepath.Join(root, "content/site.yaml"), `base_url: https://site.example
title: {en: Guide}
description: {en: Guidance.}
languages: [{code: en, name: English}]
contact: {name: {en: Editors}, email: editors@site.example}
feedback: false
security: {contact: "mailto:security@site.example", expires: 2099-01-01}
`)
	write(t, filepath.Join(root, "content/index.en.md"), "---\ntitle: Welcome\ndescription: Start.\n---\n\n![A harbour.](harbour.jpg)\n")
	write(t, filepath.Join(root, "content/harbour.jpg"), string(picturetest.JPEG(picturetest.Photo(2000, 1300, 1))))
}

// TestCache runs Netlify's own build several times: the second one restores the cache of the first
// one, and publishes the same tree; so does a build whose cache is damaged.
func TestCache(t *testing.T) {
	node := nodetest.Path(t, "@netlify/build")
	path := programs(t)
	clone := newRepository(t)
	for name, write := range map[string]func(t *testing.T, root string){
		"repository": func(t *testing.T, root string) {
			copyFiles(t, root, "netlify.toml", "netlify")
			// The function is compiled in other tests.
			replaceIn(t, filepath.Join(root, "netlify.toml"), "[functions]\n  directory = \"cmd/functions\"\n", "")
			replaceIn(t, filepath.Join(root, "netlify.toml"), "cmd/functions/feedback/site/pages.json", "pages.json")
			writePhotoSite(t, root)
		},
		"new site": func(t *testing.T, root string) {
			files, err := hosts.Files("netlify")
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				writeFile(t, root, f.Path, f.Text)
			}
			writePhotoSite(t, root)
		},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "repository" && !thoroughtest.Asked() {
				t.Skip("make thorough builds this repository's site too, whose plugin is the same, and with damaged caches")
			}
			t.Parallel()
			m := &machine{t, node, path, clone, t.TempDir()}
			site := func(root string) { write(t, root) }
			first, found, log := m.build(site)
			if found != "" {
				t.Errorf("an empty cache has %q", found)
			}
			kept := filepath.Join(m.cache, "home", ".cache", "baken-site")
			entries, err := filepath.Glob(filepath.Join(kept, "pictures", "*"))
			if err != nil || len(entries) != 1 {
				t.Fatalf("%v: %d entries are kept\n%s", err, len(entries), log)
			}

			second, found, log := m.build(site)
			if strings.Count(found, "\n") != 1 || !strings.Contains(log, "Restoring the cache of Baken: done") {
				t.Errorf("the second build finds %q\n%s", found, log)
			}
			same(t, "the second build", first, second)

			if name != "repository" {
				return // Its plugin is the same.
			}
			for what, damage := range damages() {
				if err := damage(kept); err != nil {
					t.Fatal(err)
				}
				tree, _, _ := m.build(site)
				same(t, "a build with "+what, first, tree)
				if after, err := filepath.Glob(filepath.Join(kept, "pictures", "*")); err != nil || len(after) == 0 {
					t.Errorf("nothing is kept after a build with %s: %v", what, err)
				}
			}
		})
	}
}

// damages returns what can go wrong with a cache on its way. Each build takes seconds; damage that
// only Baken sees is tried in the tests of its commands.
func damages() map[string]func(cache string) error {
	return map[string]func(string) error{
		"damaged entries": func(cache string) error {
			entries, err := filepath.Glob(filepath.Join(cache, "pictures", "*"))
			for _, name := range entries {
				if data, err := os.ReadFile(name); err != nil || os.WriteFile(name, bytes.ToUpper(data), 0o600) != nil {
					return err
				}
			}
			return err
		},
		"another's tag": func(cache string) error { return os.WriteFile(filepath.Join(cache, "CACHEDIR.TAG"), nil, 0o600) },
		"a file in its place": func(cache string) error {
			if err := os.RemoveAll(cache); err != nil {
				return err
			}
			return os.WriteFile(cache, []byte("x"), 0o600)
		},
		"rights for everybody": func(cache string) error { return os.Chmod(cache, 0o777) },
	}
}

// same compares two trees, in which the build's own day may differ at midnight only.
func same(t *testing.T, what string, want, got map[string]string) {
	t.Helper()
	if len(want) != len(got) {
		t.Errorf("%s has %d files, want %d", what, len(got), len(want))
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s has another %s", what, name)
		}
	}
}

// replaceIn replaces a text in a file, which must hold it.
func replaceIn(t *testing.T, name, old, new string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s: %v: there is no %q", name, err, old)
	}
	write(t, name, strings.ReplaceAll(string(text), old, new))
}

// writeFile writes a file below a directory.
func writeFile(t *testing.T, root, name, text string) {
	t.Helper()
	write(t, filepath.Join(root, filepath.FromSlash(name)), text)
}

// TestPluginsAgree compares the plugin of this repository with the one that new sites get: they
// differ in comments at most.
func TestPluginsAgree(t *testing.T) {
	code := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, code, ok := strings.Cut(string(text), "\nconst ")
		if !ok {
			t.Fatalf("%s has no code", name)
		}
		return code
	}
	if code(repository+"/netlify/cache/index.js") != code(repository+"/internal/scaffold/hosts/files/netlify/netlify/cache/index.js") {
		t.Error("netlify/cache/index.js and the one in internal/scaffold/hosts differ")
	}
}
