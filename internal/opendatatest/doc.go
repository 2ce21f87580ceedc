// Package opendatatest tests the open data of criteria sets with the programs of others, which npm
// has: what they read is what Baken means.
//
// # Decision models
//
// For every set, dmn-moddle, the reader of bpmn.io's viewers, reads the model without a warning,
// libxml2 finds it valid by the XML Schemas of DMN 1.3 and 1.5, and feelin evaluates its tables:
//
//   - for complete answers exactly one rule of each table holds, and its result is the one that
//     Baken's evaluation has;
//   - while questions are being answered, in their order, at most one rule holds; what Baken knows
//     already the tables know, and what they know is never anything else.
//
// A set with more than [sampled] complete answers is sampled, unless the flag -all is given.
//
// # Linked data
//
// The reference implementation of JSON-LD in JavaScript expands the documents, and a SHACL
// validator checks the graph against shapes.ttl, which is written from the specifications of CCCEV
// 2 and CPSV-AP 3.
//
// # Requirements
//
// Node.js, and "npm ci" in this directory, which "make test" runs. Without them the tests are
// skipped with a message, or fail if CI=true.
package opendatatest
