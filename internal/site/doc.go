// Package site is the immutable model of a portal: which pages there are, where they stand, how
// they belong together and what leads to them. It is made from documents in one go and never
// changes; rendering only reads it.
//
// # URLs
//
// A page's URL is /LANG/, a segment for each directory, and a segment of its own, each with a slash
// behind it. A segment is the slug of the front matter or else the name of the file; a directory's
// is the slug of its index page in that language or else its name. The index page of a directory
// has the directory's URL, and content/index.LANG.md is the home page /LANG/.
//
// # Publication
//
// A draft, a page before its publish date and a page from its expires date on aren't part of the
// site: nothing lists them, and a link to one is a finding.
package site
