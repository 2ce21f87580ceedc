package buildinfo_test

import (
	"runtime"
	"runtime/debug"
	"testing"

	"baken.example/baken/internal/buildinfo"
)

func TestNew(t *testing.T) {
	target := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + "\n"
	for _, tt := range []struct {
		name string
		in   *debug.BuildInfo
		want string
	}{
		{"no information", nil, "baken (devel)\n" + target},
		{"no version", &debug.BuildInfo{}, "baken (devel)\n" + target},
		{"released", &debug.BuildInfo{
			Main: debug.Module{Version: "v1.2.3"},
			Settings: []debug.BuildSetting{
				{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.time", Value: "2026-03-01T00:00:00Z"}, {Key: "vcs.modified", Value: "false"},
			},
		}, "baken v1.2.3\ncommit abc of 2026-03-01T00:00:00Z\n" + target},
		{"modified", &debug.BuildInfo{
			Main:     debug.Module{Version: "v1.2.3+dirty"},
			Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}},
		}, "baken v1.2.3+dirty\ncommit abc, modified\n" + target},
	} {
		if got := buildinfo.New(tt.in).String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
