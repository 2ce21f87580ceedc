//go:build !race

package criteria_test

const slowdown = 1
