//go:build !unix

package pgtest

import (
	"syscall"
	"testing"
)

// unprivileged returns nil: PostgreSQL refuses to run as root on Unix only.
func unprivileged(testing.TB) *syscall.SysProcAttr { return nil }

// give is never called, since unprivileged returns nil.
func give(string, *syscall.SysProcAttr) error { return nil }
