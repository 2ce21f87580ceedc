package tokens

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"baken.example/baken/internal/diag"
)

// maxNesting bounds the groups within groups of a file.
const maxNesting = 64

// readJSON reads design tokens: groups of groups, and tokens with a $value or, in older files, a
// value. The name of a token is its path.
func (s *Set) readJSON(src []byte, findings *diag.List) {
	r := jsonReader{json.NewDecoder(bytes.NewReader(src)), s, newLines(src)}
	r.UseNumber()
	err := r.root()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
	case errors.As(err, &syntax):
		findings.Add(s.file, r.at.at(min(int(syntax.Offset), len(src))), diag.BrandToken, "mend the file", "this isn't JSON: %v", err)
	default:
		findings.Add(s.file, r.at.at(min(int(r.InputOffset()), len(src))), diag.BrandToken, "export it again as design tokens", "%v", err)
	}
}

type jsonReader struct {
	*json.Decoder
	set *Set
	at  *lines
}

func (r *jsonReader) root() error {
	t, err := r.Token()
	if errors.Is(err, io.EOF) {
		return errors.New("this file is empty")
	}
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return errors.New("design tokens are an object: { … }")
	}
	return r.group(nil)
}

// group reads the rest of an object. What isn't a group or a token in it is passed over.
func (r *jsonReader) group(path []string) error {
	if len(path) > maxNesting {
		return errors.New("groups of tokens are nested too deeply")
	}
	own := false // a $value of the object itself
	for r.More() {
		t, err := r.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if key == "$value" || key == "value" && !own {
			pos := r.at.at(r.value())
			var raw json.RawMessage
			if err := r.Decode(&raw); err != nil {
				return err
			}
			text, ok := written(raw)
			if !ok && key == "$value" {
				// It is reported where the token is one that is looked for.
				text, ok = abbreviated(raw), true
			}
			if ok {
				r.set.light[name(path)] = value{text, pos}
				own = true
			}
			continue
		}
		if own || strings.HasPrefix(key, "$") {
			var skipped json.RawMessage
			if err := r.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if err := r.member(append(path[:len(path):len(path)], key)); err != nil {
			return err
		}
	}
	_, err := r.Token() // its closing brace
	return err
}

// value returns the offset of the value that follows.
func (r *jsonReader) value() int {
	i := int(r.InputOffset())
	for i < len(r.at.src)-1 && strings.IndexByte(": \t\r\n", r.at.src[i]) >= 0 {
		i++
	}
	return i
}

// member reads a member of a group.
func (r *jsonReader) member(path []string) error {
	t, err := r.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		return r.group(path)
	case json.Delim('['):
		for r.More() {
			var skipped json.RawMessage
			if err := r.Decode(&skipped); err != nil {
				return err
			}
		}
		_, err = r.Token()
	}
	return err
}

// name returns the name of a token as custom properties have it.
func name(path []string) string {
	return strings.NewReplacer(".", "-", " ", "-").Replace(strings.Join(path, "-"))
}

// written returns a value as a style sheet has it: a text, with references to other tokens, a list
// of names of fonts, or a colour by its components.
func written(raw json.RawMessage) (string, bool) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return references(text), true
	}
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return references(strings.Join(list, ", ")), true
	}
	var color struct {
		Space      string      `json:"colorSpace"`
		Components []component `json:"components"`
		Alpha      *float64    `json:"alpha"`
		Hex        string      `json:"hex"`
	}
	if json.Unmarshal(raw, &color) != nil || color.Space == "" {
		return "", false
	}
	alpha := 1.
	if color.Alpha != nil {
		alpha = *color.Alpha
	}
	c := color.Components
	switch {
	case len(c) != 3 && color.Hex != "" && alpha == 1:
		return color.Hex, true
	case len(c) != 3:
		return "", false
	case color.Space == "srgb":
		return fmt.Sprintf("rgb(%g%% %g%% %g%% / %g)", 100*c[0], 100*c[1], 100*c[2], alpha), true
	case color.Space == "hsl", color.Space == "hwb":
		return fmt.Sprintf("%s(%g %g%% %g%% / %g)", color.Space, c[0], c[1], c[2], alpha), true
	case color.Space == "oklab", color.Space == "oklch":
		return fmt.Sprintf("%s(%g %g %g / %g)", color.Space, c[0], c[1], c[2], alpha), true
	case color.Hex != "" && alpha == 1:
		return color.Hex, true
	}
	return color.Space + "(…)", true
}

// component is a component of a colour: a number, or "none" for one that is missing.
type component float64

// UnmarshalJSON reads "none" as 0.
func (c *component) UnmarshalJSON(b []byte) error {
	if string(b) == `"none"` {
		*c = 0
		return nil
	}
	return json.Unmarshal(b, (*float64)(c))
}

// abbreviated returns the beginning of a value that is neither a text nor a colour.
func abbreviated(raw json.RawMessage) string {
	const most = 40
	text := strings.Join(strings.Fields(string(raw)), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// references writes {group.token} as style sheets do.
func references(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "{")
		inner, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return text
		}
		text = before + "var(--" + name(strings.Split(strings.TrimSuffix(inner, ".value"), ".")) + ")" + after
	}
}
