package siteconfig

import (
	"errors"
	"strconv"

	"baken.example/baken/internal/diag"
)

// Severity is a severity in site.yaml; its error is worded for editors.
type Severity struct{ diag.Severity }

// UnmarshalText parses error, warning or off.
func (s *Severity) UnmarshalText(text []byte) error {
	v, ok := diag.ParseSeverity(string(text))
	if !ok {
		return errors.New(`takes "error", "warning" or "off", not ` + strconv.Quote(string(text)))
	}
	s.Severity = v
	return nil
}
