package cache

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"runtime"
	"runtime/debug"
)

// Program returns what identifies the program that runs: no two builds of it that could work in
// another way share it, also where both call themselves (devel). It is the build id that Go's
// linker writes, of which the last part is a hash of the file, or else that hash itself; and how it
// was built, as the program that runs knows it: the file may have been replaced since it started.
func Program() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "linux" {
		name = "/proc/self/exe" // The file that runs, also after it was replaced.
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	id := buildID(f)
	if id == "" {
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return "", err
		}
		id = hex.EncodeToString(h.Sum(nil))
	}
	id += "\n" + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	id += "\n" + os.Getenv("GODEBUG") // It changes how the library works.
	if info, ok := debug.ReadBuildInfo(); ok {
		id += "\n" + info.String()
	}
	return id, nil
}

// buildID returns the build id in the note of an executable in ELF, or "".
func buildID(at io.ReaderAt) string {
	f, err := elf.NewFile(at)
	if err != nil {
		return ""
	}
	section := f.Section(".note.go.buildid")
	if section == nil {
		return ""
	}
	note, err := section.Data()
	// The lengths of the name and of the id, a type, the name, the id.
	const header = 3*4 + 4
	if err != nil || len(note) <= header || !bytes.Equal(note[header-4:header], []byte("Go\x00\x00")) {
		return ""
	}
	id := note[header:]
	if n := f.ByteOrder.Uint32(note[4:]); uint64(n) <= uint64(len(id)) {
		id = id[:n]
	}
	// Linkers that were told so write one that is empty, or doesn't depend on the program.
	if bytes.Count(id, []byte("/")) != 3 {
		return ""
	}
	return string(id)
}
