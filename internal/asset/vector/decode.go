package vector

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"baken.example/baken/internal/lazyregexp"
)

var declared = lazyregexp.New(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// decode returns a document as UTF-8, from the encoding of its byte order mark or XML declaration
// (XML 1.0, section 4.3.3 and appendix F).
func decode(content []byte) ([]byte, error) {
	content, charset, err := detect(content)
	if err != nil {
		return nil, err
	}
	if charset != nil {
		if content, err = charset.NewDecoder().Bytes(content); err != nil {
			return nil, errors.New("its text isn't in the encoding that it says")
		}
	}
	if !utf8.Valid(content) {
		return nil, errors.New("its text isn't in the encoding that it says")
	}
	return content, nil
}

// detect returns a document without its byte order mark, and its encoding, nil for UTF-8.
func detect(content []byte) ([]byte, encoding.Encoding, error) {
	begins := func(s string) bool { return bytes.HasPrefix(content, []byte(s)) }
	switch {
	case len(content) == 0:
		return nil, nil, errors.New("it is empty")
	case begins("\xef\xbb\xbf"):
		return content[3:], nil, nil
	case begins("\xff\xfe"), begins("\xfe\xff"):
		return content, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), nil
	case begins("<\x00"):
		return content, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), nil
	case begins("\x00<"):
		return content, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), nil
	}
	const declaration = 512
	m := declared().FindSubmatch(content[:min(len(content), declaration)])
	if m == nil {
		return content, nil, nil
	}
	charset, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, nil, fmt.Errorf("it is in the encoding %q, which browsers don't know", m[1])
	}
	switch name, err := htmlindex.Name(charset); {
	case err != nil, name == "utf-16le", name == "utf-16be", name == "replacement":
		return nil, nil, errors.New("its text isn't in the encoding that it says")
	case name == "utf-8":
		return content, nil, nil
	}
	return content, charset, nil
}
