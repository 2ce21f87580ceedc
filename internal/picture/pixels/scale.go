package pixels

// plane is a raster of w × h pixels with n interleaved samples of 8 bits each.
type plane struct {
	w, h, n int
	pix     []uint8
}

func newPlane(w, h, n int) plane { return plane{w, h, n, make([]uint8, w*h*n)} }

func (p *plane) row(y int) []uint8 { return p.pix[y*p.w*p.n : (y+1)*p.w*p.n] }

// Rows are the rows of a plane of w × h pixels with n interleaved samples of 8 bits each.
type Rows struct {
	w, h, n int
	// row returns a row, which is valid until the next call.
	row func(y int) []uint8
}

func (p *plane) rows() Rows { return Rows{p.w, p.h, p.n, p.row} }

// The number of bits behind the binary point of weights, and of samples between the two passes of
// scale. The sum of products fits 32 bits: 8 + midBits + weightBits, and a bit for overshoot.
const (
	weightBits = 14
	midBits    = 7
)

// scale returns src in another size. It is separable: it scales each row of src when it is read,
// and adds it to the rows of the result that it is part of, so that only these are held.
func scale(src Rows, w, h int) plane {
	dst := newPlane(w, h, src.n)
	across, down := kernel(src.w, w), kernel(src.h, h)
	mid := make([]int32, w*src.n)
	// open are the sums of the rows of dst from first on that have begun.
	var open, free [][]int32
	first := 0
	for y := range src.h {
		horizontal(mid, src.row(y), src.n, across)
		for i := first; i < h && down[i].from <= y; i++ {
			if i-first == len(open) {
				if n := len(free); n > 0 {
					open, free = append(open, free[n-1]), free[:n-1]
					clear(open[i-first])
				} else {
					open = append(open, make([]int32, len(mid)))
				}
			}
			weight, sums := down[i].weights[y-down[i].from], open[i-first][:len(mid)]
			for x, m := range mid {
				sums[x] += weight * m
			}
		}
		for first < h && down[first].from+len(down[first].weights) == y+1 {
			store(dst.row(first), open[0])
			if src.n == 4 {
				clampColors(dst.row(first))
			}
			free, open = append(free, open[0]), open[1:]
			first++
		}
	}
	return dst
}

// horizontal sets mid to a row in the width that the kernel is for.
func horizontal(mid []int32, row []uint8, n int, across []taps) {
	const half = 1 << (weightBits - midBits - 1)
	if n == 1 {
		for i, t := range across {
			sum := int32(half)
			samples := row[t.from:][:len(t.weights)]
			for j, weight := range t.weights {
				sum += weight * int32(samples[j])
			}
			mid[i] = sum >> (weightBits - midBits)
		}
		return
	}
	for i, t := range across {
		a, b, c, d := int32(half), int32(half), int32(half), int32(half)
		samples := row[t.from*4:][:len(t.weights)*4]
		for j, weight := range t.weights {
			s := samples[j*4:][:4]
			a += weight * int32(s[0])
			b += weight * int32(s[1])
			c += weight * int32(s[2])
			d += weight * int32(s[3])
		}
		out := mid[i*4:][:4]
		out[0], out[1], out[2], out[3] = a>>(weightBits-midBits), b>>(weightBits-midBits), c>>(weightBits-midBits), d>>(weightBits-midBits)
	}
}

// store rounds sums to samples.
func store(row []uint8, sums []int32) {
	const shift = weightBits + midBits
	for i, sum := range sums[:len(row)] {
		row[i] = uint8(min(max((sum+1<<(shift-1))>>shift, 0), 255))
	}
}

// clampColors bounds colours by the opacity that they are multiplied by, which the spline may pass.
func clampColors(row []uint8) {
	for i := 0; i+4 <= len(row); i += 4 {
		p := row[i : i+4]
		p[0], p[1], p[2] = min(p[0], p[3]), min(p[1], p[3]), min(p[2], p[3])
	}
}

// taps are the weights of consecutive samples of the source, from one of them on. Their sum is
// 1 << weightBits.
type taps struct {
	from    int
	weights []int32
}

// kernel returns, for each of dst samples, the weights of src samples by the Catmull-Rom spline,
// which is stretched where dst is smaller. It computes with integers: processors round products of
// floating-point numbers in different ways.
func kernel(src, dst int) []taps {
	// In units of 1/(2·src·dst) of the whole, the middle of sample j of the source is at
	// (2j+1)·dst, that of sample i of the result at (2i+1)·src, and one is the larger of the two
	// sizes of a sample.
	one := 2 * max(src, dst)
	all := make([]taps, dst)
	exact := make([]int64, 0, 64)
	for i := range all {
		middle := (2*i + 1) * src
		from := max((middle-2*one)/(2*dst), 0)
		to := min((middle+2*one)/(2*dst)+1, src)
		exact = exact[:0]
		var total int64
		for j := from; j < to; j++ {
			distance := (2*j+1)*dst - middle
			weight := spline(int64(max(distance, -distance)), int64(one))
			exact = append(exact, weight)
			total += weight
		}
		weights := make([]int32, len(exact))
		// Weights are the differences of rounded sums, so that no error adds up.
		var sum, before int64
		for j, weight := range exact {
			sum += weight
			now := (sum<<weightBits + total/2) / total
			weights[j] = int32(now - before)
			before = now
		}
		all[i] = taps{from, weights}
	}
	return all
}

// spline returns the Catmull-Rom spline at distance/one, which isn't negative, times 1 << 17.
func spline(distance, one int64) int64 {
	const bits = 16
	t := distance << bits / one
	square := t * t >> bits
	cube := square * t >> bits
	switch {
	case t < 1<<bits:
		return 3*cube - 5*square + 2<<bits
	case t < 2<<bits:
		return -cube + 5*square - 8*t + 4<<bits
	default:
		return 0
	}
}
