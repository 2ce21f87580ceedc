// Package translation determines whether the language versions of a page are in step: whether a
// translation has the structure of its original, and whether the original has changed since the two
// were compared.
//
// # Drift
//
// Two versions of a page are to have the same structure: headings of the same levels, and in each
// section the same lists with as many items, tables of the same size, code blocks, callouts, blocks
// with names, quotations, definitions, footnotes, links, buttons, pictures, videos and directives.
// An item that only one of them has is a [Difference]. Links to the same page in different
// languages are equal, whatever the fragment, and so are pictures and files whose names differ in
// their language alone. Links to other sites and to mail addresses are only counted. Within a
// section the order doesn't matter, since it follows the sentences of the language. Paragraphs,
// words and emphasis are left to the translator.
//
// # Notes
//
// Structure doesn't show that a sentence was added. So an editor who has compared a translation
// with its original records in its front matter the fingerprint of every section of the original
// ([NewNote]). When a section changes after that, it is a [Change]; a change that readers don't
// see isn't. The differences in structure at that time are recorded too, and aren't reported as
// long as they stay the same.
//
// # Which version is the original
//
// Any version can be an original. A note names the language of its page's original. Without notes
// the original is the version in the first of the site's languages that the page exists in. A
// version without a note is an original too if a note names it ([Originals]).
package translation
