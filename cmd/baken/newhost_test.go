package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"baken.example/baken/internal/command/authoring"
	"baken.example/baken/internal/scaffold/hosts"
)

// TestHostFiles checks the files of each host: workflows use pinned actions in the versions of this
// repository's own, put no expression into a script, and may write only where they check nothing
// out; scripts are scripts, and call commands that exist; editors find their schemas.
func TestHostFiles(t *testing.T) {
	own := ""
	workflows, err := filepath.Glob(filepath.Join(root, ".github", "workflows", "*"))
	if err != nil || len(workflows) == 0 {
		t.Fatal(workflows, err)
	}
	for _, name := range workflows {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		own += string(text)
	}
	commands := 0
	for _, host := range hosts.Names() {
		files, err := authoring.HostFiles(host)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range files {
			names = append(names, f.Path)
		}
		for _, f := range files {
			at := host + ": " + f.Path
			for _, m := range calls.FindAllStringSubmatch(f.Text, -1) {
				if strings.HasPrefix(m[1], "new site") && path.Ext(f.Path) == ".md" {
					continue
				}
				commands++
				line := strings.NewReplacer(`"$@"`, "", `"$BASE"`, "https://www.example.org", `"$CI_PAGES_URL"`, "https://www.example.org").Replace(m[1])
				tryCommand(t, at, line, true)
			}
			switch {
			case path.Ext(f.Path) == ".yml" && path.Base(f.Path) != "manifest.yml":
				checkHostWorkflow(t, at, f.Text, own)
			case path.Ext(f.Path) == ".sh":
				checkScript(t, at, f.Text)
			case f.Path == ".vscode/settings.json":
				var settings struct {
					Schemas map[string][]string `json:"yaml.schemas"`
				}
				if err := json.Unmarshal([]byte(f.Text), &settings); err != nil || len(settings.Schemas) < 3 {
					t.Error(at, err, settings)
				}
				for schema := range settings.Schemas {
					if !slices.Contains(names, path.Clean(schema)) {
						t.Errorf("%s: no %s is written", at, schema)
					}
				}
			}
		}
		if host != hosts.None && !slices.Contains(names, "PUBLISHING.md") {
			t.Errorf("%s: nothing says how it is published", host)
		}
	}
	if commands < 8 {
		t.Errorf("only %d commands", commands)
	}
}

// calls matches a call of Baken in a file of a host, up to a redirection.
var calls = regexp.MustCompile("(?m)(?:^\\s*(?:- )?baken|^\\s*\"\\$(?:RUNNER_TEMP|source)/(?:bin/)?baken\"|`baken) ((?:-C site )?[a-z][^>;`\n]+)")

// checkHostWorkflow checks a workflow of GitHub or GitLab.
func checkHostWorkflow(t *testing.T, at, text, own string) {
	t.Helper()
	if strings.HasSuffix(at, ".gitlab-ci.yml") {
		var pipeline struct {
			Check, Pages struct{ Script []string }
		}
		if err := yaml.Unmarshal([]byte(text), &pipeline); err != nil || len(pipeline.Check.Script) == 0 || len(pipeline.Pages.Script) == 0 {
			t.Error(at, err, pipeline)
		}
		return
	}
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil || len(w.Jobs) == 0 || w.Permissions["contents"] != "read" || len(w.Permissions) != 1 {
		t.Error(at, err, w)
	}
	for name, job := range w.Jobs {
		if job.RunsOn == "" || job.Timeout == 0 {
			t.Errorf("%s: %s may go on for hours", at, name)
		}
		for _, s := range job.Steps {
			action, _, _ := strings.Cut(s.Uses, "@")
			if s.Uses != "" && (!pinned.MatchString(s.Uses) || strings.Contains(own, action+"@") && !strings.Contains(own, s.Uses)) {
				t.Errorf("%s: %s uses %s", at, name, s.Uses)
			}
			if action == "actions/checkout" && (s.With["persist-credentials"] != false || job.Permissions["pages"] == "write") {
				t.Errorf("%s: %s checks out with rights", at, name)
			}
			if strings.Contains(s.Run, "${{") {
				t.Errorf("%s: %s puts an expression into a script: %s", at, name, s.Run)
			}
		}
	}
}

// checkScript checks the syntax of a script, where there is a shell.
func checkScript(t *testing.T, at, text string) {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Logf("%s: no shell: the script wasn't looked at", at)
		return
	}
	cmd := exec.Command(shell, "-n")
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v %s", at, err, out)
	}
	if !strings.Contains(text, "\nset -eu\n") {
		t.Errorf("%s goes on after a command that failed", at)
	}
}
