package main

import (
	"os"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"baken.example/baken/internal/picture/picturetest"
)

// writePicture is the script command "picture KIND WIDTH HEIGHT FILE", for pictures, which a script
// can't hold: a photo as a JPEG file, a bomb (a PNG file that says that it has this size), or a
// print (a JPEG file whose header has the colours of printers).
func writePicture(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: picture KIND WIDTH HEIGHT FILE")
	}
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	var b []byte
	switch args[0] {
	case "photo":
		b = picturetest.JPEG(picturetest.Photo(width, height, 1))
	case "bomb":
		b = picturetest.Bomb(width, height)
	case "print":
		b = picturetest.Print(uint16(width), uint16(height))
	default:
		ts.Fatalf("unknown kind %q", args[0])
	}
	name := ts.MkAbs(args[3])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, b, 0o666))
}

// spoilFiles is the script command "spoil DIR", which changes a byte in the middle of each file in a
// directory.
func spoilFiles(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: spoil DIR")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(entries) == 0 {
		ts.Fatalf("no files in %s", args[0])
	}
	for _, e := range entries {
		name := filepath.Join(ts.MkAbs(args[0]), e.Name())
		data, err := os.ReadFile(name)
		ts.Check(err)
		data[len(data)/2]++
		ts.Check(os.WriteFile(name, data, 0o600))
	}
}
