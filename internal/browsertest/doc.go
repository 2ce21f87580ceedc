// Package browsertest holds the tests that need a browser, or another judge from outside: they
// build the repository's own portal, serve it as production would, and look at every page of it.
//
// # What is held against every page
//
//   - axe-core finds nothing, by WCAG 2.2 AA and its best practices, in light, in dark, on a phone
//     and in forced colours, with the menus and explanations closed and open: a page in one of
//     its languages and one of the views, by turns, and so the states of a check; menus made of the
//     same elements once;
//   - the Nu HTML checker has neither errors nor warnings;
//   - the first view, everything included, weighs at most 14 KiB on the wire, that of a
//     self-check 20, and comes from the site alone, without a word in the browser's console;
//   - everything is reached with the keyboard and scripts off, and focus can be seen throughout;
//   - 320 CSS pixels are enough, at 400 % zoom too, and with wider text spacing nothing is lost;
//   - links lead somewhere, languages point at each other.
//
// Each check is also run on a page that breaks its rule, which it must report.
//
// Pages that are made alike have their turns, so that each view, and each kind of page, has its
// share within the time that a change may wait for its tests. With the flag -thorough, or
// THOROUGH=true in the environment, everything is looked at in all views and all languages:
// "make thorough".
//
// # What is needed
//
// Chromium or Chrome (CHROMIUM names another one), Java, and "npm ci" in this directory for
// axe-core and the Nu checker; "make test" sees to all of it. A test whose tool is missing is
// skipped and says so, but fails when the environment has CI=true.
package browsertest
