// Package survey goes through all the texts of a site for what concerns no page alone: terms of the glossary that nothing
// uses, and the addresses on other hosts that readers are led to.
package survey
