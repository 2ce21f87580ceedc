//go:build !linux && !darwin

package exchange

// Entries returns ErrUnsupported: the system has no such call.
func Entries(_, _ string) error { return ErrUnsupported }
