// Release builds the archives of a release, reproducibly: the same commit gives the same bytes in
// any directory, under any umask and time zone, with the same version of Go.
//
// It writes an archive for each target (tar.gz, and zip for Windows), the bill of materials of each
// binary in CycloneDX JSON, the licenses of all modules that are compiled in, and SHA256SUMS of all
// of these. The version is the tag of the commit, from Go's build information.
package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// sbomTool generates the bills of materials. Its version is pinned to make its output reproducible.
const sbomTool = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

// allTargets lists the targets of a release.
const allTargets = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "dist", "the directory to write to, which must be empty or absent")
	targets := flags.String("targets", allTargets, "operating systems and processors")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := builder{stderr: stderr, out: *out}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	for target := range strings.SplitSeq(*targets, ",") {
		env, err := targetEnv(target)
		if err == nil {
			err = committed(ctx, env)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	for target := range strings.SplitSeq(*targets, ",") {
		if err := b.build(ctx, target); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	return b.sums()
}

// builder builds the release of the commit that is checked out.
type builder struct {
	stderr io.Writer
	out    string    // the directory to write to
	time   time.Time // of the commit; every file in an archive has it
	files  []string  // the files written to out
}

// prepare checks that the checkout is clean, since the time and the version are those of its
// commit, and that the output directory is empty, so that SHA256SUMS covers every file in it.
func (b *builder) prepare(ctx context.Context) error {
	if err := recorded(ctx); err != nil {
		return err
	}
	// Settings of this machine may hide files that aren't tracked.
	status, err := output(ctx, nil, "git", "-c", "core.fsmonitor=false", "status", "--porcelain", "--untracked-files=all")
	if err != nil {
		return err
	}
	if status != "" {
		return fmt.Errorf("the checkout differs from its commit; commit or remove first:\n%s", status)
	}
	stamp, err := output(ctx, nil, "git", "show", "-s", "--format=%cI", "HEAD")
	if err != nil {
		return err
	}
	if b.time, err = time.Parse(time.RFC3339, stamp); err != nil {
		return err
	}
	b.time = b.time.UTC()
	if err := os.MkdirAll(b.out, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(b.out)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s isn't empty", b.out)
	}
	return nil
}

// build writes the archive and the bill of materials of one target.
func (b *builder) build(ctx context.Context, target string) (err error) {
	env, err := targetEnv(target)
	if err != nil {
		return err
	}
	goos, arch, _ := strings.Cut(target, "/")
	work, err := os.MkdirTemp("", "baken-release-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	program := "baken"
	if goos == "windows" {
		program = "baken.exe"
	}
	binary := filepath.Join(work, program)
	if _, err := output(ctx, env, "go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-w", "-o", binary, "./cmd/baken"); err != nil {
		return err
	}
	version, err := verify(binary)
	if err != nil {
		return err
	}
	notices, err := notices(ctx, env)
	if err != nil {
		return err
	}
	name := "baken_" + strings.TrimPrefix(version, "v") + "_" + goos + "_" + arch
	files := []file{{name: "THIRD_PARTY_NOTICES.txt", data: notices}}
	for _, source := range []string{"LICENSE", "README.md", binary} {
		data, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		files = append(files, file{name: filepath.Base(source), data: data, program: source == binary})
	}
	write, suffix := writeTar, ".tar.gz"
	if goos == "windows" {
		write, suffix = writeZip, ".zip"
	}
	archive := filepath.Join(b.out, name+suffix)
	if err := create(archive, func(w io.Writer) error { return write(w, name, b.time, files) }); err != nil {
		return err
	}
	// The tool runs on this machine and reads a binary of any target.
	text, err := output(ctx, []string{"GOFLAGS=-mod=mod"}, "go", "run", sbomTool, "bin", "-json", "-std",
		"-noserial", "-notimestamp", "-version", version, binary)
	if err != nil {
		return err
	}
	bill := filepath.Join(b.out, name+".cdx.json")
	if err := create(bill, func(w io.Writer) error { return writeBill(w, text) }); err != nil {
		return err
	}
	b.files = append(b.files, archive, bill)
	fmt.Fprintln(b.stderr, "release: built", filepath.Base(archive))
	return nil
}

// targetEnv returns the environment variables of a build for a target.
func targetEnv(target string) ([]string, error) {
	goos, arch, ok := strings.Cut(target, "/")
	if !ok {
		return nil, errors.New("a target is an operating system and a processor, such as linux/amd64")
	}
	return buildEnv(goos, arch), nil
}

// buildEnv returns the environment variables of a build for a target. Each affects the binary, and
// so is set rather than inherited.
func buildEnv(goos, arch string) []string {
	return []string{
		"GOOS=" + goos, "GOARCH=" + arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0",
		"GOFLAGS=-mod=readonly", "GOEXPERIMENT=", "GOFIPS140=off", "GOWORK=off", "GODEBUG=",
	}
}

// verify returns the version of a binary, or an error if by its build information it isn't
// reproducible: built from a modified checkout, from an unknown commit, or with cgo.
func verify(binary string) (string, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return "", err
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	for _, want := range [][2]string{{"CGO_ENABLED", "0"}, {"-trimpath", "true"}, {"vcs.modified", "false"}} {
		if settings[want[0]] != want[1] {
			return "", fmt.Errorf("the binary has %s=%q, and not %q", want[0], settings[want[0]], want[1])
		}
	}
	if settings["vcs.revision"] == "" || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "", errors.New("the binary doesn't know its commit: build in a clone that has its history and its tags")
	}
	return info.Main.Version, nil
}

// sums writes SHA256SUMS in the format of sha256sum -c.
func (b *builder) sums() error {
	slices.SortFunc(b.files, cmp.Compare)
	return create(filepath.Join(b.out, "SHA256SUMS"), func(w io.Writer) error {
		for _, name := range b.files {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%x  %s\n", sha256.Sum256(data), filepath.Base(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// create creates a file and calls write on it. The error includes that of closing the file.
func create(name string, write func(io.Writer) error) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(f)
}

// output runs a program with additional variables and returns its output, without the last newline.
func output(ctx context.Context, env []string, name string, args ...string) (string, error) {
	return outputOf(ctx, nil, env, name, args...)
}

// outputOf is like output, with an input for the program.
func outputOf(ctx context.Context, input io.Reader, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = input
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}
