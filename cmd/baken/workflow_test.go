package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflow is what the repository's workflows on GitHub may have in them:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
type workflow struct {
	Name string `yaml:"name"`
	On   struct {
		Push *struct {
			Branches []string `yaml:"branches"`
		} `yaml:"push"`
		PullRequest any `yaml:"pull_request"`
	} `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Concurrency struct {
		Group  string `yaml:"group"`
		Cancel bool   `yaml:"cancel-in-progress"`
	} `yaml:"concurrency"`
	Jobs map[string]struct {
		RunsOn  string            `yaml:"runs-on"`
		Timeout int               `yaml:"timeout-minutes"`
		Env     map[string]string `yaml:"env"`
		Steps   []struct {
			Uses string         `yaml:"uses"`
			With map[string]any `yaml:"with"`
			Env  map[string]any `yaml:"env"`
			Run  string         `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

// TestWorkflows holds what runs on GitHub against what there is to run. It may read the repository and nothing more, and
// all of it uses the same versions of others' actions.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, ".github", "workflows", "*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	versions := map[string]string{}
	annotates := false
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.UnmarshalWithOptions(text, &w, yaml.Strict()); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if w.Name != strings.TrimSuffix(filepath.Base(file), ".yml") || len(w.Jobs) == 0 || !w.Concurrency.Cancel || w.Concurrency.Group == "" {
			t.Errorf("%s: something is missing: %+v", file, w)
		}
		if !maps.Equal(w.Permissions, map[string]string{"contents": "read"}) {
			t.Errorf("%s may do more than read: %v", file, w.Permissions)
		}
		for name, job := range w.Jobs {
			if job.RunsOn == "" || job.Timeout == 0 {
				t.Errorf("%s: %s may go on for hours", file, name)
			}
			for _, step := range job.Steps {
				action, version, pinned := strings.Cut(step.Uses, "@")
				if was, known := versions[action]; step.Uses != "" && (!pinned || known && was != version) {
					t.Errorf("%s: %s uses %s, elsewhere version %q", file, name, step.Uses, was)
				}
				versions[action] = version
				if action == "actions/checkout" && step.With["persist-credentials"] != false {
					t.Errorf("%s: %s leaves credentials about", file, name)
				}
				if line, ok := strings.CutPrefix(step.Run, "go run ./cmd/baken "); ok {
					tryCommand(t, file, line, true)
					annotates = annotates || strings.HasPrefix(line, "check --format github")
				}
			}
		}
	}
	if !annotates {
		t.Error("nothing puts findings on the lines of a pull request")
	}
}

// tryCommand checks that Baken has a command and its flags, by what stands behind its name in a file, and unless it
// is only named that it may be given what it is given.
func tryCommand(t *testing.T, file, line string, whole bool) {
	t.Helper()
	command, flags, err := (&app{}).root().Find(strings.Fields(strings.TrimSuffix(line, "--help")))
	if err == nil {
		err = command.ParseFlags(flags)
	}
	if err == nil && (whole || command.HasSubCommands()) {
		err = command.ValidateArgs(command.Flags().Args())
	}
	if err != nil {
		t.Errorf("%s: baken %s: %v", file, line, err)
	}
}
