package output

import "fmt"

// Private makes a directory of the user and returns an error if somebody else could write to it: if
// it is inside the repository of the site whose directory is home, or inside the output dir, unless that is
// "", or open to other users.
func Private(name, home, dir string) error {
	if dir == "" {
		dir = home // It is inside of that no more than inside of its repository.
	}
	for _, at := range []*string{&home, &dir} {
		resolved, err := resolve(*at, nil)
		if err != nil {
			return fmt.Errorf("find %s: %w", *at, err)
		}
		*at = resolved
	}
	return safeRecords(name, home, dir)
}
