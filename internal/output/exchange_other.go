//go:build !linux && !darwin

package output

// exchange is not to be had on this system.
func exchange(_, _ string) error { return errNoExchange }
