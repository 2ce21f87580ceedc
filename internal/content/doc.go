// Package content reads what editors write into typed documents: site.yaml, glossary.yaml and the
// pages below content/. It is where strictness about their form lives; what a page means to the
// other pages (its URL, its translations, its links) is for package site.
//
// # Files
//
//	content/site.yaml        the site: languages, title, contact, menu
//	content/glossary.yaml    terms and their explanations (optional)
//	content/criteria/*.yaml  criteria sets (not read here)
//	content/DIR/NAME.LANG.md a page in one language; index.LANG.md is the page of its directory
//	content/DIR/anything     pictures and downloads, published when a page links to them
//
// Names that begin with a dot and files named README.md are passed over.
package content
