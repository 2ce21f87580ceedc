package feedback

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"
)

// maxBody is how many bytes a request may bring along. A comment of the greatest length fits as a form has it, in any script: with
// nine bytes for each character of three.
const maxBody = 32 << 10

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// mediaType returns which of the two types a request's body has.
func mediaType(h http.Header) (string, *problem) {
	if h.Get("Content-Encoding") != "" {
		return "", &problem{kind: wrongType, detail: "compressed bodies aren't read"}
	}
	values := h.Values("Content-Type")
	if len(values) != 1 {
		return "", &problem{kind: wrongType, detail: "there must be one Content-Type"}
	}
	essence, parameters, err := mime.ParseMediaType(values[0])
	if err != nil || essence != formType && essence != jsonType {
		return "", &problem{kind: wrongType}
	}
	for name, value := range parameters {
		if name != "charset" || !strings.EqualFold(value, "utf-8") {
			return "", &problem{kind: wrongType, detail: "the only parameter is charset=utf-8"}
		}
	}
	return essence, nil
}

// read returns the body of a request. It gives up on a client that takes longer than the timeout,
// where the server can do that.
func read(w http.ResponseWriter, r *http.Request, timeout time.Duration) ([]byte, *problem) {
	large := &problem{kind: tooLarge, detail: fmt.Sprintf("at most %d bytes", maxBody), closes: true}
	if r.ContentLength > maxBody {
		return nil, large
	}
	// Deadlines belong to the connection and to the clock on the wall. Once it has a body, the server
	// waits with a deadline of its own.
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(timeout)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, &problem{kind: unreadable, detail: "the connection is gone", closes: true}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooMany *http.MaxBytesError
	switch {
	case errors.As(err, &tooMany):
		return nil, large
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &problem{kind: tooSlow, closes: true}
	case err != nil:
		return nil, &problem{kind: unreadable, detail: "it ends too soon", closes: true}
	}
	return body, nil
}
