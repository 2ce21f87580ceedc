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

// Name returns the id of an answer in an export: a hash, so that an export can't be used to change
// the answer on its day. Only the store can resolve it.
func Name(id string) string {
	sum := sha256.Sum256([]byte("an exported answer\x00" + id))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// record is an exported answer: all of its fields, with Name for its id.
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

// ExportCSV writes answers as CSV for spreadsheets. An apostrophe precedes every character that
// could begin a formula.
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
