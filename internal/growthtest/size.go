//go:build !race

package growthtest

// Small is the smaller one of the two sizes that [Linear] compares, in bytes.
const Small = 1 << 15
