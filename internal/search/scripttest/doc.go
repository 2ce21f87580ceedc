// Package scripttest holds the tests of the script that searches, outside browsers: it finds the
// same as package query, under Node.js, and is as small as pages can afford. Its tests skip what
// they have no program for, unless CI=true.
package scripttest
