// Package extract reads the pages of an index from the model of a site: their sections and their
// visible text.
//
// The text is that of the page's own content. What pages have in common isn't part of it: menus,
// lists of contents, links to neighbouring pages, the question whether a page helped.
//
// A site has tens of thousands of pages, and each is read whenever the site is built. Pages are
// therefore not rendered: the HTML that package markdown made of a text is scanned as it is, and
// only directives and the notes of links to files are rendered, since their content comes from
// templates.
package extract
