// Package netlifytest tests a site's deploy on Netlify offline: Netlify's own npm packages parse
// netlify.toml, _headers and _redirects, and match requests with the rules.
//
// # Checks of a deploy
//
// The build command runs as on Netlify, in production, for a pull request and for a branch. Then
//
//   - the files parse without a message, and netlify.toml has no key that Netlify ignores, and no
//     missing directory or function;
//   - every alias, as browsers send it and decoded, leads to its page, and every page is served;
//   - the root redirects readers to their language, a missing page is reported in the language of
//     the path, and feedback reaches its function;
//   - there are at most 10,000 rules, each with an existing target and without duplicates;
//   - the published site is indexed; previews aren't, and answers about them don't count.
//
// Netlify's own build runs several times, to check that its second run restores Baken's cache and
// publishes the same files, and that a damaged cache changes nothing.
//
// A site under a path is checked likewise, with the netlify.toml that docs/under-a-path.md
// describes.
//
// Faults are injected for each of these checks, and must be reported.
//
// # Requirements
//
// Node.js, and "npm ci" in this directory, which "make test" runs. Without them the tests are
// skipped with a message, or fail if CI=true.
package netlifytest
