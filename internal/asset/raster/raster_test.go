package raster_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/webp"

	"baken.example/baken/internal/asset/raster"
)

// samples returns the pictures in testdata by name.
func samples(tb testing.TB) map[string][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) == 0 {
		tb.Fatal("no pictures", err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		if out[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			tb.Fatal(err)
		}
	}
	return out
}

func info(format raster.Format, width, height int) raster.Info {
	return raster.Info{Format: format, Width: width, Height: height, Orientation: raster.Upright, Unheeded: raster.Upright}
}

// with returns a description with a change.
func with(i raster.Info, change func(*raster.Info)) raster.Info {
	change(&i)
	return i
}

func TestInspect(t *testing.T) {
	turned := func(i *raster.Info) { i.Orientation = raster.Rotated90 }
	alpha := func(i *raster.Info) { i.Alpha = true }
	moves := func(frames int, length time.Duration) func(*raster.Info) {
		return func(i *raster.Info) { i.Animation = raster.Animation{Frames: frames, Endless: true, Length: length} }
	}
	want := map[string]raster.Info{
		"alpha-lossless.webp": with(info(raster.WebP, 48, 32), alpha),
		"alpha.avif":          with(info(raster.AVIF, 48, 32), alpha),
		"alpha.webp":          with(info(raster.WebP, 48, 32), alpha),
		"animated.avif":       with(with(info(raster.AVIF, 400, 200), alpha), moves(2, 200*time.Millisecond)),
		"animated.gif":        with(with(info(raster.GIF, 60, 40), alpha), moves(6, 2400*time.Millisecond)),
		"animated.webp":       with(info(raster.WebP, 60, 40), moves(6, 2400*time.Millisecond)),
		// Browsers crop from the corner only.
		"clap-center.avif": info(raster.AVIF, 400, 200),
		"clap-origin.avif": info(raster.AVIF, 100, 50),
		"exif.avif":        info(raster.AVIF, 200, 400), // avifenc made a rotation of it
		"exif.jpg":         with(info(raster.JPEG, 200, 400), turned),
		"exif.png":         with(info(raster.PNG, 200, 400), turned),
		"exif.webp":        with(info(raster.WebP, 400, 200), func(i *raster.Info) { i.Unheeded = raster.Rotated90 }),
		"grid.avif":        info(raster.AVIF, 400, 200),
		"imir.avif":        info(raster.AVIF, 400, 200),
		"irot.avif":        info(raster.AVIF, 200, 400),
		"secret.avif":      with(info(raster.AVIF, 48, 32), alpha),
		"secret.gif":       with(with(info(raster.GIF, 60, 40), alpha), moves(6, 2400*time.Millisecond)),
		"secret.jpg":       with(info(raster.JPEG, 200, 400), turned),
		"secret.png":       with(info(raster.PNG, 200, 400), turned),
		"secret.webp":      with(info(raster.WebP, 48, 32), alpha),
	}
	got := map[string]raster.Info{}
	for name, content := range samples(t) {
		i, err := raster.Inspect(content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got[name] = i
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// decode decodes a picture, other than AVIF, to its first frame.
func decode(t *testing.T, name string, content []byte) image.Image {
	t.Helper()
	decoders := map[string]func([]byte) (image.Image, error){
		".jpg":  func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		".png":  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		".gif":  func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) },
		".webp": func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
	}
	img, err := decoders[filepath.Ext(name)](content)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return img
}

// TestClean checks that cleaning removes what a picture says of people, leaves its pixels and its
// description, and changes nothing the second time.
func TestClean(t *testing.T) {
	for name, content := range samples(t) {
		before, err := raster.Inspect(content)
		if err != nil {
			t.Fatal(err)
		}
		_, clean, err := raster.Clean(content)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "secret") && !bytes.Contains(content, []byte("Secret")) {
			t.Errorf("%s has no secret: it tests nothing", name)
		}
		for _, secret := range []string{"Secret", "GPS", "xmp", "adobe:ns", "Comment"} {
			if bytes.Contains(clean, []byte(secret)) {
				t.Errorf("%s says %q when it is clean", name, secret)
			}
		}
		after, again, err := raster.Clean(clean)
		if err != nil {
			t.Errorf("%s: its clean file: %v", name, err)
		}
		before.Unheeded = raster.Upright // That is gone with the metadata.
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("%s is changed: %s", name, diff)
		}
		if !bytes.Equal(clean, again) {
			t.Errorf("%s is changed by cleaning it again", name)
		}
		if ext := filepath.Ext(name); ext != ".avif" && name != "animated.webp" { // No decoder at hand.
			if !cmp.Equal(decode(t, name, content), decode(t, name, clean)) {
				t.Errorf("%s has other pixels when it is clean", name)
			}
		}
	}
}

// TestKeepsColors checks that the color profile stays.
func TestKeepsColors(t *testing.T) {
	for name, marker := range map[string]string{"exif.jpg": "ICC_PROFILE", "exif.png": "iCCP"} {
		content := samples(t)[name]
		_, clean, err := raster.Clean(content)
		if err != nil || !bytes.Contains(content, []byte(marker)) || !bytes.Contains(clean, []byte(marker)) {
			t.Errorf("%s has lost its profile, or had none: %v", name, err)
		}
	}
}

// TestTruncated cuts pictures off at each byte: none is whole before its end.
func TestTruncated(t *testing.T) {
	for name, content := range samples(t) {
		_, content, err := raster.Clean(content) // Without what may be cut off its end.
		if err != nil {
			t.Fatal(err)
		}
		for n := range content {
			if _, err := raster.Inspect(content[:n]); err == nil {
				t.Errorf("%s is whole after %d bytes of %d", name, n, len(content))
			} else if n >= 16 && !errors.Is(err, raster.ErrCutOff) {
				t.Errorf("%s after %d bytes: %v", name, n, err)
			}
		}
	}
}

// jpegWith returns a JPEG file with a segment of Exif.
func jpegWith(t *testing.T, tiff string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2)), nil); err != nil {
		t.Fatal(err)
	}
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(8+len(tiff)))
	segment = append(append(segment, "Exif\x00\x00"...), tiff...)
	return append(append(b.Bytes()[:2:2], segment...), b.Bytes()[2:]...)
}

func TestOrientation(t *testing.T) {
	const little, big = "II*\x00\x08\x00\x00\x00", "MM\x00*\x00\x00\x00\x08"
	entry := func(o string) string {
		return "\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + o + "\x00\x00\x00\x00\x00\x00"
	}
	for o := raster.Upright; o <= raster.Rotated270; o++ {
		for _, tiff := range []string{
			little + entry(string([]byte{byte(o), 0})),
			big + "\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{byte(o)}) + "\x00\x00\x00\x00\x00\x00",
		} {
			content := jpegWith(t, tiff)
			i, clean, err := raster.Clean(content)
			want := [2]int{3, 2}
			if o > 4 {
				want = [2]int{2, 3}
			}
			if err != nil || i.Orientation != o || [2]int{i.Width, i.Height} != want {
				t.Errorf("orientation %d: %+v, %v", o, i, err)
			}
			if w, h := i.Stored(); w != 3 || h != 2 {
				t.Errorf("orientation %d: stored as %d by %d", o, w, h)
			}
			if has := bytes.Contains(clean, []byte("Exif")); has != (o != raster.Upright) {
				t.Errorf("orientation %d: clean file with Exif: %v", o, has)
			}
		}
	}
	for name, tiff := range map[string]string{
		"empty": "", "no directory": little, "far directory": "II*\x00\xff\xff\xff\xff", "zero": little + entry("\x00\x00"), "nine": little + entry("\x09\x00"),
		"no order": "XX*\x00\x08\x00\x00\x00" + entry("\x06\x00"), "cut off": little + entry("\x06\x00")[:9],
		"a long": little + strings.Replace(entry("\x06\x00"), "\x03\x00\x01", "\x04\x00\x01", 1), "two": little + strings.Replace(entry("\x06\x00"), "\x03\x00\x01", "\x03\x00\x02", 1),
		"many entries": little + "\xff\xff" + entry("\x06\x00")[2:4],
	} {
		if i, err := raster.Inspect(jpegWith(t, tiff)); err != nil || i.Orientation != raster.Upright {
			t.Errorf("%s: %+v, %v", name, i, err)
		}
	}
}

// TestBehindTheEnd checks that nothing behind the end of a picture is published, where cameras and
// programs leave further pictures.
func TestBehindTheEnd(t *testing.T) {
	for name, content := range samples(t) {
		if strings.HasSuffix(name, ".avif") {
			continue
		}
		_, want, err := raster.Clean(content)
		if err != nil {
			t.Fatal(err)
		}
		_, got, err := raster.Clean(append(bytes.Clone(content), "SecretTrailer"...))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s with a trailer: %v", name, err)
		}
	}
}

func TestErrors(t *testing.T) {
	huge := bytes.Clone(samples(t)["exif.jpg"])
	at := bytes.Index(huge, []byte{0xff, 0xc0})
	if at < 0 {
		at = bytes.Index(huge, []byte{0xff, 0xc2})
	}
	copy(huge[at+5:], "\xff\xff\xff\xff")
	damaged := bytes.Clone(samples(t)["exif.png"])
	damaged[20] ^= 1
	for want, content := range map[string][]byte{
		"it is empty":   nil,
		"it is cut off": []byte("\x89PNG"),
		"it is HEIC, as telephones make it: browsers don't show it": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
		"it is TIFF: browsers don't show it":                        []byte("II*\x00\x08\x00\x00\x00"),
		"it is text: browsers don't show it":                        []byte("This is plain text.\n"),
		"it is a web page: browsers don't show it":                  []byte("<!DOCTYPE html>\n<p>Not found"),
		"it is of another kind: browsers don't show it":             []byte("\x7fELF\x00\x01"),
		"its size of 65535 by 65535 pixels is too large":            huge,
		"it is damaged: the checksum of its part \"IHDR\" is wrong": damaged,
		"it has no pixels": []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
		"it has no size":   []byte("GIF89a\x00\x00\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00;"),
	} {
		if _, err := raster.Inspect(content); err == nil || err.Error() != want {
			t.Errorf("%.20q: %v, want %s", content, err, want)
		}
	}
}

// TestIcon checks that the pictures within an icon are clean, and its directory is right.
func TestIcon(t *testing.T) {
	secret := samples(t)["secret.png"]
	icon := func(length, offset uint32) []byte {
		b := append([]byte("\x00\x00\x01\x00\x01\x00"), "\x20\x20\x00\x00\x01\x00\x20\x00"...)
		b = binary.LittleEndian.AppendUint32(b, length)
		return append(binary.LittleEndian.AppendUint32(b, offset), secret...)
	}
	i, clean, err := raster.Clean(icon(uint32(len(secret)), 22))
	if err != nil || i.Width != 200 || i.Height != 400 || bytes.Contains(clean, []byte("Secret")) {
		t.Errorf("%+v, %v", i, err)
	}
	if _, again, err := raster.Clean(clean); err != nil || !bytes.Equal(clean, again) {
		t.Error("it isn't an icon any more", err)
	}
	for _, place := range [][2]uint32{{uint32(len(secret)) + 1, 22}, {1, 0}, {1, 1 << 31}, {1<<32 - 1, 1<<32 - 1}} {
		if _, err := raster.Inspect(icon(place[0], place[1])); err == nil {
			t.Errorf("%v lies within the file", place)
		}
	}
}

// FuzzClean checks for any bytes that a clean picture is one with the same description, and stays
// as it is, and that sizes are those of the decoders of Go where they know one.
func FuzzClean(f *testing.F) {
	for _, content := range samples(f) {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		info, clean, err := raster.Clean(content)
		if err != nil {
			return
		}
		if len(clean) > len(content)+64 {
			t.Errorf("%d bytes became %d", len(content), len(clean))
		}
		after, again, err := raster.Clean(clean)
		info.Unheeded = raster.Upright
		if err != nil || after != info || !bytes.Equal(clean, again) {
			t.Errorf("%+v became %+v: %v", info, after, err)
		}
		config, _, err := image.DecodeConfig(bytes.NewReader(content))
		if w, h := info.Stored(); err == nil && info.Format != raster.GIF && (config.Width != w || config.Height != h) {
			t.Errorf("%d by %d, for package image %d by %d", w, h, config.Width, config.Height)
		}
	})
}
