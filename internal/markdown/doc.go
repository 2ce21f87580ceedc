/*
Package markdown turns the texts of the portal into HTML and finds what is wrong with them.

# The dialect

Texts are CommonMark with GitHub's tables, task lists, strikethrough and bare addresses, and with
footnotes and definition lists as in PHP Markdown Extra. What follows is what differs or is added.

Headings start at ##: the h1 of a page is its title. Each has an anchor that is made from its text
as GitHub makes it, so that links to it work there too: letters become small, spaces become
hyphens, and what isn't a letter, digit, mark, hyphen or connector goes. Letters of any script
stay. An anchor that was there before gets -1, -2 and so on; one of which nothing is left is
"section".

Links to pages and files are relative to the text's own file, as GitHub has it:

	[conditions](conditions.en.md#mandate)

Path and fragment are percent-decoded. Addresses elsewhere are https:, http:, mailto: or tel: and
are written as they are; bare ones are found if they start with https:, http: or www. (which
becomes https:), or are of a mailbox. Pictures are files of the site and have alternative text:

	![A flag with a lighthouse on it](flag.svg)

Whether a file, page or anchor exists isn't known here: the body has a [Slot] for it.

HTML isn't Markdown. Tags are findings and don't come out; comments are dropped.

A callout is a quote whose first line is one of five marks, in capitals or small letters:

	> [!NOTE]
	> The text of the callout.

The others are [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]. Any other mark is text.

A span is a passage in another language, with the language's code by BCP 47. It may hold links and
other spans:

	Its name is [Wet op de inlichtingen]{lang=nl}.

A directive stands alone on a line and asks for a block that is made elsewhere ([Directives]):

	::name
	::name{argument=value other="another value"}

It needs no blank lines around it and may stand in quotes and lists.

Straight quotes become those of the text's language ([Options]), an apostrophe within or after a
word or in place of letters left out becomes a typographic one, -- a short dash, --- a long one,
and ... an ellipsis. A backslash in front of it or a character reference keeps a character as it
is, and so does code. Two hyphens at the start of a word stay, as in the name of an option.

The first use of each glossary term ([Term]) is marked. It is a whole word or words, in one
paragraph, and stands in no heading, link, code, alternative text or span of another language.
The longest form counts, white space in it may be a line break, and either apostrophe will do.

# The HTML

It is tight: there is no white space between blocks. It holds no id but those of headings,
footnotes (fn:1, fnref:1, fnref:1-2) and tasks (task:1); only headings' come without a colon.
Tables stand in a frame that can be scrolled by keyboard; cells have the class right or center
where the text aligns them so. Code has the class language-x. The check box of a task has its text
as its name.

# The bounds

A text of any kind is read in a time that grows with its length. Therefore there is an end to
nesting (100 quotes, lists and marks in one another), to marks in a paragraph and to the size of
tables; nobody will meet these who writes for people. What comes after a bound is text, and the
bound is a finding.
*/
package markdown
