package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"baken.example/baken/internal/command"
)

// workflow is the part of a GitHub workflow that the tests look at:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
type workflow struct {
	Name string `yaml:"name"`
	On   struct {
		Push *struct {
			Branches []string `yaml:"branches"`
			Tags     []string `yaml:"tags"`
		} `yaml:"push"`
		PullRequest any `yaml:"pull_request"`
		Schedule    any `yaml:"schedule"`
	} `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Concurrency struct {
		Group  string `yaml:"group"`
		Cancel bool   `yaml:"cancel-in-progress"`
	} `yaml:"concurrency"`
	Jobs map[string]struct {
		RunsOn      string            `yaml:"runs-on"`
		Timeout     int               `yaml:"timeout-minutes"`
		Needs       string            `yaml:"needs"`
		Environment string            `yaml:"environment"`
		Permissions map[string]string `yaml:"permissions"`
		If          string            `yaml:"if"`
		Outputs     map[string]string `yaml:"outputs"`
		Env         map[string]string `yaml:"env"`
		Steps       []step            `yaml:"steps"`
	} `yaml:"jobs"`
}

// step is a step of a job.
type step struct {
	ID   string         `yaml:"id"`
	Uses string         `yaml:"uses"`
	With map[string]any `yaml:"with"`
	Env  map[string]any `yaml:"env"`
	Run  string         `yaml:"run"`
	Dir  string         `yaml:"working-directory"`
}

// pinned matches an action at a commit, which can't be moved like a tag.
var pinned = regexp.MustCompile(`^[\w./-]+@[0-9a-f]{40}$`)

// runs matches a call of Baken in a script, up to a redirection.
var runs = regexp.MustCompile(`(?m)^\s*(?:if ! )?"\$RUNNER_TEMP/baken" ([^>;|\n]+)`)

// ownBranch is the condition of a job that isn't run for pull requests from forks.
const ownBranch = "github.event.pull_request.head.repo.full_name == github.repository"

// TestWorkflows checks that the workflows on GitHub use commands that exist. They may only read the
// repository, but for a job that waits for an environment and checks nothing out, and one that may
// write comments on pull requests and uses no action at all; actions are pinned, and to the same
// commit everywhere.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, ".github", "workflows", "*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	versions := map[string]string{}
	annotates, compares := false, false
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
			comments := maps.Equal(job.Permissions, map[string]string{"pull-requests": "write"}) && job.If == ownBranch &&
				!slices.ContainsFunc(job.Steps, func(s step) bool { return s.Uses != "" })
			if len(job.Permissions) > 0 && !comments && (job.Environment == "" || w.On.PullRequest != nil) {
				t.Errorf("%s: %s may write without anybody's approval", file, name)
			}
			for _, step := range job.Steps {
				action, version, _ := strings.Cut(step.Uses, "@")
				if was, known := versions[action]; step.Uses != "" && (!pinned.MatchString(step.Uses) || known && was != version) {
					t.Errorf("%s: %s uses %s, elsewhere version %q", file, name, step.Uses, was)
				}
				versions[action] = version
				if action == "actions/checkout" && step.With["persist-credentials"] != false {
					t.Errorf("%s: %s leaves credentials about", file, name)
				}
				if action == "actions/checkout" && len(job.Permissions) > 0 {
					t.Errorf("%s: %s may write, and checks out code", file, name)
				}
				for _, line := range runs.FindAllStringSubmatch(step.Run, -1) {
					tryCommand(t, file, line[1], true)
					annotates = annotates || strings.HasPrefix(line[1], "check --format github") && step.Dir == "head"
					compares = compares || strings.HasPrefix(line[1], "criteria diff --format markdown --since") && step.Dir == "head"
				}
				if strings.Contains(step.Run, "${{") {
					t.Errorf("%s: %s puts an expression into a script: %s", file, name, step.Run)
				}
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(root, ".github", "workflows", "check.yml"))
	if err != nil {
		t.Fatal(err)
	}
	// The base branch builds the program; nothing of the pull request is run.
	for _, want := range []string{"ref: ${{ github.event.pull_request.base.sha }}\n          path: base\n", "run: go build -o \"$RUNNER_TEMP/baken\" ./cmd/baken\n        working-directory: base\n"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("check.yml lacks %q", want)
		}
	}
	if !annotates {
		t.Error("nothing puts findings on the lines of a pull request")
	}
	if !compares {
		t.Error("nothing says who is affected by a change of criteria")
	}
}

// tryCommand checks that Baken has a command and its flags, by what stands behind its name in a
// file, and unless it is only named that it may be given what it is given.
func tryCommand(t *testing.T, file, line string, whole bool) {
	t.Helper()
	command, flags, err := rootCommand(&command.State{}).Find(strings.Fields(strings.TrimSuffix(line, "--help")))
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
