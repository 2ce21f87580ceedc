package postgres

// Unavailable returns a store without a database. All methods but Close return the reason. A
// handler with it behaves as during an outage of the database: readers learn that nothing was
// stored, and keep their input. It serves processes that must not store answers, and misconfigured
// ones, which would otherwise exit and answer nothing.
func Unavailable(reason error) *Store { return &Store{reason: reason} }
