//go:build !unix

package source

// nonblock is zero: these systems have no named pipes in the file system.
const nonblock = 0
