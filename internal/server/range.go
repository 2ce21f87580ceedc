package server

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// maxRanges is the number of ranges that one request may have. Browsers and download programs send
// one, readers of PDF documents a few.
const maxRanges = 4

// ignoresRange reports whether a request has a Range header that a server has to ignore (RFC 9110,
// section 14.2): with another unit than bytes, which net/http refuses, or with another method than
// GET.
func ignoresRange(r *http.Request) bool {
	header := r.Header.Values("Range")
	return len(header) > 0 && r.Method != http.MethodGet || len(header) == 1 && !strings.HasPrefix(header[0], "bytes=")
}

// excessiveRanges reports whether a Range header has too many ranges, or ranges that overlap, which
// a server may refuse (RFC 9110, section 14.2), since they cost more than the file; or one of the
// last zero bytes, which can't be satisfied (section 14.1.2). Malformed headers are left to
// net/http.
func excessiveRanges(header []string, size int64) bool {
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
		case from == "" && err == nil && n == 0:
			return true
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
