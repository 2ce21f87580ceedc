// Package host renders the files of a site that are for programs rather than readers: _headers and
// _redirects for hosts, robots.txt, security.txt and sitemaps for robots, and feeds for feed
// readers.
package host

import (
	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/download"
	"baken.example/baken/internal/site"
)

// Input is what the files are rendered from.
type Input struct {
	Site *site.Site
	// Assets are the files in assets/, Files the pictures that pages show.
	Assets, Files *asset.Set
	// Downloads are the files that pages link to.
	Downloads *download.Set
	// Languages are those of the site, in its order.
	Languages []Language
	// Date is the day for which the site is rendered.
	Date content.Date
	// Preview reports whether the site has drafts, which search engines must not index.
	Preview bool
	// Scripts reports whether every page loads a script.
	Scripts  bool
	Minifier *minify.M
}

// Language is the part of a site in a language, as its feed describes it.
type Language struct {
	Code, Title, Description string
	// HomeURL and FeedURL are paths.
	HomeURL, FeedURL string
	// Author is the name of who publishes the site.
	Author string
}

// Dated returns the artifacts that say when pages changed: feeds and sitemaps.
func Dated(in Input) []artifact.Artifact { return append(in.feeds(), in.sitemaps()...) }

// Robots returns robots.txt and security.txt.
func Robots(in Input) []artifact.Artifact { return in.robots() }

// Rules returns _headers and _redirects. Files are the artifacts of the site but assets and
// downloads: those that aren't pages get rules of their own.
func Rules(in Input, files []artifact.Artifact) []artifact.Artifact { return in.rules(files) }

// absolute returns the URL of a path on the host.
func (in *Input) absolute(address string) string { return in.Site.Base().Origin + address }
