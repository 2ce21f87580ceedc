package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"iter"

	"baken.example/baken/internal/feedback"
)

// Name is how an exported answer is known. It can't be sent as an id, which on its day could change
// the answer, and leads back to the answer only in its store.
func Name(id string) string {
	sum := sha256.Sum256([]byte("an exported answer\x00" + id))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// record is an answer as it is exported: everything that is kept of it, but its name for its id.
type record struct {
	ID      string `json:"id"`
	Page    string `json:"page"`
	Lang    string `json:"lang"`
	Day     string `json:"day"`
	Helpful string `json:"helpful"`
	Counts  bool   `json:"counts"`
	Comment string `json:"comment,omitempty"`
}

func recordOf(a feedback.Answer) record {
	return record{Name(a.ID), a.Page, a.Lang, a.Day.String(), answer(a.Helpful), a.Counts, a.Comment}
}

// ExportJSON writes answers as JSON objects, one a line.
func ExportJSON(w io.Writer, answers iter.Seq2[feedback.Answer, error]) error {
	buffer := bufio.NewWriter(w)
	e := json.NewEncoder(buffer)
	e.SetEscapeHTML(false)
	for a, err := range answers {
		if err != nil {
			return err
		}
		if err := e.Encode(recordOf(a)); err != nil {
			return err
		}
	}
	return buffer.Flush()
}

// ExportCSV writes answers as a table, for spreadsheets. Where a comment could begin a formula, an
// apostrophe stands before it.
func ExportCSV(w io.Writer, answers iter.Seq2[feedback.Answer, error]) error {
	s := newSheet(w, "id", "page", "lang", "day", "helpful", "counts", "comment")
	for a, err := range answers {
		if err != nil {
			return err
		}
		r := recordOf(a)
		counts := "no"
		if r.Counts {
			counts = "yes"
		}
		s.row(r.ID, r.Page, r.Lang, r.Day, r.Helpful, counts, r.Comment)
	}
	return s.end()
}
