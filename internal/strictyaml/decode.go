package strictyaml

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
)

// Value is a decoded scalar with its position in the file. Its zero value means that the key is
// absent or its value was reported.
type Value[T any] struct {
	V T
	diag.Pos
}

// Text is a string with its position.
type Text = Value[string]

// IsSet reports whether the key is present with a valid value.
func (v Value[T]) IsSet() bool { return v.Line > 0 }

func (v *Value[T]) decodeNode(d *decoder, n *Node, key string) {
	before := d.findings.Len()
	d.value(n, reflect.ValueOf(&v.V).Elem(), key)
	if n.Kind != Invalid && d.findings.Len() == before {
		v.Pos = n.Pos
	}
}

type nodeDecoder interface {
	decodeNode(d *decoder, n *Node, key string)
}

// Short is implemented by structs that have a short form, a single text: [en] for [{code: en}].
type Short interface {
	// SetShort sets the struct from its short form.
	SetShort(Text)
}

// Decode decodes a node into the value that v points to. It supports structs, slices, maps with
// string keys, strings, integers, booleans, pointers to these, [Value] and types that implement
// [encoding.TextUnmarshaler] (whose error becomes part of the message).
//
// The struct tag `yaml:"name"` names a field's key; `yaml:"name,required"` requires the key to be
// present and not empty, `yaml:"name,filled"` not to be empty; `yaml:"name,line"` joins the lines
// of its texts to one. A field without a tag is ignored. A struct that implements [Short] may also
// be a single text. Unknown keys, missing keys and invalid values are findings; v holds all that is
// valid.
func Decode(file string, n *Node, v any) diag.List {
	d := decoder{file: file}
	d.value(n, reflect.ValueOf(v).Elem(), "")
	return d.findings
}

type decoder struct {
	file     string
	findings diag.List
}

func (d *decoder) add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	d.findings.Add(d.file, pos, code, hint, format, args...)
}

func (d *decoder) value(n *Node, v reflect.Value, key string) {
	if n.Kind == Invalid {
		return
	}
	if v.CanAddr() {
		switch p := v.Addr().Interface().(type) {
		case Short:
			if n.Kind == String {
				p.SetShort(Text{n.Text, n.Pos})
				return
			}
		case nodeDecoder:
			p.decodeNode(d, n, key)
			return
		case encoding.TextUnmarshaler:
			d.text(n, p, key)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), key)
	case reflect.Struct:
		d.structure(n, v, key)
	case reflect.Slice:
		if !d.expect(n, Sequence, key) {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
		for i, item := range n.Items {
			d.value(item, v.Index(i), key)
		}
	case reflect.Map:
		if !d.expect(n, Mapping, key) {
			return
		}
		v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Entries)))
		for _, e := range n.Entries {
			elem := reflect.New(v.Type().Elem()).Elem()
			d.value(e.Value, elem, e.Key)
			v.SetMapIndex(reflect.ValueOf(e.Key), elem)
		}
	case reflect.String:
		if d.expect(n, String, key) {
			v.SetString(n.Text)
		}
	case reflect.Bool:
		if d.expect(n, Bool, key) {
			v.SetBool(strings.EqualFold(n.Text, "true"))
		}
	case reflect.Int:
		d.number(n, v, key)
	default:
		panic("strictyaml: cannot decode into " + v.Type().String())
	}
}

// number decodes a whole number of YAML 1.2 (section 10.3.2): digits are decimal, with zeros in
// front too; 0o and 0x say otherwise.
func (d *decoder) number(n *Node, v reflect.Value, key string) {
	if digits := strings.TrimLeft(n.Text, "+-"); n.Kind != Int && (!n.Plain || digits == "" || strings.Trim(digits, "0123456789") != "") {
		d.expect(n, Int, key)
		return
	}
	base := 10
	if strings.ContainsAny(n.Text, "ox") {
		base = 0
	}
	i, err := strconv.ParseInt(n.Text, base, 32)
	if err != nil {
		d.add(n.Pos, diag.YAMLType, "write a number such as 10", "%s: %q isn't a number that can stand here", name(key), n.Text)
		return
	}
	v.SetInt(i)
}

func (d *decoder) text(n *Node, u encoding.TextUnmarshaler, key string) {
	switch n.Kind {
	case Null:
		d.expect(n, String, key)
		return
	case Mapping, Sequence:
		d.add(n.Pos, diag.YAMLType, "", "%s takes one value, not %s", name(key), n.Kind)
		return
	}
	if err := u.UnmarshalText([]byte(n.Text)); err != nil {
		d.add(n.Pos, diag.YAMLValue, "", "%s: %v", name(key), err)
	}
}

// gluedKey matches a key without a colon and a space behind it.
var gluedKey = lazyregexp.New(`^[A-Za-z_][\w-]*[:：=]`)

// expect reports whether a node is of a kind, and adds a finding if it isn't.
func (d *decoder) expect(n *Node, k Kind, key string) bool {
	if n.Kind == k {
		return true
	}
	if n.Kind == Null {
		d.add(n.Pos, diag.YAMLType, "give it a value or take the key out", "%s has no value", name(key))
		return false
	}
	hint := ""
	switch {
	case k == Bool:
		hint = "write true or false, without quotes"
	case k == Int:
		hint = "write a number such as 10, without quotes"
	case k == String && n.Kind < Mapping:
		hint = fmt.Sprintf("put it between quotes: \"%s\"", n.Text)
	case k == Sequence && strings.HasPrefix(n.Text, "-"):
		hint = "put a space behind the hyphen of each item: - " + strings.TrimLeft(n.Text, "-")
	case k == Sequence && n.Kind < Mapping:
		hint = fmt.Sprintf("write it as a list: [%s]", n.Text)
	case k == Mapping && n.Kind == String && gluedKey().MatchString(n.Text):
		hint = "write a colon and a space behind the key"
	}
	written := n.Kind.String()
	if n.Kind < Mapping {
		written = fmt.Sprintf("%q", n.Text)
	}
	d.add(n.Pos, diag.YAMLType, hint, "%s takes %s, not %s", name(key), k, written)
	return false
}

func name(key string) string {
	if key == "" {
		return "this"
	}
	return key
}

func (d *decoder) structure(n *Node, v reflect.Value, key string) {
	if n.Kind == Null && key == "" {
		n = &Node{Kind: Mapping, Pos: n.Pos} // In an empty document every required key is missing.
	}
	if !d.expect(n, Mapping, key) {
		return
	}
	t := v.Type()
	tags := make([]tag, t.NumField())
	known := make([]string, 0, len(tags))
	for i := range tags {
		tags[i] = tagOf(t.Field(i).Tag.Get("yaml"))
		if tags[i].key != "" {
			known = append(known, tags[i].key)
		}
	}
	misspelt := d.unknown(n, known)
	for i, options := range tags {
		field := options.key
		if field == "" {
			continue
		}
		value := n.Get(field)
		if value != nil && options.line {
			value = oneLine(value)
		}
		switch {
		case options.required && value == nil && slices.Contains(misspelt, field):
		case options.required && value == nil:
			where := ""
			if key != "" {
				where = " in " + key
			}
			d.add(n.Pos, diag.YAMLMissingKey, "add a line "+field+": …", "%s is missing%s", field, where)
		case value != nil && (options.required || options.filled) && empty(value):
			hint := "write one"
			if value.Text != "" && value.Kind == Null {
				hint = fmt.Sprintf("write one; %s means nothing in YAML: put it between quotes if it is the text", value.Text)
			}
			d.add(value.Pos, diag.YAMLMissingKey, hint, "%s is empty", field)
		case value != nil:
			d.value(value, v.Field(i), field)
		}
	}
}

// unknown reports unknown keys and returns the known keys nearest to them.
func (d *decoder) unknown(n *Node, known []string) (meant []string) {
	for i, e := range n.Entries {
		if slices.Contains(known, e.Key) {
			continue
		}
		if n.Flow && i > 0 && e.Value.Kind == Null && n.Entries[i-1].Value.Kind == String {
			before := n.Entries[i-1].Value.Text
			d.add(e.Pos, diag.YAMLUnknownKey, "put the text between quotes: "+quote(before+", "+e.Key),
				"%q isn't part of the text before it: between { and } a comma ends a text", e.Key)
			continue
		}
		hint := "the keys are " + strings.Join(known, ", ")
		if n.Flow && i > 0 && n.Entries[i-1].Value.Plain && !nameValue().MatchString(n.Entries[i-1].Value.Text) {
			hint += "; put a text with a comma in it between quotes"
		}
		d.add(e.Pos, diag.YAMLUnknownKey, hint, "unknown key %q%s", e.Key, diag.DidYouMean(e.Key, known))
		if near, ok := diag.Nearest(e.Key, known); ok {
			meant = append(meant, near)
		}
	}
	return meant
}

// empty reports whether a required value is null, blank or without elements.
func empty(n *Node) bool {
	switch n.Kind {
	case Null:
		return true
	case String:
		return strings.TrimSpace(n.Text) == ""
	case Mapping:
		return len(n.Entries) == 0
	case Sequence:
		return len(n.Items) == 0
	default:
		return false
	}
}
