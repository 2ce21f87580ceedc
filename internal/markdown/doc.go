/*
Package markdown converts the texts of the portal to HTML and reports mistakes in them.

# The dialect

Texts are CommonMark with GitHub's tables, task lists, strikethrough and bare addresses, and with
footnotes and definition lists as in PHP Markdown Extra. The rest of this section describes the
differences and additions.

Headings start at ##: the h1 of a page is its title. Each has an anchor, derived from its text by
GitHub's algorithm, so that links to it work there too: letters are lower-cased, spaces become
hyphens, and characters other than letters, digits, marks, hyphens and connectors are dropped.
Letters of any script are kept. A duplicate anchor gets -1, -2 and so on; an empty one is "section".
A heading may have an anchor of its own, as in PHP Markdown Extra:

	## Who decides? {#who}

Links to pages and files are relative to the text's own file, as GitHub has it:

	[conditions](conditions.en.md#mandate)

Path and fragment are percent-decoded. External addresses have the scheme https:, http:, mailto: or
tel: and are written as they are. Bare addresses become links if they start with https:, http: or
www. (to which https: is added), or are mail addresses. Pictures are files of the site and have
alternative text:

	![A flag with a lighthouse on it](flag.svg)

A picture with a title that is alone in its paragraph, or in a link that is, becomes a figure, and the
title its caption:

	![A ship at the quay](harbour.jpg "The harbour in 2026")

The package doesn't know which files, pages and anchors exist: the body has a [hypertext.Slot] for each.

HTML isn't allowed. Tags are reported and left out, and their text is kept; comments are dropped. A
comment between two items of a list doesn't divide the list, unless it is empty. The tag <br> breaks
a line in the cell of a table, and nowhere else. A single ~ is text.

A callout is a block quote whose first line is one of five marks, in upper or lower case, and a title
or not:

	> [!NOTE] The title, with markup
	> The text of the callout.

The other marks are [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION].

Marks that Markdown doesn't read are text, and findings (package leftover).

A span is a passage in another language, with its BCP 47 tag. It may contain links and other spans:

	Its name is [Wet op de inlichtingen]{lang=nl}.

A block with a name (package component) begins with three colons or more and its name, and a line of
three colons or more closes the innermost one that begins no further to the right. It may interrupt
a paragraph and stand in lists, quotes and other blocks:

	::: details Title, with markup
	Blocks of text, but no headings.
	:::

	::: cards
	- [text](page.md): a sentence on it
	:::

The others are downloads, a list of links to files, and steps, a numbered list or headings with the
blocks below each. A paragraph next to a table that begins with Table: is its caption, as in Pandoc.
A link with {.button} directly behind it looks like a button.

A directive stands alone on a line and is replaced by a block that package render generates
([directive.All]):

	::name
	::name{argument=value other="another value"}

It needs no blank lines around it and may stand in block quotes and lists. The directive ::video shows
a file of the site with its captions, or links to a video elsewhere (package video).

Straight quotes become the typographic quotes of the text's language ([Options]). An apostrophe
within or after a word, or in the place of omitted letters, becomes a typographic one, -- an en dash,
--- an em dash, and ... an ellipsis. Characters that are escaped by a backslash, written as character
references, or in code aren't replaced, nor are two hyphens at the start of a word, as in the name
of an option.

The first use of each glossary term ([Term]) is marked. A use is one or more whole words in one
paragraph, outside headings, links, code, alternative text and spans of another language. The
longest form wins. White space in a form matches a line break, and an apostrophe matches a straight
or a typographic one.

# The HTML

There is no white space between blocks. Ids are those of headings, footnotes (fn:1, fnref:1,
fnref:1-2), tasks (task:1), captions of tables (table:1) and titles of videos (video:1); only
headings' ids have no colon. Tables are wrapped in a container
that can be scrolled by keyboard; aligned cells have the class right or center. The rows of a table
of few columns can be shown as cards on a narrow screen: the container has the class cards, and each
cell but the first of its row has the text of its column's header as data-label. Code has the class
language-x. The check box of a task is labelled by its text.

# The bounds

Converting any text takes time linear in its length. Nesting (100 levels of quotes, lists and
emphasis), delimiters in a paragraph and the size of tables are therefore bounded, beyond the needs
of text written for people. Markup after a bound is text, and exceeding the bound is a finding.

# Packages

Package dialect parses a text, renderer renders its syntax tree as the HTML of package hypertext, and
prose the words in it. Package markdown puts them together with what else is read of a text: its
outline, its plain text for linters, its facts, and the marks that are left over.
*/
package markdown
