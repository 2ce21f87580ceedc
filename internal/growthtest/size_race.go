//go:build race

package growthtest

// Small is less under the race detector, which slows readers down by an order of magnitude.
const Small = 1 << 13
