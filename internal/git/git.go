// Package git reads the history of a site's directory with the git program, which supports the
// settings and kinds of repository that the user has. It writes, fetches and checks out nothing.
//
// Revisions are untrusted: they come from the command line or a workflow's settings. Each is passed
// as one argument, without a shell, and can't be taken for an option.
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
	// gitDir is the git directory of the work tree, commonDir the one that it shares with other
	// work trees (gitrepository-layout(5)). The two are equal without linked work trees.
	gitDir, commonDir string
	// workTree is the root of the work tree, or "" if the environment names the repository and the
	// work tree.
	workTree string
}

// ErrNone is returned for a directory that isn't in a repository.
var ErrNone = errors.New("the site isn't in a git repository")

// Head returns the files to watch for a new HEAD: at least one of them is written, created or
// removed when another commit is checked out, when a commit is added to the current branch, and
// when a shallow clone is deepened. The lock is needed because git writes the log before it updates
// the branch, and because there may be no log.
func (r *Repository) Head() []string {
	return []string{
		filepath.Join(r.gitDir, "HEAD"), filepath.Join(r.gitDir, "HEAD.lock"), filepath.Join(r.gitDir, "logs", "HEAD"),
		filepath.Join(r.commonDir, "shallow"),
	}
}

// Failure is an error message of git.
type Failure struct {
	Command string
	// Message is the line of its output that states the cause.
	Message string
	err     error
}

func (f *Failure) Error() string { return "git " + f.Command + ": " + f.Message }
func (f *Failure) Unwrap() error { return f.err }

// command returns a git command that runs in the directory. The settings of the repository are
// untrusted, so core.fsmonitor, which names a program, is disabled. No protocol is allowed either,
// so that objects that a partial clone lacks aren't fetched: GIT_NO_LAZY_FETCH needs git 2.45,
// while GIT_ALLOW_PROTOCOL is older and overrides all settings.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{
		"-C", r.dir, "--no-pager", "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never",
	}, args...)...)
	cmd.Env = append(gitEnv(os.Environ()), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=")
	if r.workTree != "" {
		cmd.Env = append(cmd.Env, "GIT_WORK_TREE="+r.workTree)
	}
	if r.workTree != "" && r.gitDir != "" {
		cmd.Env = append(cmd.Env, "GIT_DIR="+r.gitDir)
	}
	return cmd
}

// gitEnv filters the environment for git. Git sets GIT_DIR without GIT_WORK_TREE for its hooks,
// which would make the current directory the work tree, so the variables of a repository are
// removed unless both are set.
func gitEnv(all []string) []string {
	if repositoryInEnv() {
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

// repositoryInEnv reports whether the environment names both the repository and its work tree.
func repositoryInEnv() bool { return os.Getenv("GIT_WORK_TREE") != "" && os.Getenv("GIT_DIR") != "" }

// run runs a command and returns its standard output.
func (r *Repository) run(ctx context.Context, args ...string) ([]byte, error) {
	return output(ctx, r.command(ctx, args...), args[0])
}

// output runs cmd, whose name is for errors, and returns its standard output.
func output(ctx context.Context, cmd *exec.Cmd, name string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, failure(ctx, name, err, stderr.Bytes())
	}
	return stdout.Bytes(), nil
}

// partialClone is the message for an object that a partial clone lacks.
const partialClone = "this is a partial clone, which lacks texts of earlier commits, and nothing is fetched: clone without --filter"

func failure(ctx context.Context, command string, err error, stderr []byte) error {
	message, _, _ := strings.Cut(strings.TrimSpace(string(stderr)), "\n")
	if at := bytes.Index(stderr, []byte("\nfatal: ")); at >= 0 { // Earlier lines are warnings or traces.
		message, _, _ = strings.Cut(string(stderr[at+1:]), "\n")
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("there is no git program: install it: %w", err)
	case strings.Contains(message, "not a git repository"), strings.Contains(message, "cannot use bare repository"):
		return &Failure{command, ErrNone.Error(), errors.Join(ErrNone, err)}
	case strings.Contains(message, "promisor remote"):
		message = partialClone
	case message == "":
		message = err.Error()
	}
	return &Failure{command, strings.TrimPrefix(message, "fatal: "), err}
}

// commit resolves a revision to its merge base with HEAD, so that commits that were added to that
// revision after the current branch left it don't count.
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
	return id, nil // No merge base: a shallow clone, or unrelated histories.
}

// unknown returns the error for a revision that can't be resolved.
func (r *Repository) unknown(ctx context.Context, rev string, err error) error {
	if r.Shallow(ctx) {
		return fmt.Errorf("revision %q isn't in this shallow clone: run git fetch --unshallow, or check out with fetch-depth: 0: %w", rev, err)
	}
	return fmt.Errorf("git knows no revision %q: write a branch, a tag or a commit, and fetch it if it is elsewhere: %w", rev, err)
}

// Shallow reports whether the repository is a shallow clone.
func (r *Repository) Shallow(ctx context.Context) bool {
	out, err := r.run(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}
