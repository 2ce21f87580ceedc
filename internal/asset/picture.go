package asset

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/gif"  // registers the format with package image
	_ "image/jpeg" // registers the format with package image
	_ "image/png"  // registers the format with package image
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // registers the format with package image

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// LoadContent reads the pictures and downloads that pages use, by their paths. It doesn't keep
// their contents in memory: the artifacts read the files again. It checks ctx before each file.
func LoadContent(ctx context.Context, fsys fs.FS, names []string) (*Set, diag.List, error) {
	set := &Set{files: map[string]*File{}, names: nil}
	var findings diag.List
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, findings, err
		}
		read := source.Bytes
		if inSizes(name) {
			read = source.Picture
		}
		content, list, err := read(fsys, name)
		findings.Join(list)
		if err != nil {
			return nil, findings, err
		}
		if content == nil {
			continue
		}
		f := &File{Name: name, Size: int64(len(content)), Sum: sha256.Sum256(content)}
		f.Path = Fingerprinted(name, f.Sum)
		safe := true
		if !IsDownload(name) {
			findings.Add(name, diag.Pos{}, diag.DownloadType, "save it as one of these: "+downloads()+", or pack it in a zip file",
				"a file of the kind %q isn't published", path.Ext(name))
			safe = false
		} else if rejected := inspect(name, content); rejected != nil {
			rejected.report(name, &findings)
			safe = false
		}
		if !safe {
			// If a site turns the finding off, the file is published with a type that nothing
			// opens.
			f.Path += ".bin"
		}
		f.URL = "/" + f.Path
		f.MediaType = MediaType(f.Path)
		f.Append = func(b []byte) ([]byte, error) {
			content, err := fs.ReadFile(fsys, name)
			return append(b, content...), err
		}
		if strings.HasPrefix(f.MediaType, "image/") {
			if err := f.picture(ctx, content, &findings); err != nil {
				return nil, findings, err
			}
		}
		set.add(f)
	}
	slices.Sort(set.names)
	return set, findings, nil
}

// picture sets the size of a picture. It returns an error only if ctx is done.
func (f *File) picture(ctx context.Context, content []byte, findings *diag.List) error {
	var width, height int
	err := runUntilDone(ctx, func() (err error) {
		width, height, err = size(f.MediaType, content)
		return err
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if f.Width, f.Height = width, height; err != nil {
		findings.Add(f.Name, diag.Pos{}, diag.ImageInvalid, "save it again in the format that its name says",
			"this isn't a picture of the kind that %q means: %s", path.Ext(f.Name), oneLine(err))
	}
	return nil
}

// size returns the size of a picture in CSS pixels, zero if it is unknown or the file isn't a
// picture. It returns an error if the content doesn't match the media type.
func size(mediaType string, content []byte) (width, height int, err error) {
	format, isPicture := strings.CutPrefix(mediaType, "image/")
	switch {
	case !isPicture:
		return 0, 0, nil
	case format == "svg+xml":
		return svgSize(content)
	case format == "avif", format == "vnd.microsoft.icon": // No maintained library reads their size.
		return 0, 0, nil
	}
	c, found, err := image.DecodeConfig(bytes.NewReader(content))
	if err == nil && found != format {
		err = fmt.Errorf("it is %s", found)
	}
	return c.Width, c.Height, err
}

// svgSize returns the intrinsic size of an SVG picture, from its width and height or its view box.
func svgSize(content []byte) (width, height int, err error) {
	var root struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
		Width   string   `xml:"width,attr"`
		Height  string   `xml:"height,attr"`
		ViewBox string   `xml:"viewBox,attr"`
	}
	if err := xml.Unmarshal(content, &root); err != nil {
		return 0, 0, err
	}
	w, errW := strconv.ParseFloat(strings.TrimSuffix(root.Width, "px"), 64)
	h, errH := strconv.ParseFloat(strings.TrimSuffix(root.Height, "px"), 64)
	if errW != nil || errH != nil {
		box := strings.Fields(strings.ReplaceAll(root.ViewBox, ",", " "))
		if len(box) != 4 {
			return 0, 0, nil
		}
		w, errW = strconv.ParseFloat(box[2], 64)
		h, errH = strconv.ParseFloat(box[3], 64)
		if errW != nil || errH != nil {
			return 0, 0, nil
		}
	}
	return int(math.Round(w)), int(math.Round(h)), nil
}
