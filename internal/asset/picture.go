package asset

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/asset/raster"
	"baken.example/baken/internal/asset/vector"
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
		f, err := contentFile(ctx, fsys, name, content, &findings)
		if err != nil {
			return nil, findings, err
		}
		set.add(f)
	}
	slices.Sort(set.names)
	return set, findings, nil
}

// contentFile returns a picture or a download as it is published. It returns an error only if ctx
// is done.
func contentFile(ctx context.Context, fsys fs.FS, name string, content []byte, findings *diag.List) (*File, error) {
	f, safe := &File{Name: name, Size: int64(len(content)), Sum: sha256.Sum256(content)}, true
	var rejected *rejection
	switch {
	case !IsDownload(name):
		rejected = &rejection{code: diag.DownloadType, hint: "save it as one of these: " + downloads() + ", or pack it in a zip file",
			text: fmt.Sprintf("a file of the kind %q isn't published", path.Ext(name))}
	case IsPicture(name):
		var p shown
		if err := runUntilDone(ctx, func() error {
			p, rejected = show(name, content)
			return nil
		}); err != nil {
			return nil, err
		}
		if rejected == nil {
			content = p.content
			f.Width, f.Height, f.Raster, f.Transparent = p.width, p.height, p.raster, p.transparent
			p.judge(name, findings)
		}
	default:
		rejected = inspect(name, content)
	}
	if rejected != nil {
		rejected.report(name, findings)
		safe = false
	}
	f.Path = Fingerprinted(name, sha256.Sum256(content))
	if !safe {
		// If a site turns the finding off, the file is published with a type that nothing opens.
		f.Path += ".bin"
	}
	f.URL = "/" + f.Path
	f.MediaType = MediaType(f.Path)
	f.Append = func(b []byte) ([]byte, error) {
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return b, err
		}
		if safe && IsPicture(name) {
			p, rejected := show(name, content)
			if rejected != nil { // It has changed since.
				return b, fmt.Errorf("read %s: %s", name, rejected.text)
			}
			content = p.content
		}
		return append(b, content...), nil
	}
	return f, nil
}

// shown is a picture as it is published.
type shown struct {
	content       []byte
	width, height int
	raster        raster.Info
	transparent   bool
	motion        *vector.Motion
}

// show returns a picture without metadata, or the reason why it isn't published.
func show(name string, content []byte) (shown, *rejection) {
	ext := strings.ToLower(path.Ext(name))
	if rejected := pointer(content, diag.ImageInvalid); rejected != nil {
		return shown{}, rejected
	}
	invalid := func(pos diag.Pos, reason string) *rejection {
		return &rejection{code: diag.ImageInvalid, pos: pos, hint: "save it again in the format that its name says",
			text: fmt.Sprintf("this isn't a picture of the kind that %q means: %s", ext, reason)}
	}
	if ext == ".svg" {
		d, problem := vector.Read(content)
		switch {
		case problem == nil:
			return shown{content: d.Clean, width: d.Width, height: d.Height, transparent: d.Transparent, motion: d.Motion}, nil
		case problem.Active:
			return shown{}, &rejection{code: diag.PictureActive, pos: problem.Pos, text: "this picture contains " + problem.Text,
				hint: cmp.Or(problem.Hint, `export it as "plain SVG", without scripts, links and embedded pages, or save it as PNG or WebP`)}
		}
		r := invalid(problem.Pos, problem.Text)
		r.hint = cmp.Or(problem.Hint, r.hint)
		return shown{}, r
	}
	info, clean, err := raster.Clean(content)
	if err != nil {
		r := invalid(diag.Pos{}, err.Error())
		if errors.Is(err, raster.ErrPicture) {
			r.hint = "export it in the format that its name says: another name doesn't change what is in a file"
		}
		return shown{}, r
	}
	if format := strings.TrimPrefix(MediaType(name), "image/"); string(info.Format) != format {
		r := invalid(diag.Pos{}, "it is "+strings.ToUpper(extensions[info.Format]))
		r.hint = fmt.Sprintf("name it %s.%s, in the page as well, or save it again in the format that its name says",
			strings.TrimSuffix(path.Base(name), path.Ext(name)), extensions[info.Format])
		return shown{}, r
	}
	p := shown{content: clean, width: info.Width, height: info.Height, raster: info, transparent: info.Alpha}
	if a := info.Animation; a.Endless || a.Length > longestMotion {
		p.motion = &vector.Motion{Endless: a.Endless}
	}
	return p, nil
}

// extensions are those that pictures are usually named with.
var extensions = map[raster.Format]string{
	raster.JPEG: "jpg", raster.PNG: "png", raster.GIF: "gif", raster.WebP: "webp", raster.AVIF: "avif", raster.ICO: "ico",
}

// longestMotion is how long a picture may move by itself without a way to stop it (WCAG 2.2.2).
const longestMotion = 5 * time.Second

// judge adds findings about a picture that can be published.
func (p *shown) judge(name string, findings *diag.List) {
	if m := p.motion; m != nil {
		length := "for more than five seconds"
		if m.Endless {
			length = "without end"
		}
		findings.Add(name, m.Pos, diag.ImageAnimated, "let it stop within five seconds, or use a picture that doesn't move, and link to a video",
			"this picture moves %s, and readers can't stop it (WCAG 2.2.2)", length)
	}
	if p.raster.Format != "" && p.raster.Unheeded != raster.Upright {
		findings.Add(name, diag.Pos{}, diag.ImageTurned, "turn it in a picture editor and save it again",
			"browsers show this picture as it is stored, not turned as its Exif data asks")
	}
}
