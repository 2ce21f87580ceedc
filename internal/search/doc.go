// Package search defines the full-text index of a site: the pages that go into it, and the format
// of its files.
//
// Each language of a site has an index of its own. It is made when the site is built, and is split
// into many small files, so that a query reads a few of them: a manifest at a known path, and
// shards whose names are hashes of their contents. Two evaluators read these files, one in Go and
// one in the browser; a query has the same results in both, since weights are whole numbers and all
// arithmetic is exact.
package search
