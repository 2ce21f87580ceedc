//go:build race

package markdown

// raceFactor allows for the race detector, under which pools drop items: those of package regexp,
// above all.
const raceFactor = 20
