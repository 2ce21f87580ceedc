package asset

import "context"

// runUntilDone calls f, which can't be interrupted, and returns its error. Once ctx is done, it
// returns the error of ctx and abandons f, which runs to its end in its goroutine: the results of f
// must not be used then.
func runUntilDone(ctx context.Context, f func() error) error {
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
