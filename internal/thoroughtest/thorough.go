// Package thoroughtest says how much tests have to do: by default what shows each kind of defect,
// in the time that a change may wait for its tests, and with THOROUGH=true in the environment all
// that they can. It is for tests alone.
package thoroughtest

import "os"

// Asked reports whether THOROUGH=true is in the environment, as make thorough has it.
func Asked() bool { return os.Getenv("THOROUGH") == "true" }

// Unless returns few, and all if [Asked].
func Unless(few, all int) int {
	if Asked() {
		return all
	}
	return few
}
