//go:build unix

package source_test

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// TestIrregular reads irregular files: each is a finding, and none blocks.
func TestIrregular(t *testing.T) {
	t.Chdir(t.TempDir()) // The path of a socket has a limited length.
	if err := syscall.Mkfifo("pipe", 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	l, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	names := []string{"pipe", "socket", "link"}
	if err := os.Symlink("pipe", "link"); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mknod("device", syscall.S_IFCHR|0o600, 1<<8|5); err == nil { // /dev/zero on Linux
		names = append(names, "device")
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.WriteFile("text", []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, list, err := source.Text(source.Root(root), "text"); err != nil || list.Len() > 0 || string(text) != "text" {
		t.Errorf("a file: %q, %v, %v", text, list.All(), err)
	}
	for _, name := range names {
		for function, read := range map[string]func() ([]byte, diag.List, error){
			"Bytes": func() ([]byte, diag.List, error) { return source.Bytes(source.Root(root), name) },
			"Text":  func() ([]byte, diag.List, error) { return source.Text(source.Root(root), name) },
		} {
			b, list, err := read()
			if err != nil || b != nil || list.Len() != 1 || list.All()[0].Code != diag.FileUnreadable {
				t.Errorf("%s of %s: %q, %v, %v", function, filepath.Base(name), b, list.All(), err)
			}
		}
		entries, list, err := source.Dir(source.Root(root), name)
		if err != nil || entries != nil || list.Len() != 1 {
			t.Errorf("Dir of %s: %v, %v, %v", name, entries, list.All(), err)
		}
	}
	// In the place of a directory.
	for _, name := range append(names, "text") {
		for function, read := range map[string]func(fs.FS) (diag.List, error){
			"Text": func(fsys fs.FS) (diag.List, error) {
				_, list, err := source.Text(fsys, name+"/sub/a.yaml")
				return list, err
			},
			"Dir": func(fsys fs.FS) (diag.List, error) { _, list, err := source.Dir(fsys, name+"/sub"); return list, err },
		} {
			list, err := read(source.Root(root))
			if err != nil || list.Len() != 1 || list.All()[0].File != name || list.All()[0].Code != diag.FileUnreadable {
				t.Errorf("%s below %s: %v, %v", function, name, list.All(), err)
			}
		}
	}
	_, list, err := source.Dir(source.Root(root), "text")
	if err != nil || list.Len() != 1 || list.All()[0].Code != diag.FileUnreadable {
		t.Errorf("Dir of a file: %v, %v", list.All(), err)
	}
}
