package avif

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestRead(t *testing.T) {
	for name, want := range map[string]Picture{
		"grid.avif": {Width: 400, Height: 200}, "irot.avif": {Width: 200, Height: 400}, "clap-origin.avif": {Width: 100, Height: 50},
		"alpha.avif":    {Width: 48, Height: 32, Alpha: true},
		"animated.avif": {Width: 400, Height: 200, Alpha: true, Frames: 2, Round: 200 * time.Millisecond, Endless: true},
	} {
		content := read(t, name)
		before := bytes.Clone(content)
		got, clean, err := Read(content)
		if err != nil || got != want {
			t.Errorf("%s: %+v, want %+v; %v", name, got, want, err)
		}
		if !bytes.Equal(content, before) || len(clean) != len(content) {
			t.Errorf("%s: the file itself was changed, or its clean one has another size", name)
		}
		if again, twice, err := Read(clean); err != nil || again.Width != want.Width || !bytes.Equal(twice, clean) {
			t.Errorf("%s: cleaned again: %+v, %v", name, again, err)
		}
	}
}

// TestSecret removes what the file says of the place where it was made.
func TestSecret(t *testing.T) {
	content := read(t, "secret.avif")
	_, clean, err := Read(content)
	if secret := []byte("Secret"); err != nil || !bytes.Contains(content, secret) || bytes.Contains(clean, secret) {
		t.Errorf("%t, %t, %v", bytes.Contains(content, secret), bytes.Contains(clean, secret), err)
	}
}

// TestCutOff ends a file at each byte.
func TestCutOff(t *testing.T) {
	content := read(t, "secret.avif")
	for n := range content {
		if _, _, err := Read(content[:n]); err == nil && n < len(content)/2 {
			t.Errorf("the first %d bytes of %d are a picture", n, len(content))
		}
	}
}

func TestHasBrand(t *testing.T) {
	file := []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1miafmeta")
	for brand, want := range map[string]bool{"avif": true, "mif1": true, "miaf": true, "meta": false, "heic": false, "\x00\x00\x00\x00": false} {
		if got := HasBrand(file, "none", brand); got != want {
			t.Errorf("%q: %t", brand, got)
		}
	}
	for _, content := range []string{"", "\x00\x00\x00\x18ftypavi", "\x00\x00\x00\x18mdatavif\x00\x00\x00\x00", "\xff\xff\xff\xffftypheic"} {
		if HasBrand([]byte(content), "avif") {
			t.Errorf("%q has the brand", content)
		}
	}
}
