// Package raster reads the structure of raster pictures (JPEG, PNG, GIF, WebP, AVIF, ICO) without
// decoding their pixels: the size at which browsers show them, transparency and animation. It also
// removes metadata, such as the place and the device of a photo, without touching a pixel.
//
// A picture is whole if its structure ends where its format says. Reading takes linear time and
// allocates at most twice the size of the file, whatever sizes the file claims.
package raster

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"baken.example/baken/internal/asset/raster/avif"
)

// Format is a format of raster pictures, named like the subtype of its media type.
type Format string

// The formats that browsers show.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	GIF  Format = "gif"
	WebP Format = "webp"
	AVIF Format = "avif"
	ICO  Format = "vnd.microsoft.icon"
)

// MaxPixels is the largest number of pixels of a picture, width times height: 2 to the power of 28.
// Decoded, each takes four bytes.
const MaxPixels = 1 << 28

// Info describes a raster picture.
type Info struct {
	Format Format
	// Width and Height are the size in pixels as browsers show the picture: cropped and upright.
	Width, Height int
	// Orientation leads from the stored pixels to those that browsers show. It is [Upright] in
	// WebP and AVIF: browsers don't heed the Exif data of WebP, and decoders of AVIF turn the
	// picture.
	Orientation Orientation
	// Unheeded is the orientation that metadata asks for, if browsers show the picture without it;
	// else [Upright].
	Unheeded Orientation
	// Alpha reports whether pixels can be transparent.
	Alpha bool
	// Animation is the zero value for a picture that doesn't move.
	Animation Animation
}

// Stored returns the size of the pixels as they are stored, before they are turned.
func (i Info) Stored() (width, height int) {
	if i.Orientation.Swaps() {
		return i.Height, i.Width
	}
	return i.Width, i.Height
}

// Errors of [Inspect] and [Clean], which errors.Is finds in more specific ones.
var (
	ErrFormat = errors.New("browsers don't show it")
	ErrCutOff = errors.New("it is cut off")
	// ErrPicture is the ErrFormat about a picture.
	ErrPicture = fmt.Errorf("%w", ErrFormat)
)

// picture is a picture as it is read: its description, and the parts of the file without metadata.
type picture struct {
	Info
	parts [][]byte
}

// keep adds a part to the clean file.
func (p *picture) keep(part []byte) { p.parts = append(p.parts, part) }

// Inspect reads the structure of a picture. The error says, after "it" or as a clause, why it isn't
// one that browsers show.
func Inspect(content []byte) (Info, error) {
	p, err := read(content)
	if err != nil {
		return Info{}, err
	}
	return p.Info, nil
}

// Clean returns a picture without metadata: Exif, XMP, IPTC, comments, thumbnails, and all that
// stands behind its end. Pixels, color profile, orientation and animation stay as they are. The
// result depends on the content only, and cleaning it again changes nothing.
func Clean(content []byte) (Info, []byte, error) {
	p, err := read(content)
	if err != nil {
		return Info{}, nil, err
	}
	return p.Info, bytes.Join(p.parts, nil), nil
}

// read reads a picture in the format that its signature says.
func read(content []byte) (*picture, error) {
	p := &picture{}
	format, parse := Sniff(content), (func([]byte) error)(nil)
	switch format {
	case JPEG:
		parse = p.jpeg
	case PNG:
		parse = p.png
	case GIF:
		parse = p.gif
	case WebP:
		parse = p.webp
	case AVIF:
		parse = p.avif
	case ICO:
		parse = p.ico
	default:
		return nil, unknown(content)
	}
	p.Format, p.Orientation, p.Unheeded = format, Upright, Upright
	if err := parse(content); err != nil {
		return nil, err
	}
	if p.Width <= 0 || p.Height <= 0 {
		return nil, errors.New("it has no size")
	}
	if int64(p.Width)*int64(p.Height) > MaxPixels {
		return nil, fmt.Errorf("its size of %d by %d pixels is too large", p.Width, p.Height)
	}
	if p.Orientation.Swaps() {
		p.Width, p.Height = p.Height, p.Width
	}
	if p.Animation.Frames < 2 {
		p.Animation = Animation{}
	}
	return p, nil
}

// avif reads an AVIF file.
func (p *picture) avif(b []byte) error {
	a, clean, err := avif.Read(b)
	switch {
	case errors.Is(err, avif.ErrCutOff):
		return ErrCutOff
	case err != nil:
		return err
	}
	p.Width, p.Height, p.Alpha = a.Width, a.Height, a.Alpha
	p.Animation = Animation{Frames: a.Frames, Endless: a.Endless, Length: times(a.Round, a.Rounds)}
	p.keep(clean)
	return nil
}

// Sniff returns the format that the first bytes of a file are of, or "".
func Sniff(content []byte) Format {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(content, []byte(pngSignature)):
		return PNG
	case bytes.HasPrefix(content, []byte("GIF87a")), bytes.HasPrefix(content, []byte("GIF89a")):
		return GIF
	case len(content) >= 12 && string(content[:4]) == "RIFF" && string(content[8:12]) == "WEBP":
		return WebP
	case avif.HasBrand(content, "avif", "avis"):
		return AVIF
	case bytes.HasPrefix(content, []byte("\x00\x00\x01\x00")):
		return ICO
	}
	return ""
}

// unknown returns the error about content of another format, named if it is a common one.
func unknown(content []byte) error {
	begins := func(s string) bool { return bytes.HasPrefix(content, []byte(s)) }
	switch {
	case len(content) == 0:
		return errors.New("it is empty")
	case avif.HasBrand(content, "heic", "heix", "hevc", "hevx", "mif1", "msf1"):
		return fmt.Errorf("it is HEIC, as telephones make it: %w", ErrPicture)
	case begins("II*\x00"), begins("MM\x00*"):
		return fmt.Errorf("it is TIFF: %w", ErrPicture)
	case begins("BM"):
		return fmt.Errorf("it is BMP: %w", ErrPicture)
	case begins("%PDF-"):
		return fmt.Errorf("it is PDF: %w", ErrFormat)
	case begins("8BPS"):
		return fmt.Errorf("it is a Photoshop document: %w", ErrPicture)
	case begins("\x00\x00\x00\x0cJXL "), begins("\xff\x0a"):
		return fmt.Errorf("it is JPEG XL: %w", ErrPicture)
	case begins("\x00\x00\x00\x0cjP  "):
		return fmt.Errorf("it is JPEG 2000: %w", ErrPicture)
	case len(content) < 12 && prefixOfAny(content):
		return ErrCutOff
	case strings.HasPrefix(http.DetectContentType(content), "text/html"):
		return fmt.Errorf("it is a web page: %w", ErrFormat)
	case strings.HasPrefix(http.DetectContentType(content), "text/"):
		return fmt.Errorf("it is text: %w", ErrFormat)
	}
	return fmt.Errorf("it is of another kind: %w", ErrFormat)
}

// prefixOfAny reports whether content is the beginning of a signature.
func prefixOfAny(content []byte) bool {
	for _, s := range []string{"\xff\xd8\xff", pngSignature, "GIF87a", "GIF89a", "RIFF"} {
		if n := min(len(s), len(content)); string(content[:n]) == s[:n] {
			return true
		}
	}
	return false
}
