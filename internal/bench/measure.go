package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"time"
)

// measurement is the cost and the size of one build.
type measurement struct {
	wall, cpu time.Duration
	// peak is the most memory that was resident, in bytes; 0 where the system doesn't say.
	peak int64
	// files were written, of size bytes together; pages of them are HTML.
	files, pages int
	size         int64
}

// builder is a program that builds a site.
type builder struct {
	name string
	// command is the program with its arguments; the output directory follows.
	command []string
}

// build runs a builder into a directory and measures it. Writes that an earlier build left to the
// system are finished first.
func (b builder) build(ctx context.Context, out string) (measurement, error) {
	flushWrites()
	command := exec.CommandContext(ctx, b.command[0], append(b.command[1:len(b.command):len(b.command)], out)...)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	start := time.Now()
	err := command.Run()
	m := measurement{wall: time.Since(start)}
	if err != nil {
		return m, fmt.Errorf("build with %s: %w\n%s", b.name, err, bytes.TrimSpace(output.Bytes()))
	}
	m.cpu = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	m.peak = peakMemory(command.ProcessState)
	return m, m.count(out)
}

// count adds up what stands in a directory.
func (m *measurement) count(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		m.files++
		m.size += info.Size()
		if filepath.Ext(path) == ".html" {
			m.pages++
		}
		return nil
	})
}
