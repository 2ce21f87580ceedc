package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed lists the licenses of code that a binary may contain: each permits redistribution in
// binary form provided that its text is included.
var allowed = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib", "CC0-1.0", "Unlicense",
	"GooglePatentsFile"} // The last is an additional grant beside a BSD license.

// reviewed maps legal texts that were classified by hand to the result, because licensecheck
// doesn't identify them or they cover more than the code that is compiled in. Their text is
// included like any other.
var reviewed = map[string]string{
	"modernc.org/sqlite/LICENSE-SQLITE":       "public domain",
	"modernc.org/sqlite/LICENSE-3RD-PARTY.md": "inventory, also of modules that aren't compiled in",
	"modernc.org/memory/LICENSE-LOGO":         "of a picture that isn't compiled in",
}

// legal matches the names of files that hold licenses or notices.
var legalFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-._].*)?$`)

// component is a module, or Go itself, that is compiled into the binary.
type component struct {
	name, version, dir string
	packages           []string // directories of the packages in use
}

// notices returns the texts of the licenses of everything in the binary of a target, and an error
// for a license that can't be identified or isn't allowed.
func notices(ctx context.Context, env []string) ([]byte, error) {
	components, err := dependencies(ctx, env)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("Baken contains the following software of third parties, under these licenses.\n")
	var failures []error
	for _, c := range components {
		if err := c.notice(&out); err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return out.Bytes(), errors.Join(failures...)
}

// dependencies returns the components of the program for a target, sorted by name.
func dependencies(ctx context.Context, env []string) ([]component, error) {
	listed, err := output(ctx, env, "go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/baken")
	if err != nil {
		return nil, err
	}
	goroot, err := output(ctx, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	version, err := output(ctx, nil, "go", "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	// This covers the vendored packages of golang.org/x, which have the same license.
	found := map[string]component{"Go": {name: "The Go standard library", version: version, dir: goroot}}
	decoder := json.NewDecoder(strings.NewReader(listed))
	for {
		var p struct {
			Dir      string
			Standard bool
			Module   *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		c, known := found[p.Module.Path]
		if !known {
			c = component{name: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
		}
		c.packages = append(c.packages, p.Dir)
		found[p.Module.Path] = c
	}
	var out []component
	for _, key := range slices.Sorted(maps.Keys(found)) {
		out = append(out, found[key])
	}
	return out, nil
}

// notice writes the legal texts in the root of the component and in the directories from there to
// its packages.
func (c component) notice(w io.Writer) error {
	dirs := map[string]bool{c.dir: true}
	for _, dir := range c.packages {
		for ; len(dir) > len(c.dir); dir = filepath.Dir(dir) {
			dirs[dir] = true
		}
	}
	licensed := false
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !legalFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			place, err := filepath.Rel(c.dir, filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			name := filepath.ToSlash(place)
			ids, err := identify(text)
			if kind, known := reviewed[c.name+"/"+name]; known {
				ids = []string{kind}
			} else if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			} else if len(ids) == 0 && strings.HasPrefix(strings.ToUpper(e.Name()), "LICEN") {
				return fmt.Errorf("%s: a license that can't be identified", name)
			}
			licensed = licensed || len(ids) > 0
			if _, err := fmt.Fprintf(w, "\n%s\n%s %s, %s (%s)\n\n%s\n", strings.Repeat("=", 80), c.name, c.version,
				name, cmp.Or(strings.Join(ids, ", "), "notice"), bytes.TrimSpace(text)); err != nil {
				return err
			}
		}
	}
	if !licensed {
		return errors.New("has no license that can be identified")
	}
	return nil
}

// identify returns the SPDX identifiers of the licenses in a text. A text without any is a notice.
func identify(text []byte) ([]string, error) {
	var ids []string
	for _, m := range licensecheck.Scan(text).Match {
		if m.IsURL || slices.Contains(ids, m.ID) {
			continue
		}
		if !slices.Contains(allowed, m.ID) {
			return nil, fmt.Errorf("%s isn't among the licenses that are allowed", m.ID)
		}
		ids = append(ids, m.ID)
	}
	return ids, nil
}
