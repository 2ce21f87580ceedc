//go:build !unix

package growthtest

import "time"

// start is the beginning of the process.
var start = time.Now()

// cpuTime returns the time since the process began, where its CPU time is unknown.
func cpuTime() time.Duration { return time.Since(start) }
