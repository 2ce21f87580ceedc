package server

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// maxRanges is how many parts of a file one request may ask for. Browsers and download programs ask
// for one, readers of PDF documents for a few.
const maxRanges = 4

// excessive reports whether a request asks for too many parts of a file, or for parts that overlap
// (RFC 9110, section 14.2: a server may refuse such requests, since they cost more than the file).
// What it can't read is left to net/http.
func excessive(header []string, size int64) bool {
	if len(header) == 0 {
		return false
	}
	if len(header) > 1 {
		return true // the field is no list
	}
	list, ok := strings.CutPrefix(header[0], "bytes=")
	if !ok {
		return false
	}
	if strings.Count(list, ",") >= maxRanges {
		return true
	}
	type part struct{ first, last int64 }
	var parts []part
	for item := range strings.SplitSeq(list, ",") {
		from, to, ok := strings.Cut(strings.TrimSpace(item), "-")
		if !ok {
			continue
		}
		p := part{0, size - 1}
		n, err := strconv.ParseInt(to, 10, 64)
		switch {
		case from == "" && err == nil: // the last n bytes
			p.first = max(0, size-n)
		case err == nil:
			p.last = min(n, size-1)
		}
		if from != "" {
			if p.first, err = strconv.ParseInt(from, 10, 64); err != nil {
				continue
			}
		}
		if p.first <= p.last {
			parts = append(parts, p)
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.first, b.first) })
	for i := 1; i < len(parts); i++ {
		if parts[i].first <= parts[i-1].last {
			return true
		}
	}
	return false
}
