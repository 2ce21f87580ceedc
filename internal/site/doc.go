// Package site is the immutable model of a portal: its pages, their URLs, translations and place in
// the navigation, and the redirects to them. New builds it from documents, and nothing changes it
// after that: [Site.Replace] returns another one. Rendering only reads it.
//
// The parts of the model are packages below this one, each of which finds the mistakes in its part:
// package tree says which documents are pages, and at which URLs; package edition, which version of
// a criteria set a page means; package selfcheck, which page is the self-check of it; package
// redirect leads to pages and files from their old addresses; packages link and directive check the
// references in texts. This package puts them together, and answers what depends on several of
// them.
package site
