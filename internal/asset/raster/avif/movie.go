package avif

import (
	"errors"
	"math"
	"time"
)

// track is a sequence of pictures in an AVIF file.
type track struct {
	samples       int
	endless       bool
	round         time.Duration
	rounds        int
	width, height int
}

// longest bounds the time of a round, so that it can be computed with.
const longest = 24 * time.Hour

// movie reads a box "moov" (ISO/IEC 14496-12, section 8.2).
func (f *file) movie(x box) error {
	return eachBox(f.b, x.body, x.end, func(x box) error {
		switch {
		case x.kind == "trak":
			return f.readTrack(x)
		case x.kind == "meta":
			_, err := f.readMeta(x)
			return err
		case isFree(x.kind):
			f.drop(x)
		}
		return nil
	})
}

// readTrack reads a box "trak". A track without an edit list repeats forever in browsers.
func (f *file) readTrack(x box) error {
	t := track{endless: true}
	var duration, edited, scale, media uint64
	var repeats, edits bool
	depth := 0
	var read func(x box) error
	read = func(x box) error {
		const deepest = 4
		if depth++; depth > deepest {
			return errors.New("its parts are nested too deep")
		}
		defer func() { depth-- }()
		in := fields{b: f.b[x.body:x.end]}
		switch x.kind {
		case "mdia", "minf", "stbl", "edts":
			return eachBox(f.b, x.body, x.end, read)
		case "meta":
			_, err := f.readMeta(x)
			return err
		case "tkhd":
			version, _ := in.version()
			size := timeSize(version)
			in.number(size)
			in.number(size)
			in.number(8)
			if duration = in.number(size); duration == 1<<(8*size)-1 {
				duration = math.MaxUint64
			}
			if len(in.b) < 60 {
				return ErrCutOff
			}
			in.b = in.b[52:]
			t.width, t.height = int(in.number(4)>>16), int(in.number(4)>>16)
		case "mdhd":
			version, _ := in.version()
			size := timeSize(version)
			in.number(size)
			in.number(size)
			scale, media = in.number(4), in.number(size)
		case "elst":
			version, flags := in.version()
			if edits, repeats = in.number(4) > 0, flags&1 != 0; edits {
				edited = in.number(timeSize(version))
			}
		case "stsz":
			in.number(8)
			t.samples = int(min(in.number(4), 1<<30))
		default:
			if isFree(x.kind) {
				f.drop(x)
			}
		}
		if in.cut {
			return ErrCutOff
		}
		return nil
	}
	if err := eachBox(f.b, x.body, x.end, read); err != nil {
		return err
	}
	if scale > 0 {
		t.round = time.Duration(min(float64(media)/float64(scale), longest.Seconds()) * float64(time.Second))
	}
	if edits {
		if t.endless = repeats && (duration == math.MaxUint64 || edited == 0); !t.endless && repeats {
			t.rounds = int(min(duration/edited, 1<<30))
		}
	}
	f.tracks = append(f.tracks, t)
	return nil
}

// timeSize returns the size of a time, by the version of a box.
func timeSize(version byte) int {
	if version == 1 {
		return 8
	}
	return 4
}
