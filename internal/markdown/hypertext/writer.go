package hypertext

import "baken.example/baken/internal/diag"

// Writer writes HTML with slots.
type Writer struct {
	HTML []byte
	// Slots are in the order of their offsets.
	Slots []Slot
}

// Write appends HTML.
func (w *Writer) Write(parts ...string) {
	for _, s := range parts {
		w.HTML = append(w.HTML, s...)
	}
}

// Slot adds a slot at the end of the HTML, to be completed by the caller before the next one is
// added. The position is the one in the file.
func (w *Writer) Slot(kind SlotKind, target string, pos diag.Pos) *Slot {
	w.Slots = append(w.Slots, Slot{
		Target: target, Offset: uint32(len(w.HTML)), Line: uint32(pos.Line), Column: uint32(pos.Column), Kind: kind,
	})
	return &w.Slots[len(w.Slots)-1]
}
