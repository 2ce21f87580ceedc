package position

import "baken.example/baken/internal/diag"

// Findings are the findings on a text, whose offsets its [Finder] converts.
type Findings struct {
	Finder
	// File is the file that the findings name.
	File string
	List diag.List
}

// Add adds a finding at a position, as [diag.List.Add] does.
func (f *Findings) Add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	f.List.Add(f.File, pos, code, hint, format, args...)
}

// Report adds a finding at an offset of the text. It is a [Report].
func (f *Findings) Report(offset int, code diag.Code, hint, message string) {
	f.Add(f.At(offset), code, hint, "%s", message)
}
