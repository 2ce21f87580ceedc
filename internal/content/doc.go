// Package content reads editors' files into typed documents: glossary.yaml and the pages below
// content/. It checks each file on its own; relations between pages (URLs, translations, links) are
// checked by package site.
//
// # Files
//
//	content/site.yaml        the site: languages, title, contact, menu (package siteconfig)
//	content/glossary.yaml    terms and their explanations (optional)
//	content/criteria/*.yaml  criteria sets (not read here); pages may stand beside them
//	content/DIR/NAME.LANG.md a page in one language; index.LANG.md is the page of its directory
//	content/DIR/anything     pictures and downloads, published when a page links to them
//
// Hidden files, whose names begin with a dot, and files named README.md are skipped.
package content
