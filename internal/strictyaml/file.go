package strictyaml

import (
	"fmt"
	"io/fs"
)

// DecodeFile decodes a file that is part of the program into a value, as [Decode] does. Its first
// mistake is an error.
func DecodeFile(fsys fs.FS, name string, into any) error {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	node, findings := Parse(name, src, 1)
	if node != nil {
		findings.Join(Decode(name, node, into))
	}
	if findings.Len() > 0 {
		return fmt.Errorf("read %v", findings.All()[0])
	}
	return nil
}
