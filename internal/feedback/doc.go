// Package feedback receives the answers to "Did this page help?" and stores them anonymously. A
// Handler accepts answers, a Store keeps them.
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
//	website  optional: a honeypot, which people don't see. A request that fills it in gets a normal
//	         answer and isn't stored
//
// An empty id or comment is the same as an absent one. Everything else is refused: unknown fields,
// repeated fields, values of other types, a query, NUL, invalid UTF-8, a compressed body.
//
// A search without results is a request with two other fields, where the site counts them:
//
//	lang     the language that was searched in
//	query    the search, 1 to 200 characters
//
// It is answered with 204, whatever became of it, and kept only from the moment on at which a
// number of visitors (Config.Quorum) have made the same search on one day; a search with personal
// data in it never is.
//
// # The answer
//
// An answer is acknowledged after it is durable, so that a crash can't lose it. A form is answered
// with 303 and the address of a page that thanks, which may be the handler's own (ThanksAddress):
// it has a form for a comment under the id of that answer. A request with JSON, or with a JSON type
// in Accept, gets {"id": "…"} with 201, or 200 if the answer was stored before.
//
// Problems are documents of RFC 9457 with two additional members: "code", a machine-readable name,
// and "field", the name of the invalid field if there is one. A browser that sent a form gets a
// page in the language of the form, with the input and a button to send it again. The status is
//
//	400  the body can't be read, has unknown fields or lacks required ones
//	403  the request comes from another site
//	405  the method isn't POST
//	408  the body took too long to arrive
//	409  the id belongs to an answer about another page
//	413  the body is too large
//	415  the body has another type or character set, or is compressed
//	422  a field has an invalid value: an unknown page, too long a comment
//	429  too many answers in a window or a day, from this visitor, their network or in total;
//	     Retry-After says when to try again
//	503  the answer can't be stored now; Retry-After says when to try again
//
// # What counts
//
// An id makes a request idempotent: a retry changes nothing, and isn't subject to the visitor's
// rate. A comment follows its vote in a second request with all fields and the same id, which also
// makes up for a lost vote. On the id's own day, a later request replaces the answer; a comment is
// replaced by another comment, and kept if the request has none. On any other day, a request that
// isn't a retry is a new answer of that day, under an id derived from the original one and the
// salt, so that its own retries are idempotent too.
//
// Answers are never merged by their origin, since several people may share an address. An answer
// without an id is a new one. The answers about a page that count in a day are bounded per browser,
// per address and per network; further ones keep their comments. An answer that doesn't count when
// it is stored never counts.
//
// # Privacy
//
// Nothing is kept of a visitor but the comment, without the personal data found in it (package
// redact). Visitors are distinguished by HMAC-SHA256 of their address, user agent, languages, page
// and day, under a random salt (package visitor). Hashes aren't stored with answers; only counters
// are keyed by them. A salt belongs to one day, and is destroyed with its hashes before the next
// day begins. IPv6 addresses count by their first 64 bits, which identify a subscriber. Neither
// addresses nor request headers are stored or logged, and answers are dated by the day.
//
// # Days and clocks
//
// The day is that of the clock, but never before the last plausible day (Last): a clock that is set
// back doesn't date an answer such that the next purge removes it. Answers are purged relative to
// that last day, so that a clock that leaps ahead removes nothing.
//
// # Rates
//
// The number of answers in a window of time is bounded per address, per network and in total, and
// so is the growth of the database in a day (package limit). Processes that share a store share the
// bounds. Each process leases its share of a total from the store in portions, to avoid contention.
// The unused part of a lease is lost at the end of its period, and the bound is never exceeded.
//
// # Independence
//
// This package knows nothing of the site: its pages, its texts and the address of its thanks are
// arguments of New.
package feedback
