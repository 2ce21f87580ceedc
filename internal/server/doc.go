// Package server serves a finished site over HTTP as production sends it: from its artifacts, by
// the rules of its own "_redirects" and "_headers" (package netlify), as Netlify documents them.
//
// # Sources
//
// The semantics are those of Netlify's documentation: "Redirects and rewrites" and "Redirect
// options" for "_redirects", "Custom headers" for "_headers", "Post processing" for Pretty URLs.
// Where it leaves something open, the behaviour of Netlify's published parsers and matcher
// (@netlify/redirect-parser 15, @netlify/headers-parser 9, netlify-redirector 0.5) decides.
//
// # Order
//
// A request is matched, in this order, against the checks of every path (below), the redirect
// rules, of which the first match counts, the files, and 404.html. A rule yields to a file at the
// request's address unless it is forced with "!"; then no other rule is tried. A rule that would
// redirect a request to the address that was requested is skipped.
//
// # Redirect rules
//
// A line is "from [key=value …] to [status[!]] [Condition=value,value …]"; "#" starts a comment.
// Paths are case-sensitive, and a trailing slash makes no difference. They are percent-encoded, or
// have characters as they are: how a character is spelled makes no difference here, though it does
// to Netlify's matcher, so that a rule may stand there in several spellings. ":name" stands for one
// segment, a final "*" for everything that follows, which the target calls ":splat". Query
// parameters must match exactly: all of them, and no further ones. The request's query goes along
// on 200, 301 and 302 where the target has none of its own. 301 (the default), 302 and 303
// redirect; 200 shows another page at the same address, and 4xx and 5xx show it with that status. A
// target may be left out of "/dir/* 200!": it is the address itself.
//
// Language holds for the language that a visitor prefers, by Accept-Language and its weights, among
// those that the rules of the same address name, or for that of the cookie nf_lang instead; a
// language holds for all its regions, a region only for itself. Country holds by the cookie
// nf_country. Cookie holds when one of the named cookies is there and not empty. Responses that
// depended on one of these say so in Vary.
//
// # Header rules
//
// A path line, then "Name: value" lines. ":name" stands for one segment; "*" matches anywhere,
// slashes included. All rules that match the request's path apply: within a rule, values of one
// name are joined with commas; between rules, the later one wins. They apply to files and error
// pages, not to redirects. The names that Netlify sets itself are errors. Without a Cache-Control,
// Netlify's default is sent.
//
// # Files
//
// Pretty URLs are on, as they are on Netlify unless turned off: /a serves a.html or redirects to
// /a/ for a/index.html, /a/ redirects to /a for a.html, and /a.html and /a/index.html are served as
// they are. "_headers", "_redirects" and ".baken" are not served.
//
// # What differs from Netlify, and why
//
//   - Malformed lines are errors here. Netlify drops or misreads them.
//   - Country without its cookie never holds: there is no geolocation. Role never holds: there are
//     no accounts, so files behind a Role rule are not found unless a later rule says otherwise, as
//     Netlify answers a visitor without that role.
//   - A 200 rule to another host is not found: this server does not proxy. The same goes for rules
//     to Netlify's functions. Basic-Auth in "_headers" is an error, so that files that it would
//     protect are not published by mistake.
//   - Netlify looks at the first language of Accept-Language only, whatever its weight. Who prefers
//     a language that isn't offered gets the language chooser there, whose script then does the
//     same.
//   - Without Accept-Language, no Language condition holds. (Netlify's development server assumes
//     one.)
//   - Error pages have the default Cache-Control and their own Content-Type, whatever "_headers"
//     says, so that a file missing for a moment isn't cached as missing for a year.
//   - Query parameters are compared as documented. Netlify's matcher ignores parameters that a rule
//     doesn't name.
//   - In "_headers", "/a/*" is /a and every path below it. Netlify's parser also takes /ab. Values
//     are sent as they are written; Netlify's parser puts a space behind every comma.
//   - 404.html has the status 404 at its own address too, where Netlify says 200.
//   - Redirects and refusals have the security headers that files usually get from "_headers";
//     their policy allows nothing.
//   - A request for more than four parts of a file, or for parts that overlap, is refused (416).
//   - A target never leads to another host by an empty or crafted placeholder: doubled slashes in
//     it are collapsed.
//
// # Paths
//
// A path with doubled slashes redirects to the path without. One with "." or ".." as a segment, a
// backslash or a control character, encoded or not, is not found. An encoded slash is part of its
// segment and never leads to a file. Case matters.
package server
