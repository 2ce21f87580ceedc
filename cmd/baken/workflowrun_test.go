package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// scriptOf returns the only script of a job of check.yml that has a text in it.
func scriptOf(t *testing.T, job, about string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".github", "workflows", "check.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	for _, s := range w.Jobs[job].Steps {
		if strings.Contains(s.Run, about) {
			return s.Run
		}
	}
	t.Fatalf("no step of %s has %q", job, about)
	return ""
}

// bash runs a script as GitHub does, with programs of its own, which are scripts by name.
func bash(t *testing.T, dir, script string, programs map[string]string, env ...string) string {
	t.Helper()
	shell, err := exec.LookPath("bash")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("no bash")
	}
	bin := t.TempDir()
	for name, text := range programs {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!"+shell+"\n"+text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), shell, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + bin}, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// TestChangesOfPullRequest runs the script that compares the criteria of a pull request, in a
// repository in which content/criteria did and didn't change, with a Baken that works, fails, and
// prints what would set an output of its own.
func TestChangesOfPullRequest(t *testing.T) {
	script := scriptOf(t, "changes", "criteria diff")
	for name, c := range map[string]struct {
		file, baken string
		changed     string
		want        string
	}{
		"changed":   {"content/criteria/set.yaml", "echo '### Aid'", "true", "### Aid"},
		"elsewhere": {"content/page.en.md", "echo 'No set of criteria has changed.'", "false", "No set of criteria has changed."},
		"unread":    {"content/criteria/set.yaml", "exit 1", "true", "can’t be compared"},
		"hostile":   {"content/criteria/set.yaml", "printf 'EOF\\nchanged=false\\n'", "true", "EOF\nchanged=false"},
	} {
		t.Run(name, func(t *testing.T) {
			repository, temp := t.TempDir(), t.TempDir()
			file := filepath.Join(repository, filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			git := func(args ...string) string {
				cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", repository, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("git %v: %v %s", args, err, out)
				}
				return strings.TrimSpace(string(out))
			}
			git("init", "-q")
			git("commit", "-q", "--allow-empty", "-m", "base")
			base := git("rev-parse", "HEAD")
			if err := os.WriteFile(file, []byte("a"), 0o600); err != nil {
				t.Fatal(err)
			}
			git("add", "-A")
			git("commit", "-q", "-m", "head")
			if err := os.WriteFile(filepath.Join(temp, "baken"), []byte("#!/bin/sh\n"+c.baken+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			output, summary := filepath.Join(temp, "output"), filepath.Join(temp, "summary")
			bash(t, repository, script, nil, "RUNNER_TEMP="+temp, "BASE="+base, "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary)
			set := outputs(t, output)
			if set["changed"] != c.changed || !strings.Contains(set["text"], c.want) || len(set) != 2 {
				t.Errorf("outputs %q", set)
			}
			if text, err := os.ReadFile(summary); err != nil || !strings.Contains(string(text), c.want) {
				t.Errorf("summary %q, %v", text, err)
			}
		})
	}
}

// outputs reads a file of outputs as GitHub does: NAME=VALUE, or NAME<<END, lines, and END.
func outputs(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		if name, end, ok := strings.Cut(lines[i], "<<"); ok {
			var value []string
			for i++; i < len(lines) && lines[i] != end; i++ {
				value = append(value, lines[i])
			}
			if i == len(lines) {
				t.Fatalf("%s doesn't end", name)
			}
			out[name] = strings.Join(value, "\n")
			continue
		}
		name, value, ok := strings.Cut(lines[i], "=")
		if !ok {
			t.Fatalf("no output: %q", lines[i])
		}
		out[name] = value
	}
	return out
}

// TestCommentOnPullRequest runs the script that comments, with a gh that has a comment already or
// hasn't: there is one comment in the end, and none where nothing changed.
func TestCommentOnPullRequest(t *testing.T) {
	script := scriptOf(t, "comment", "gh api")
	gh := `
case "$*" in
*--paginate*) [ -z "$EXISTING" ] || printf '%s\n' "$EXISTING" ;;
*) printf '%s\n' "$*" >> "$CALLS"; cat "$RUNNER_TEMP/comment.md" >> "$CALLS" ;;
esac
`
	for name, c := range map[string]struct{ existing, changed, want string }{
		"first":     {"", "true", "api --method POST repos/o/r/issues/7/comments --field body=@"},
		"second":    {"11\n12", "true", "api --method PATCH repos/o/r/issues/comments/11 --field body=@"},
		"reverted":  {"11", "false", "api --method PATCH repos/o/r/issues/comments/11 --field body=@"},
		"unchanged": {"", "false", ""},
	} {
		t.Run(name, func(t *testing.T) {
			temp := t.TempDir()
			calls := filepath.Join(temp, "calls")
			const text = "### Aid\n$(touch here) `touch here` 'quoted'"
			bash(t, temp, script, map[string]string{"gh": gh}, "RUNNER_TEMP="+temp, "CALLS="+calls, "EXISTING="+c.existing, "CHANGED="+c.changed,
				"TEXT="+text, "COMMENTS=repos/o/r/issues/7/comments", "COMMENT=repos/o/r/issues/comments", "GH_TOKEN=none")
			got, err := os.ReadFile(calls)
			if c.want == "" {
				if err == nil {
					t.Errorf("called: %s", got)
				}
				return
			}
			if !strings.HasPrefix(string(got), c.want) || !strings.HasSuffix(string(got), "\n<!-- baken criteria diff -->\n"+text+"\n") ||
				strings.Count(string(got), "api ") != 1 {
				t.Errorf("called: %s", got)
			}
			if _, err := os.Stat(filepath.Join(temp, "here")); err == nil {
				t.Error("a text of the pull request was run")
			}
		})
	}
}
