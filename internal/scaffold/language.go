package scaffold

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"golang.org/x/text/language"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/message/worklist"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml
var texts embed.FS

// outline is the outline of the home page in all languages, so that a page that is still to be
// written is in step with the others.
const outline = "## …\n\n- …\n- …\n- …\n\n## …\n\n…\n"

// words are the texts of a new site in one language.
type words struct {
	// Title and Description are the site's, Contact is the name of who edits it.
	Title       string `yaml:"title,required"`
	Description string `yaml:"description,required"`
	Contact     string `yaml:"contact,required"`
	// Home is the title of the home page, Lead its description and Text its Markdown.
	Home string `yaml:"home,required"`
	Lead string `yaml:"lead,required"`
	Text string `yaml:"text,required"`
}

// wordsIn returns the texts in a language, or in the one that it is a regional form of;
// placeholders if there are none.
func wordsIn(lang string) (words, error) {
	for tag := language.Make(lang); !tag.IsRoot(); tag = tag.Parent() {
		var w words
		err := strictyaml.DecodeFile(texts, "languages/"+tag.String()+".yaml", &w)
		if !errors.Is(err, fs.ErrNotExist) {
			return w, err
		}
	}
	const open = content.Unwritten
	return words{Title: open, Description: open, Contact: open, Home: open, Lead: open, Text: outline}, nil
}

// home returns a home page.
func (w *words) home(lang string) File {
	text := fmt.Sprintf("---\ntitle: %s\ndescription: %s\n---\n\n%s", scalar(w.Home), scalar(w.Lead), w.Text)
	return File{content.PageFile("index", lang), text}
}

// safe matches texts that mean themselves in YAML.
var safe = lazyregexp.New(`^(…|\pL[\pL\pN ,.’-]*)$`)

// scalar returns a text as a value in YAML.
func scalar(text string) string {
	if safe().MatchString(text) {
		return text
	}
	return strconv.Quote(text)
}

// Strings returns a file of UI strings for each of the languages that defaults, Baken's own, have
// none for: each string in the language of Baken's own, behind a comment mark.
func Strings(ctx context.Context, defaults fs.FS, languages []string) ([]File, error) {
	var files []File
	for _, lang := range languages {
		catalog, _, err := message.Load(ctx, defaults, embed.FS{}, message.Options{Languages: message.Languages(lang)})
		if err != nil {
			return nil, err
		}
		list, err := worklist.New(defaults, catalog, lang)
		if err != nil {
			return nil, err
		}
		if len(list.Items) == 0 {
			continue
		}
		name := siteconfig.OwnName(lang)
		if name == "" {
			name = lang
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, stringsHead, name, lang, siteconfig.OwnName(list.Source))
		if err := list.WriteYAML(&b); err != nil {
			return nil, err
		}
		files = append(files, File{source.StringsDir + "/active." + lang + ".yaml", b.String()})
	}
	return files, nil
}

// stringsHead is the head of a file of UI strings, for the name of its language, its code and the
// name of the language of the texts.
const stringsHead = `# The words of buttons and labels in %[1]s (%[2]s).
#
# Each string is here in %[3]s, behind a #. Translate it and take the # away: then it counts. Until all are translated, baken dev
# shows the %[3]s, marked, and baken build doesn't publish the site.
#
# "baken strings %[2]s" prints what is left, and after an upgrade of Baken what is new.
# {{.Name}} is where a value goes: keep it as it is. A line that begins with # and a space says where a string is shown.
# If the language has a formal and an informal way to address readers, say which one the texts have:
#AddressForm: formal

`
