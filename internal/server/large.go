package server

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/connlimit"
)

// hashed is the entity tag of a large file in the state in which it was read.
type hashed struct {
	size    int64
	changed time.Time
	etag    string
}

// large sends a file that is too large to be held in memory, with support for entity tags,
// conditions and ranges, and uncompressed.
func (w *response) large(f *file) {
	if ignoresRange(w.request) {
		w.dropRange()
	}
	content, err := f.artifact.Open()
	if err != nil {
		w.failed(err)
		return
	}
	defer content.Close()
	tag, err := f.tag(content)
	if err != nil {
		w.failed(err)
		return
	}
	w.fileHeaders(f, tag.etag)
	if w.refusesRange(tag.etag, tag.size) {
		return
	}
	// A reader on a bad line takes longer than a response may; one who takes nothing is cut off.
	http.ServeContent(&patient{response: w}, w.request, "", time.Time{}, content)
}

// tag returns the entity tag of a large file: the hash of its content, which is read once for each
// state of the file, by its size and time, however many requests ask for it at once.
func (f *file) tag(content artifact.File) (*hashed, error) {
	info, err := content.Stat()
	if err != nil {
		return nil, err
	}
	current := func() *hashed {
		if h := f.hashed.Load(); h != nil && h.size == info.Size() && h.changed.Equal(info.ModTime()) {
			return h
		}
		return nil
	}
	if h := current(); h != nil {
		return h, nil
	}
	value, err, _ := f.inFlight.Do(fmt.Sprint("tag ", info.Size(), info.ModTime().UnixNano()), func() (any, error) {
		if h := current(); h != nil {
			return h, nil
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, content); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.artifact.Path, err)
		}
		h := &hashed{info.Size(), info.ModTime(), `"` + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:15]) + `"`}
		f.hashed.Store(h)
		return h, nil
	})
	if err != nil {
		return nil, err
	}
	return value.(*hashed), nil
}

// patience is the number of bytes for which a reader of a large file has the time that a whole
// response has otherwise.
const patience = 1 << 20

// patient gives a reader more time for each mebibyte that it has taken.
type patient struct {
	*response
	since int
}

func (p *patient) Write(b []byte) (int, error) {
	n, err := p.response.Write(b)
	if p.since += n; p.since >= patience && err == nil {
		p.since = 0
		// A writer without deadlines, as in tests, has none to move.
		_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(time.Now().Add(connlimit.WriteTimeout))
	}
	return n, err
}
