// Package buildinfo reports the version of the running program, from the build information that the
// Go command embeds in a binary. It uses no linker flags, so that a binary can't claim a version or
// a commit other than its own.
package buildinfo

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// Info describes a build. Fields that the build didn't record are empty.
type Info struct {
	// Version is the version of the main module: a tag, a pseudo-version or "(devel)".
	Version string `json:"version"`
	// Revision is the commit, Time its time in RFC 3339.
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	// Modified reports whether the checkout differed from the commit.
	Modified bool `json:"modified"`
	// Go is the version of the toolchain; OS and Arch are the target.
	Go   string `json:"go"`
	OS   string `json:"os"`
	Arch string `json:"arch"`
}

// Read returns the information of the running binary.
func Read() Info {
	b, _ := debug.ReadBuildInfo() // nil without module support, which New accepts
	return New(b)
}

// New returns the information in b, which may be nil.
func New(b *debug.BuildInfo) Info {
	info := Info{Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	if b == nil {
		return info
	}
	if b.Main.Version != "" {
		info.Version = b.Main.Version
	}
	for _, s := range b.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Revision = s.Value
		case "vcs.time":
			info.Time = s.Value
		case "vcs.modified":
			info.Modified = s.Value == "true"
		}
	}
	return info
}

// String returns the information as lines, the first of which is "baken" and the version.
func (i Info) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "baken %s\n", i.Version)
	if i.Revision != "" {
		fmt.Fprintf(&b, "commit %s", i.Revision)
		if i.Time != "" {
			fmt.Fprintf(&b, " of %s", i.Time)
		}
		if i.Modified {
			b.WriteString(", modified")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s %s/%s\n", i.Go, i.OS, i.Arch)
	return b.String()
}
