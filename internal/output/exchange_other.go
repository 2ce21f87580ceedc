//go:build !linux && !darwin

package output

// exchange returns errNoExchange: the system has no such call.
func exchange(_, _ string) error { return errNoExchange }
