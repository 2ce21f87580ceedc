package siteconfig

import (
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/strictyaml"
)

// Brand is the look of a site. Package theme checks and applies it.
type Brand struct {
	// Name is nil if the key is absent: the title is the name.
	Name content.Localized `yaml:"name,line" jsonschema:"The name of the service, as it stands beside the logo, on home screens and in pictures of shared links. Without it, the title of the site."`
	// Logo is nil if the key is absent: the icon stands in its place.
	Logo *Logo `yaml:"logo" jsonschema:"The logo in the head of every page: an SVG or PNG file in brand/ or assets/, or one each for light and dark."`
	// Colors is nil if the key is absent.
	Colors *Schemes     `yaml:"colors" jsonschema:"The colours: one from which the others follow, or tokens for light and dark."`
	Theme  content.Text `yaml:"theme,line" jsonschema:"A file with colours and a font stack in brand/ or assets/: a style sheet with custom properties, or design tokens in JSON. The tokens of NL Design System are known. What stands in colors and font goes before it."`
	// Illustration is nil if the key is absent, which means Beacon.
	Illustration *Illustration `yaml:"illustration" jsonschema:"The picture on the home page: beacon, none, or a picture in brand/ or assets/, or one each for light and dark."`
	// Font is nil if the key is absent.
	Font *Font `yaml:"font" jsonschema:"The font of the site: names of fonts that readers may have, or your own files."`
}

// Illustration is the picture on the home page with its variants.
type Illustration struct {
	// Kind is Beacon, NoIllustration or another word, where the short form isn't a path.
	Kind  content.Text
	Light content.Text `yaml:"light,required,line" jsonschema:"The picture, in brand/ or assets/."`
	Dark  content.Text `yaml:"dark,line" jsonschema:"The picture where the reader's screen is dark. Without it, the same."`
}

// SetShort implements [strictyaml.Short]: a picture without variants, or a kind.
func (i *Illustration) SetShort(picture content.Text) {
	if strings.Contains(picture.V, "/") {
		i.Light = picture
	} else {
		i.Kind = picture
	}
}

// The kinds of [Brand.Illustration].
const (
	Beacon         = "beacon"
	NoIllustration = "none"
)

// Logo is a logo with its variants.
type Logo struct {
	Light content.Text `yaml:"light,required,line" jsonschema:"The logo: an SVG or PNG file in brand/ or assets/."`
	Dark  content.Text `yaml:"dark,line" jsonschema:"The logo where the reader's screen is dark. Without it, the same."`
	// Alone is nil if the key is absent, which means false.
	Alone *bool `yaml:"alone" jsonschema:"Whether the logo shows the name of the service, which then doesn't stand beside it."`
	// Alt is nil if the key is absent.
	Alt content.Localized `yaml:"alt,line" jsonschema:"What the logo says, where that isn't the name of the service, such as the name of the organization."`
}

// SetShort implements [strictyaml.Short]: a logo without variants.
func (l *Logo) SetShort(file content.Text) { l.Light = file }

// Schemes are the colours in light and dark.
type Schemes struct {
	Light Colors `yaml:"light" jsonschema:"The colours where the reader's screen is light."`
	Dark  Colors `yaml:"dark" jsonschema:"The colours where the reader's screen is dark. Those that are left out follow from the light ones."`
}

// SetShort implements [strictyaml.Short]: the main colour, from which the others follow.
func (s *Schemes) SetShort(c content.Text) { s.Light.Band = c }

// Colors are the colours of a scheme by their tokens, which are the names of custom properties of
// the style sheets too. A token that isn't set follows from the others.
type Colors struct {
	Paper      content.Text `yaml:"paper,line" jsonschema:"The ground of pages."`
	Ink        content.Text `yaml:"ink,line" jsonschema:"Text."`
	Quiet      content.Text `yaml:"quiet,line" jsonschema:"Text that stands back: leads, hints, captions."`
	Line       content.Text `yaml:"line,line" jsonschema:"Lines between parts, which mean nothing."`
	Tint       content.Text `yaml:"tint,line" jsonschema:"The ground of notices, code, the feedback form and the foot."`
	Link       content.Text `yaml:"link,line" jsonschema:"Links, and marks beside notices."`
	Signal     content.Text `yaml:"signal,line" jsonschema:"Marks: the current page, warnings, results."`
	Focus      content.Text `yaml:"focus,line" jsonschema:"The outline around what has the keyboard's focus. Without it, signal."`
	Error      content.Text `yaml:"error,line" jsonschema:"The mark and the border of what has to be mended. Without it, signal."`
	Button     content.Text `yaml:"button,line" jsonschema:"The ground of the buttons that lead on."`
	ButtonInk  content.Text `yaml:"button-ink,line" jsonschema:"The text of these buttons."`
	Band       content.Text `yaml:"band,line" jsonschema:"The ground of the head of pages and of the home page's opening: the main colour of the brand."`
	BandInk    content.Text `yaml:"band-ink,line" jsonschema:"Text on the band."`
	BandQuiet  content.Text `yaml:"band-quiet,line" jsonschema:"Text on the band that stands back."`
	BandLine   content.Text `yaml:"band-line,line" jsonschema:"Lines on the band."`
	BandLink   content.Text `yaml:"band-link,line" jsonschema:"Links on the band."`
	BandSignal content.Text `yaml:"band-signal,line" jsonschema:"Marks on the band, and the light of the beacon."`
	BandFocus  content.Text `yaml:"band-focus,line" jsonschema:"The outline around what has the focus, on the band."`
	BandButton content.Text `yaml:"band-button,line" jsonschema:"The ground of the home page's button."`
	// BandButtonInk is the last token.
	BandButtonInk content.Text `yaml:"band-button-ink,line" jsonschema:"The text of the home page's button."`
}

// All iterates over all tokens, in order, with their values.
func (c *Colors) All() iter.Seq2[string, content.Text] {
	return func(yield func(string, content.Text) bool) {
		v := reflect.ValueOf(c).Elem()
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			if !yield(name, v.Field(i).Interface().(content.Text)) {
				return
			}
		}
	}
}

// Font is the font of a site.
type Font struct {
	Stack []content.Text `yaml:"stack,required" jsonschema:"The names of fonts, the first that a reader has counts. The last is a generic one: sans-serif, serif, system-ui."`
	Files []FontFile     `yaml:"files" jsonschema:"Your own files of the first font in the stack."`
}

// FontFile is a file of a font.
type FontFile struct {
	File content.Text `yaml:"file,required,line" jsonschema:"A WOFF2 file in brand/ or assets/."`
	// Weight is empty if the key is absent, which means 400.
	Weight strictyaml.Value[Weight] `yaml:"weight" jsonschema:"The weight of its letters, from 1 to 1000, or the range of a variable font: 400, 700, 300 800. Without it, 400."`
	// Italic is nil if the key is absent, which means false.
	Italic *bool `yaml:"italic" jsonschema:"Whether its letters are italic."`
}

// Weight is the weight of a font's letters, or the range of weights of a variable font (CSS Fonts
// 4, section 2.2). Its zero value means 400.
type Weight struct{ Least, Most int }

// UnmarshalText parses one or two numbers from 1 to 1000.
func (w *Weight) UnmarshalText(text []byte) error {
	parts := strings.Fields(string(text))
	var numbers []int
	for _, p := range parts {
		if n, err := strconv.Atoi(p); err == nil && n >= 1 && n <= 1000 {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) != len(parts) || len(parts) < 1 || len(parts) > 2 || numbers[0] > numbers[len(numbers)-1] {
		return fmt.Errorf("%q isn't a weight; write 400, 700 or, for a variable font, 300 800", text)
	}
	w.Least, w.Most = numbers[0], numbers[len(numbers)-1]
	return nil
}

// String returns the weight as CSS writes it.
func (w Weight) String() string {
	switch {
	case w.Least == 0:
		return "400"
	case w.Least == w.Most:
		return strconv.Itoa(w.Least)
	}
	return fmt.Sprintf("%d %d", w.Least, w.Most)
}
