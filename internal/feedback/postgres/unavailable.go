package postgres

// Unavailable returns a store without a database, whose methods return the reason given, but for
// Close. A handler with it answers as it does while any database is away: readers are told that
// nothing was stored, and keep what they typed. It is for processes that mustn't store anything, and
// for those that can't because of how they are set up, where ending would show readers nothing.
func Unavailable(reason error) *Store { return &Store{reason: reason} }
