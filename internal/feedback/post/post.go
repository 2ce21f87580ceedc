// Package post decodes the bodies of requests to the feedback handler: forms and JSON objects of
// strings, with no field but those of an answer, each at most once, in UTF-8 and of bounded size.
//
// It is strict: a client learns that its request is wrong, and no part of a body is dropped,
// repaired or interpreted twice.
package post

// Reason is why a body is refused.
type Reason int

const (
	// WrongType means that the body has another media type or character set, or is compressed.
	WrongType Reason = iota
	// TooLarge means that the body is larger than MaxBytes.
	TooLarge
	// TooSlow means that the body took longer than the timeout.
	TooSlow
	// Unreadable means that the body is incomplete or malformed.
	Unreadable
	// NotText means that a value contains NUL or isn't UTF-8.
	NotText
	// UnknownField means that an answer has no such field.
	UnknownField
	// RepeatedField means that a field occurs more than once.
	RepeatedField
)

// Problem reports why a body is refused.
type Problem struct {
	Reason Reason
	// Field is the name of the refused field, or "".
	Field string
	// Detail adds to the reason, or is "".
	Detail string
	// Closes reports whether the connection can't be used again.
	Closes bool
}
