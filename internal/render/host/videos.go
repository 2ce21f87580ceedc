package host

import (
	"fmt"
	"io"
)

// videoHeaders adds the rules of pages with videos of the site. They come behind those of their
// languages, whose policy they replace.
func (in *Input) videoHeaders(w io.Writer) {
	for _, p := range in.Site.Pages {
		if in.Site.Text(p).Body.Videos {
			policy := in.policy(in.asks(p.Lang) || in.Site.HasSearch(), true)
			fmt.Fprintf(w, "%s\n  Content-Security-Policy: %s\n", p.URL, policy)
		}
	}
}
