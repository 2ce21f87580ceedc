// Package netlifytest holds what Netlify will make of a site against what readers ask of it: its own
// packages read netlify.toml, _headers and _redirects, and match requests with the rules, without
// being connected to it.
//
// # What is held against a deploy
//
// The build command is run as Netlify runs it, in production, for a pull request and for a branch.
// Then
//
//   - nothing is reported when the files are read, and netlify.toml has no key that Netlify passes
//     over, no directory and no function that isn't there;
//   - every alias, as browsers send it and decoded, leads to its page, and every page is shown;
//   - the entrance leads readers to their language, what isn't there is told in the language of the
//     path, and feedback reaches its function;
//   - there are at most 10,000 rules, each leads somewhere and none stands there twice;
//   - the published site is indexed; previews aren't, and answers about them don't count.
//
// Each of this is also broken on purpose, which must be reported.
//
// # What is needed
//
// Node.js, and "npm ci" in this directory; "make test" sees to it. Without them the tests are skipped
// and say so, but fail when the environment has CI=true.
package netlifytest
