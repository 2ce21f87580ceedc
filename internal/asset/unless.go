package asset

import "context"

// unless calls f, whose work can't be cut into parts, and returns its error. Once ctx is done it returns the error of
// that instead and leaves f to come to its end by itself: what f has made then isn't to be looked at.
func unless(ctx context.Context, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
