//go:build !unix

package source

// nonblock is nothing where no pipe can stand among files.
const nonblock = 0
