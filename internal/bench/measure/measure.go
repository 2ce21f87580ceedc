// Package measure runs commands and says what they took.
package measure

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Cost is what a command took.
type Cost struct {
	Wall, CPU time.Duration
	// Peak is the most memory that was resident, in bytes; 0 where the system doesn't say.
	Peak int64
}

// Command is a program with its arguments.
type Command struct {
	Name string
	Args []string
	// Env is added to the environment of this process.
	Env []string
}

// With returns the command with more arguments.
func (c Command) With(args ...string) Command {
	c.Args = append(c.Args[:len(c.Args):len(c.Args)], args...)
	return c
}

// Run runs the command and measures it.
func (c Command) Run(ctx context.Context) (Cost, error) {
	command := c.command(ctx)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	start := time.Now()
	err := command.Run()
	cost := Cost{Wall: time.Since(start)}
	if err != nil {
		return cost, fmt.Errorf("run %s: %w\n%s", c.Name, err, bytes.TrimSpace(output.Bytes()))
	}
	cost.CPU = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	cost.Peak = PeakMemory(command.ProcessState)
	return cost, nil
}

func (c Command) command(ctx context.Context) *exec.Cmd {
	command := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	command.Env = append(os.Environ(), c.Env...)
	return command
}

// Tree is the size of a directory.
type Tree struct {
	// Pages of the files are HTML.
	Files, Pages int
	Bytes        int64
}

// Count adds up the regular files in a directory.
func Count(dir string) (Tree, error) {
	var t Tree
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		t.Files++
		t.Bytes += info.Size()
		if filepath.Ext(path) == ".html" {
			t.Pages++
		}
		return nil
	})
	return t, err
}
