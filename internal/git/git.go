// Package git reads the history of a site's directory with the git program: the one whose settings,
// credentials and kinds of repository the user already has. Nothing is written, fetched or checked out.
//
// A revision comes from the command line or a workflow's settings. It is one argument of a program, never
// part of a shell's command, and never taken for an option.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Repository is the repository that a directory is in.
type Repository struct {
	dir string
	// own is the directory of the repository's own files, common that of the files that it shares with
	// other work trees, which is the same one where there are none.
	own, common string
	// top is the top of the work tree; "" where the environment names the repository and the work tree.
	top string
}

// ErrNone says that a directory isn't in a repository.
var ErrNone = errors.New("the site isn't in a git repository")

// Head are the files of which one changes, comes or goes when another commit is checked out, or one is added to the
// branch that is, or when a shallow clone gets more of its history. The lock goes last: git writes to the log before the
// branch has the commit, and a log may not be kept.
func (r *Repository) Head() []string {
	return []string{
		filepath.Join(r.own, "HEAD"), filepath.Join(r.own, "HEAD.lock"), filepath.Join(r.own, "logs", "HEAD"),
		filepath.Join(r.common, "shallow"),
	}
}

// Failure is an error message of git.
type Failure struct {
	Command string
	// Said is the line of what it said that says why.
	Said string
	err  error
}

func (f *Failure) Error() string { return "git " + f.Command + ": " + f.Said }
func (f *Failure) Unwrap() error { return f.err }

// command prepares a command of git in the directory. It doesn't start what the settings of a repository may name as
// its monitor of files: those of one that was unpacked here are a stranger's. For the same reason, and because nothing
// is to leave this machine, it uses no protocol: objects that a partial clone lacks aren't fetched. The variable for
// that is newer (git 2.45) than the list of protocols, which goes before all settings.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{
		"-C", r.dir, "--no-pager", "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never",
	}, args...)...)
	cmd.Env = append(surroundings(os.Environ()), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=")
	if r.top != "" {
		cmd.Env = append(cmd.Env, "GIT_WORK_TREE="+r.top)
	}
	if r.top != "" && r.own != "" {
		cmd.Env = append(cmd.Env, "GIT_DIR="+r.own)
	}
	return cmd
}

// surroundings are the variables for git, of all there are. A hook of git's, and what that starts, is told which
// repository it is of, and no work tree: the site's would then be taken to be the directory itself.
func surroundings(all []string) []string {
	if named() {
		return all
	}
	return slices.DeleteFunc(all, func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case "GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE":
			return true
		}
		return false
	})
}

// named reports whether the environment says where the repository and its work tree are.
func named() bool { return os.Getenv("GIT_WORK_TREE") != "" && os.Getenv("GIT_DIR") != "" }

// run returns what a command prints.
func (r *Repository) run(ctx context.Context, args ...string) ([]byte, error) {
	return output(ctx, r.command(ctx, args...), args[0])
}

// output returns what a command prints.
func output(ctx context.Context, cmd *exec.Cmd, name string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, failure(ctx, name, err, stderr.Bytes())
	}
	return stdout.Bytes(), nil
}

// partial says why a text isn't there that a commit has.
const partial = "this is a partial clone, which lacks texts of earlier commits, and nothing is fetched: clone without --filter"

func failure(ctx context.Context, command string, err error, stderr []byte) error {
	said, _, _ := strings.Cut(strings.TrimSpace(string(stderr)), "\n")
	if at := bytes.Index(stderr, []byte("\nfatal: ")); at >= 0 { // What came before it was a warning, or a trace.
		said, _, _ = strings.Cut(string(stderr[at+1:]), "\n")
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("there is no git program: install it: %w", err)
	case strings.Contains(said, "not a git repository"), strings.Contains(said, "cannot use bare repository"):
		return &Failure{command, ErrNone.Error(), errors.Join(ErrNone, err)}
	case strings.Contains(said, "promisor remote"):
		said = partial
	case said == "":
		said = err.Error()
	}
	return &Failure{command, strings.TrimPrefix(said, "fatal: "), err}
}

// commit returns the commit that a revision means, seen from here: the last one that it has in common with
// the one checked out. What was added to a branch after this one left it didn't go here.
func (r *Repository) commit(ctx context.Context, rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%q can't be the name of a revision: write a branch, a tag or a commit", rev)
	}
	out, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", r.unknown(ctx, rev, err)
	}
	id := strings.TrimSpace(string(out))
	if base, err := r.run(ctx, "merge-base", id, "HEAD"); err == nil {
		return strings.TrimSpace(string(base)), nil
	} else if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return id, nil // Too shallow to tell, or of another family: as good as it gets.
}

// unknown says why a revision can't be found.
func (r *Repository) unknown(ctx context.Context, rev string, err error) error {
	if r.Shallow(ctx) {
		return fmt.Errorf("revision %q isn't in this shallow clone: run git fetch --unshallow, or check out with fetch-depth: 0: %w", rev, err)
	}
	return fmt.Errorf("git knows no revision %q: write a branch, a tag or a commit, and fetch it if it is elsewhere: %w", rev, err)
}

// Shallow reports whether the clone lacks the earlier part of its history.
func (r *Repository) Shallow(ctx context.Context) bool {
	out, err := r.run(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}
