package raster

import "time"

// Animation describes the frames of a moving picture.
type Animation struct {
	// Frames is the number of frames, at least 2.
	Frames int
	// Endless reports whether it repeats forever.
	Endless bool
	// Length is the time until it ends, or that of one round of an endless one.
	Length time.Duration
}

// shown returns how long browsers show a frame: those without a time, or with the shortest one that
// a GIF can say, get a tenth of a second.
func shown(frame time.Duration) time.Duration {
	if frame <= 10*time.Millisecond {
		return 100 * time.Millisecond
	}
	return frame
}

// longest bounds the length of an animation.
const longest = 24 * time.Hour

// times returns the length of an animation with as many rounds; that of one round if there are
// none.
func times(round time.Duration, rounds int) time.Duration {
	if round = min(round, longest); rounds > 1 && round > 0 {
		return min(round*time.Duration(min(rounds, int(longest/round)+1)), longest)
	}
	return round
}
