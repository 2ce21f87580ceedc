//go:build !race

package markdown

// raceFactor is 1 without the race detector.
const raceFactor = 1
