// Package hosts has the files with which a new site is checked and published on a host, and edited.
// They are data: what has to be chosen for a site, such as its address, is left to its settings and
// to variables of the host.
package hosts

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/scaffold"
)

//go:embed all:files
var files embed.FS

// None is the name of no host: its files are those for editors alone.
const None = "none"

// parts returns the directories with the files of a host.
func parts(host string) []string {
	switch host {
	case "netlify", "github", "nginx", "caddy":
		return []string{"editors", "checks", host}
	case "gitlab": // whose workflow checks too
		return []string{"editors", host}
	case None:
		return []string{"editors"}
	default:
		return nil
	}
}

// Names returns the names of hosts.
func Names() []string { return []string{"netlify", "github", "gitlab", "nginx", "caddy", None} }

// Files returns the files of a host, sorted by path. An unknown host is an error that lists the
// known ones.
func Files(host string) ([]scaffold.File, error) {
	from := parts(host)
	if from == nil {
		return nil, fmt.Errorf("there is no host %q: choose among %s%s", host, strings.Join(Names(), ", "), diag.DidYouMean(host, Names()))
	}
	var out []scaffold.File
	for _, part := range from {
		dir, err := fs.Sub(files, "files/"+part)
		if err != nil {
			return nil, err
		}
		err = fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(dir, name)
			out = append(out, scaffold.File{Path: name, Text: string(text)})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b scaffold.File) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}
