package picture

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"

	"baken.example/baken/internal/asset/raster"
	"baken.example/baken/internal/picture/pixels"
)

// MaxWidth is the width in pixels of the widest size. The text of a page is 608 CSS pixels wide, so
// that it has three pixels for each of those, which the best screens have.
const MaxWidth = 1920

// widths are the widths of sizes in pixels: for a page as wide as its text with one, two and three
// pixels for each CSS pixel, and for a phone.
var widths = [...]int{640, 800, 1280, MaxWidth}

// worthwhile is the size in bytes up to which files are published as they are.
const worthwhile = 24 << 10

// maxMemory is how much memory all pictures that are being decoded may take together, in bytes. No
// single one may take more.
const maxMemory = 384 << 20

// size is a picture in one of its sizes.
type size struct {
	width, height int
	// ext is the extension of its format: ".jpg" or ".png".
	ext  string
	data []byte
}

// plan returns the widths of the sizes of a picture, ascending: those that are narrower by a fifth
// or more, and that of the picture itself unless it is wider than all sizes.
func plan(width int) []int {
	var out []int
	for _, w := range widths {
		if w*5/4 <= width || w == MaxWidth && width > MaxWidth {
			out = append(out, w)
		}
	}
	if width <= MaxWidth {
		out = append(out, width)
	}
	return out
}

// heightOf returns the height of a picture of width × height pixels at another width.
func heightOf(width, height, at int) int {
	return max(1, int((2*int64(height)*int64(at)+int64(width))/(2*int64(width))))
}

// Errors of make about pictures that browsers show.
var (
	errPrint       = errors.New("its colours are those of printers (CMYK)")
	errProfile     = errors.New("its colour profile is larger than those of screens")
	errUnsupported = errors.New("it is compressed in a way that few programs read")
)

// tooLarge is the error for a picture that takes too much memory.
type tooLarge struct{ width, height int }

func (e tooLarge) Error() string {
	return fmt.Sprintf("it has %d × %d pixels, more than there is memory for", e.width, e.height)
}

// damagedError is the error of a decoder about a picture whose structure is whole.
type damagedError struct{ error }

func (e damagedError) Error() string {
	return fmt.Sprintf("it is damaged, its pixels can't be read (%v)", e.error)
}

// original is a picture whose sizes can be made.
type original struct {
	header
	content []byte // as it is published
}

// isRaster reports whether a picture is one whose pixels can be decoded, and that doesn't move.
func isRaster(info raster.Info) bool {
	switch info.Format {
	case raster.JPEG, raster.PNG, raster.WebP:
		return info.Animation.Frames <= 1
	}
	return false
}

// open reads the header of a picture. It returns nil for one that is published as it is: a drawing,
// or a picture that moves.
func open(content []byte) (*original, error) {
	info, clean, err := raster.Clean(content)
	if err != nil || !isRaster(info) {
		return nil, err
	}
	h, err := readHeader(info, clean)
	switch {
	case err != nil:
		return nil, errUnsupported
	case h.print:
		return nil, errPrint
	case len(h.profile) > maxProfile:
		return nil, errProfile
	}
	for _, w := range plan(h.Width) {
		// Each size is held in up to 8 bytes for a pixel, while it is made and compressed.
		h.memory += 8 * int64(w) * int64(heightOf(h.Width, h.Height, w))
	}
	if h.memory > maxMemory {
		return nil, tooLarge{h.Width, h.Height}
	}
	return &original{h, clean}, nil
}

// decode returns the pixels of the picture as they are stored.
func (s *original) decode() (img image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damagedError{fmt.Errorf("a decoder failed: %v", p)}
		}
	}()
	r := bytes.NewReader(s.content)
	switch s.Format {
	case raster.JPEG:
		img, err = jpeg.Decode(r)
	case raster.PNG:
		img, err = png.Decode(r)
	default:
		if img, err = webp.Decode(r); err == nil {
			pixels.FullRange(img)
		}
	}
	var unsupported jpeg.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return nil, errUnsupported
	case err != nil:
		return nil, damagedError{err}
	}
	if w, h := s.Stored(); img.Bounds().Size() != image.Pt(w, h) {
		return nil, damagedError{errors.New("its pixels have another size than it says")}
	}
	return img, nil
}

// sizes returns the sizes of the picture that have fewer bytes than all larger ones and the picture
// itself, ascending. The picture itself is the last one, without data, where it isn't larger in
// bytes than the largest size; in the same width it must have twice as many.
func (s *original) sizes() ([]size, error) {
	img, err := s.decode()
	if err != nil {
		return nil, err
	}
	planes, err := pixels.Of(img)
	if err != nil {
		return nil, errUnsupported
	}
	all := plan(s.Width)
	made := make([]*raw, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		from := planes
		// A size is made from one that is at least twice as wide, which costs little.
		for _, larger := range made[i+1:] {
			if all[i]*2 <= larger.shown {
				from = larger.Rows()
				break
			}
		}
		w, h := all[i], heightOf(s.Width, s.Height, all[i])
		if s.Orientation.Swaps() {
			w, h = h, w
		}
		made[i] = &raw{pixels.Resize(from, w, h), all[i]}
	}
	encode, err := s.encoder(made[len(made)-1].Upright(int(s.Orientation)))
	if err != nil {
		return nil, err
	}
	out := []size{}
	limit := len(s.content)
	for i := len(all) - 1; i >= 0; i-- {
		r := made[i].Upright(int(s.Orientation))
		made[i] = nil
		z, err := encode(r)
		if err != nil {
			return nil, err
		}
		most := limit
		if z.width == s.Width {
			most = limit / 2
		}
		if len(z.data) < most {
			out = append(out, z)
			limit = len(z.data)
		} else if len(out) == 0 && i == len(all)-1 {
			out = append(out, size{width: s.Width, height: s.Height})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, nil
}

// raw is a size before it is turned upright and compressed.
type raw struct {
	*pixels.Pixels
	shown int // the width of the size
}

// encoder returns the function that compresses the sizes of a picture, of which r is the largest. A
// photo becomes a JPEG. A PNG stays one, unless it is a photo in fact: then a JPEG takes less than
// a quarter of its bytes.
func (s *original) encoder(r *pixels.Pixels) (func(r *pixels.Pixels) (size, error), error) {
	asJPEG := func(r *pixels.Pixels) (size, error) {
		b, err := r.JPEG()
		return size{r.Width, r.Height, ".jpg", withProfile(b, s.profile)}, err
	}
	chunks := s.chunks
	if len(s.profile) > 0 {
		var b bytes.Buffer
		b.WriteString("ICC\x00\x00") // its name, and the method of compression
		w := zlib.NewWriter(&b)
		if _, err := w.Write(s.profile); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		chunks = pngChunk("iCCP", b.Bytes())
	}
	asPNG := func(r *pixels.Pixels) (size, error) {
		b, err := r.PNG()
		return size{r.Width, r.Height, ".png", withChunks(b, chunks)}, err
	}
	switch {
	case !r.Opaque() || len(s.chunks) > 0:
		return asPNG, nil
	case s.Format != raster.PNG:
		return asJPEG, nil
	}
	photo, err := asJPEG(r)
	if err != nil {
		return nil, err
	}
	drawing, err := asPNG(r)
	if err != nil {
		return nil, err
	}
	if 4*len(photo.data) < len(drawing.data) {
		return asJPEG, nil
	}
	return asPNG, nil
}
