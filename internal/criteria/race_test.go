//go:build race

package criteria_test

// slowdown is the factor by which the race detector may slow code down (it documents 2 to 20).
const slowdown = 20
