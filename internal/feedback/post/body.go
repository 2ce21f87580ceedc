package post

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

// MaxBytes is the largest body. The longest comment fits in any script: a form encodes a character
// of three bytes as nine.
const MaxBytes = 32 << 10

// The media types of a body.
const (
	FormType = "application/x-www-form-urlencoded"
	JSONType = "application/json"
)

// MediaType returns the type of a request's body, FormType or JSONType.
func MediaType(h http.Header) (string, *Problem) {
	if h.Get("Content-Encoding") != "" {
		return "", &Problem{Reason: WrongType, Detail: "compressed bodies aren't read"}
	}
	values := h.Values("Content-Type")
	if len(values) != 1 {
		return "", &Problem{Reason: WrongType, Detail: "there must be one Content-Type"}
	}
	essence, parameters, err := mime.ParseMediaType(values[0])
	if err != nil || essence != FormType && essence != JSONType {
		return "", &Problem{Reason: WrongType}
	}
	for name, value := range parameters {
		if name != "charset" || !strings.EqualFold(value, "utf-8") {
			return "", &Problem{Reason: WrongType, Detail: "the only parameter is charset=utf-8"}
		}
	}
	return essence, nil
}

// Read returns the body of a request. It gives up on a client that takes longer than the timeout,
// if the server supports read deadlines.
func Read(w http.ResponseWriter, r *http.Request, timeout time.Duration) ([]byte, *Problem) {
	large := &Problem{Reason: TooLarge, Detail: fmt.Sprintf("at most %d bytes", MaxBytes), Closes: true}
	if r.ContentLength > MaxBytes {
		return nil, large
	}
	// A deadline is wall-clock time of the connection. The server sets its own one after the body.
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(timeout)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, &Problem{Reason: Unreadable, Detail: "the connection is gone", Closes: true}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBytes))
	var tooMany *http.MaxBytesError
	switch {
	case errors.As(err, &tooMany):
		return nil, large
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &Problem{Reason: TooSlow, Closes: true}
	case err != nil:
		return nil, &Problem{Reason: Unreadable, Detail: "it ends too soon", Closes: true}
	}
	return body, nil
}
