// Package systemtest tests and measures a feedback.Store behind a handler, over HTTP: that no crash
// loses an acknowledged answer, that no personal data reaches a file, a log or a metric, and how
// many answers a second become durable. Package storetest tests the store itself.
package systemtest
