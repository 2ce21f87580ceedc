package git

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// State identifies everything that [Repository.History] depends on: while it is the same, so is the
// history, which takes longer to read. That is the commit that is checked out, and what could make
// git read another history from it: its settings, replaced and grafted commits, the boundary of a
// shallow clone, the program itself and its variables in the environment.
func (r *Repository) State(ctx context.Context) (string, error) {
	commit, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
	if err != nil && (ctx.Err() != nil || !r.unborn(ctx)) {
		return "", err
	}
	parts := [][]byte{commit}
	for _, args := range [][]string{
		{"for-each-ref", "--format=%(objectname) %(refname)", "refs/replace/"},
		{"config", "--list", "-z"},
	} {
		part, err := r.run(ctx, args...)
		if err != nil {
			return "", err
		}
		parts = append(parts, part)
	}
	program, err := exec.LookPath("git")
	if err != nil {
		return "", err
	}
	info, err := os.Stat(program)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %d %d\n%q %q\n", program, info.Size(), info.ModTime().UnixNano(), r.gitDir, parts)
	for _, name := range []string{"shallow", "info/grafts"} {
		text, err := os.ReadFile(filepath.Join(r.commonDir, filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		fmt.Fprintf(h, "%q\n", text)
	}
	for _, v := range slices.Sorted(slices.Values(os.Environ())) {
		if strings.HasPrefix(v, "GIT_") || strings.HasPrefix(v, "HOME=") || strings.HasPrefix(v, "XDG_CONFIG_HOME=") {
			fmt.Fprintf(h, "%q\n", v)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
