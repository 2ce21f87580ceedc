// Package dev previews a site while somebody writes it.
//
// It watches the site's directory, reloads the site after a change and notifies the browsers that
// show it. A page has the bytes of its [artifact.Artifact] and one script element more. That script
// fetches the page again after a change: where only style sheets differ it swaps them, where
// nothing differs it does nothing, else it reloads. So there is no dependency graph that could be
// wrong: a browser reloads the pages whose bytes differ.
//
// While the site has errors, its last version without errors is served, with the findings as an
// overlay.
package dev
