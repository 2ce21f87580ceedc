package audit

import (
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
)

// moved reports that the whole site stands at another URL than at an earlier time: no alias keeps
// addresses alive that belong to another host or another path.
func moved(earlier, now *site.Site, list *diag.List) {
	from, to := earlier.Base(), now.Base()
	secure := strings.Replace(from.Origin, "http://", "https://", 1) // A host redirects to it anyway.
	if from.Origin == "" || from == to || secure == to.Origin && from.Path == to.Path {
		return
	}
	list.Add(content.ConfigFile, now.Config.BaseURL.Pos, diag.URLGone,
		"have "+from.String()+"/* redirected to "+to.String()+"/*, or take this as it is if nobody has an old address",
		"the site stood at %q, and all its addresses are others now", from.String()+"/")
}
