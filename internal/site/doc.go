// Package site is the immutable model of a portal: its pages, their URLs, translations and place in
// the navigation, and the redirects to them. New builds it from documents, and nothing changes it
// after that: [Site.Replace] returns another one. Rendering only reads it.
//
// # URLs
//
// A page's URL is /LANG/, a segment for each directory, and a segment for the page, each followed
// by a slash. A page's segment is the slug of its front matter or else the name of its file. A
// directory's is the slug of its index page in that language or else its name. The index page of a
// directory has the directory's URL, and content/index.LANG.md is the home page /LANG/.
//
// # Publication
//
// A draft, a page before its publish date and a page from its expires date on aren't part of the
// site: no list contains them, and a link to one is a finding.
//
// # Size
//
// The package has more than 1,500 lines because the model is one value: its parts share unexported
// fields that only the builder sets, so that nothing else can change it. Code that needs no part
// of the model (aliases, suggestions) is in the packages below this one.
package site
