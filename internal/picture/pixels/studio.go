package pixels

import "image"

// FullRange spreads the samples of a lossy WebP over all values, as those of a JPEG are: in WebP,
// black is a luma of 16 and white one of 235 (RFC 6386, section 9.2; ITU-R BT.601). Package webp
// returns the samples as they are stored, in a type that has the range of a JPEG.
func FullRange(img image.Image) {
	var planes *image.YCbCr
	switch img := img.(type) {
	case *image.YCbCr:
		planes = img
	case *image.NYCbCrA:
		planes = &img.YCbCr
	default: // Without loss.
		return
	}
	spread(planes.Y, 16, 219, 0)
	spread(planes.Cb, 128, 224, 128)
	spread(planes.Cr, 128, 224, 128)
}

// spread maps samples whose zero is at from, and that have steps values, to those of 255 steps with
// their zero at to. It rounds half away from zero.
func spread(samples []uint8, from, steps, to int) {
	var table [256]uint8
	for i := range table {
		n := 2 * 255 * (i - from)
		if n < 0 {
			n -= steps
		} else {
			n += steps
		}
		table[i] = uint8(min(max(to+n/(2*steps), 0), 255))
	}
	for i, s := range samples {
		samples[i] = table[s]
	}
}
