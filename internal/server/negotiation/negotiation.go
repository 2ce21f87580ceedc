// Package negotiation chooses between the representations of a resource by the preferences of a
// request (RFC 9110, section 12).
package negotiation

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The supported content codings, in order of preference.
const (
	Identity = ""
	Brotli   = "br"
	Gzip     = "gzip"
)

// Coding returns the content coding for a request by Accept-Encoding (RFC 9110, section
// 12.5.3): the one with the greatest weight and, of equal weights, the preferred one. It returns
// identity without the header, and if no supported coding is accepted.
func Coding(header http.Header) string {
	weights := map[string]float64{}
	for _, value := range header.Values("Accept-Encoding") {
		for item := range strings.SplitSeq(value, ",") {
			coding, params, _ := strings.Cut(item, ";")
			coding = strings.ToLower(strings.TrimSpace(coding))
			if coding == "x-gzip" {
				coding = Gzip
			}
			if weight, ok := Weight(params); ok {
				weights[coding] = weight
			}
		}
	}
	best, most := Identity, weights["identity"]
	for _, coding := range []string{Brotli, Gzip} {
		weight, named := weights[coding]
		if !named {
			weight = weights["*"]
		}
		if weight > most || weight == most && weight > 0 && best == Identity {
			best, most = coding, weight
		}
	}
	return best
}

// Weight parses the only parameter of an item, q. An item with a malformed weight is ignored.
func Weight(params string) (weight float64, ok bool) {
	params = strings.TrimSpace(params)
	if params == "" {
		return 1, true
	}
	key, value, _ := strings.Cut(params, "=")
	if !strings.EqualFold(strings.TrimSpace(key), "q") {
		return 0, false
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return weight, err == nil && weight >= 0 && weight <= 1
}

// AddVary adds the names that it doesn't have yet to the Vary header.
func AddVary(h http.Header, names ...string) {
	var have []string
	for item := range strings.SplitSeq(strings.Join(append(h.Values("Vary"), names...), ","), ",") {
		item = strings.TrimSpace(item)
		if item != "" && !slices.ContainsFunc(have, func(s string) bool { return strings.EqualFold(s, item) }) {
			have = append(have, item)
		}
	}
	if len(have) > 0 {
		h.Set("Vary", strings.Join(have, ", "))
	}
}
