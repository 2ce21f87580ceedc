// Package dev previews a site while somebody writes it.
//
// It watches the site's directory, reads the site anew after a change, and tells the browsers that show
// it. A page is what [artifact.Artifact] gives for it, byte for byte, with one script element more. That
// script asks for the page again after a change: where only style sheets differ it exchanges those, where
// the page is the same it does nothing, else it loads it anew. So no list of what depends on what can be
// wrong: a change reloads the pages whose bytes differ.
//
// While the site has errors, the last version without any stays there, with the findings on top of it.
package dev
