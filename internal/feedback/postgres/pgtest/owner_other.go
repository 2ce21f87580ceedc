//go:build !unix

package pgtest

import (
	"syscall"
	"testing"
)

// unprivileged returns nil: only Unix has a user that PostgreSQL refuses to run as here.
func unprivileged(testing.TB) *syscall.SysProcAttr { return nil }

// give isn't called, since there is nobody to give to.
func give(string, *syscall.SysProcAttr) error { return nil }
