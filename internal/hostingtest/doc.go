// Package hostingtest compares the servers that package hosting writes configuration for with
// package server: the same requests to all of them have the same answers.
//
// # What is compared
//
// Requests are made of the paths of all files of a site, in the spellings in which clients ask for
// them, of its rules, and of paths that no server should have an answer for. Of each answer the
// status, the Location, the security headers, those of caches, the Content-Type, the coding, the
// presence of an entity tag and the decoded body are compared. The sites are the portal of this
// repository, and ones that are made for the test: at the root of a host and under a path, in one
// language and in several, with names and header values that would end a directive or begin a
// variable if they weren't quoted.
//
// # Requirements
//
// nginx and Caddy, from the PATH or from the directory bin, into which "make test" unpacks those of
// Debian: installed ones would start by themselves. Without them the tests are skipped with a
// message, or fail if CI=true.
package hostingtest
