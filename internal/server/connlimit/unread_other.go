//go:build !darwin && !dragonfly && !freebsd && !linux && !netbsd && !openbsd

package connlimit

import "net"

// hasUnread returns false: it isn't known here.
func hasUnread(net.Conn) bool { return false }
