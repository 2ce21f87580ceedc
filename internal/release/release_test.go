package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	commit = time.Date(2026, 3, 1, 12, 30, 0, 0, time.UTC)
	some   = []file{{name: "baken", data: []byte("program"), program: true}, {name: "LICENSE", data: []byte("text")}}
)

// TestArchivesAreReproducible checks that archives depend neither on the order of the files nor on
// the time zone.
func TestArchivesAreReproducible(t *testing.T) {
	for name, write := range map[string]func(io.Writer, string, time.Time, []file) error{"tar": writeTar, "zip": writeZip} {
		var a, b bytes.Buffer
		reversed := []file{some[1], some[0]}
		if err := errors.Join(write(&a, "dir", commit, some),
			write(&b, "dir", commit.In(time.FixedZone("elsewhere", 5*3600)), reversed)); err != nil {
			t.Fatal(name, err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: the archives differ", name)
		}
	}
}

func TestTar(t *testing.T) {
	var out bytes.Buffer
	if err := writeTar(&out, "dir", commit, some); err != nil {
		t.Fatal(err)
	}
	compressed, err := gzip.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if !compressed.ModTime.IsZero() || compressed.Name != "" {
		t.Errorf("gzip header %+v", compressed.Header)
	}
	archive := tar.NewReader(compressed)
	for _, want := range []struct {
		name, data string
		mode       int64
	}{{"dir/LICENSE", "text", 0o644}, {"dir/baken", "program", 0o755}} {
		h, err := archive.Next()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		if h.Name != want.name || string(data) != want.data || h.Mode != want.mode || h.Uid != 0 || h.Gid != 0 || h.Uname != "" || !h.ModTime.Equal(commit) {
			t.Errorf("%+v %q, want %+v", h, data, want)
		}
	}
	if _, err := archive.Next(); err != io.EOF {
		t.Error("more than two files:", err)
	}
}

func TestZip(t *testing.T) {
	var out bytes.Buffer
	if err := writeZip(&out, "dir", commit, some); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.File) != 2 || archive.File[0].Name != "dir/LICENSE" || archive.File[1].Mode() != 0o755 || !archive.File[1].Modified.Equal(commit) {
		t.Errorf("%+v", archive.File)
	}
}

const gpl = `This program is free software: you can redistribute it and/or modify it under the terms of the GNU
General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your
option) any later version.`

func TestIdentify(t *testing.T) {
	mit, err := os.ReadFile(filepath.FromSlash("../../LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	if ids, err := identify(mit); err != nil || !slices.Equal(ids, []string{"MIT"}) {
		t.Error(ids, err)
	}
	if ids, err := identify([]byte("This product includes software by somebody.")); err != nil || len(ids) > 0 {
		t.Error(ids, err)
	}
	if ids, err := identify([]byte(gpl)); err == nil {
		t.Error("GPL is allowed:", ids)
	}
}

// TestNotices checks that every component of the program has an allowed license, for every target.
func TestNotices(t *testing.T) {
	t.Chdir(filepath.FromSlash("../.."))
	for target := range strings.SplitSeq(allTargets, ",") {
		goos, arch, _ := strings.Cut(target, "/")
		text, err := notices(t.Context(), buildEnv(goos, arch))
		if err != nil {
			t.Error(target, err)
			continue
		}
		for _, want := range []string{"The Go standard library", "modernc.org/sqlite", "github.com/spf13/cobra"} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s: nothing about %s", target, want)
			}
		}
	}
}

func TestUnlicensedComponent(t *testing.T) {
	err := component{name: "example.org/module", dir: t.TempDir()}.notice(io.Discard)
	if err == nil || !strings.Contains(err.Error(), "no license") {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte("All rights are somebody's."), 0o666); err != nil {
		t.Fatal(err)
	}
	err = component{name: "example.org/module", dir: dir}.notice(io.Discard)
	if err == nil || !strings.Contains(err.Error(), "can't be identified") {
		t.Error(err)
	}
}

// TestBillIsReproducible checks that the bill doesn't depend on the machine that compiled the tool.
func TestBillIsReproducible(t *testing.T) {
	var bills [2]bytes.Buffer
	for i, hash := range []string{"aa", "bb"} {
		text := `{"specVersion":"1.6","metadata":{"tools":[{"name":"tool","hashes":[{"alg":"MD5","content":"` + hash + `"}]}]},"components":[{"hashes":[1]}]}`
		if err := writeBill(&bills[i], text); err != nil {
			t.Fatal(err)
		}
	}
	if got := bills[0].String(); got != bills[1].String() || strings.Count(got, "hashes") != 1 || !strings.Contains(got, `"name": "tool"`) {
		t.Errorf("%s and %s", got, &bills[1])
	}
	if err := writeBill(io.Discard, `{}`); err == nil {
		t.Error("a bill without its tool is taken")
	}
}
