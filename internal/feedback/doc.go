// Package feedback receives the answers to "Did this page help?", and keeps them without knowing
// whose they are. A Handler takes answers, a Store keeps them.
//
// # The request
//
// POST with a form (application/x-www-form-urlencoded) or a JSON object of strings, in UTF-8, of at
// most 32 KiB:
//
//	page     the path of the page's URL, such as /xx/contact/
//	lang     the page's language
//	helpful  yes or no
//	comment  optional, at most 2,000 characters, line ends counted as one
//	id       optional, 16 to 64 of A-Z a-z 0-9 _ and -, made by the client at random
//	website  optional: a field that people don't see. What fills it in is a robot, gets the answer
//	         that anybody gets, and isn't stored
//
// An id or a comment that is empty is one that is absent. Anything else is refused: other fields,
// a field twice, values of other types, a query, NUL, what isn't UTF-8, a compressed body.
//
// # The answer
//
// An answer is acknowledged once it is stored so that a crash can't lose it. A form is answered
// with 303 and the address of a page that says thanks, which may be the handler's own (ThanksAddress):
// it has a form for a comment under the id of that very answer. JSON, or whoever asks for it with Accept,
// gets {"id": "…"} with 201, or 200 for what was there already.
//
// Problems are documents of RFC 9457 with two members more: "code", a word for programs, and
// "field" where one is to blame. A browser that sent a form gets them as a page in the language of
// the form, with what was typed and a button to send it again. The status is
//
//	400  the body can't be read, or has other fields than the ones above, or lacks some
//	403  the request comes from another site
//	405  it isn't a POST
//	408  the body took too long to arrive
//	409  the id belongs to an answer about another page
//	413  the body is too large
//	415  it is of another type, or in another character set, or compressed
//	422  a value isn't one that the field can have: an unknown page, too long a comment
//	429  too many answers, from this visitor, their network or at all, in a window or in a day;
//	     Retry-After says when to try again
//	503  it can't be stored now; Retry-After says when to try again
//
// # What counts
//
// Every id is one answer, however often it arrives: a retry changes nothing, and is not refused
// for its visitor's rate. A comment follows its vote by sending all fields again under the same id, which
// also makes up for a vote that didn't arrive. What comes later under an id replaces what it
// answers, on the id's own day; a comment is replaced by another one, and kept when none comes. On
// another day, anything but a retry is a new answer of that day, under an id that is made of the old
// one and the salt, so that its retries are one too.
//
// Answers are never merged by where they come from: whoever shares an address may be somebody else.
// An answer without an id is a new one. So many answers about a page count a day of one browser, of
// one address and of one network; further ones keep their comments. What doesn't count doesn't come
// to count later.
//
// # What is kept of people
//
// Nothing, but for their comments without the personal data found in them (package redact). Visitors
// are told apart by HMAC-SHA256, with a random salt, of their address, user agent, languages, page and
// day (package visitor). Hashes aren't kept with answers, but counted. The salt is of one day: the next
// day doesn't begin before it is destroyed, and the hashes with it. IPv6 addresses count by their first
// 64 bits, which is what a subscriber gets. Neither addresses nor anything else that a browser says
// of itself is stored or logged, and answers are dated by the day.
//
// # Days and clocks
//
// A day is that of the clock, unless that is before the last day that is beyond doubt (Last): a clock
// that goes back dates nothing where the next purge would remove it. Answers are removed by that last
// day, so that a clock that leaps ahead removes nothing.
//
// # Rates
//
// The number of answers in a window of time is bounded for each address, each network and
// altogether, and so is how much a database grows in a day (package limit). Processes that share a
// store share the bounds. Each takes what it may accept altogether from the store in portions, so
// that they don't wait for each other; what one took and didn't use by the end of the period is lost,
// and no more than the bound is ever accepted.
//
// # What this package doesn't know
//
// The site: which pages there are, what it says to people, where it thanks them. All that is given
// to New.
package feedback
