package strictyaml

import (
	"reflect"
	"slices"

	"baken.example/baken/internal/diag"
)

// Pairs is a mapping with arbitrary keys, in the order of the file, each with its position.
type Pairs[T any] []Pair[T]

// Pair is a key of a mapping and its value.
type Pair[T any] struct {
	Key   Text
	Value T
}

func (p *Pairs[T]) decodeNode(d *decoder, n *Node, key string) {
	if !d.expect(n, Mapping, key) {
		return
	}
	*p = make(Pairs[T], len(n.Entries))
	for i, e := range n.Entries {
		(*p)[i].Key = Text{e.Key, e.Pos}
		d.value(e.Value, reflect.ValueOf(&(*p)[i].Value).Elem(), e.Key)
	}
}

// OneOrMore is one value or a list of them.
type OneOrMore[T any] struct {
	Items []T
	// Pos is the position of the value or the list.
	diag.Pos
}

func (t *OneOrMore[T]) decodeNode(d *decoder, n *Node, key string) {
	t.Pos = n.Pos
	if n.Kind != Sequence {
		n = &Node{Kind: Sequence, Pos: n.Pos, Items: []*Node{n}}
	}
	d.value(n, reflect.ValueOf(&t.Items).Elem(), key)
}

// Or is one value of type T, or several: a list, where C is a slice, or a mapping, where it is a map.
// Then Several isn't nil.
type Or[T, C any] struct {
	One     T
	Several C
	// Pos is the position of the value, the list or the mapping.
	diag.Pos
}

func (o *Or[T, C]) decodeNode(d *decoder, n *Node, key string) {
	o.Pos = n.Pos
	several, what := Sequence, "the list "
	if reflect.TypeFor[C]().Kind() == reflect.Map {
		several, what = Mapping, ""
	}
	switch {
	case n.Kind != several:
		d.value(n, reflect.ValueOf(&o.One).Elem(), key)
	case len(n.Items)+len(n.Entries) == 0:
		d.add(n.Pos, diag.YAMLValue, "write something in it, or take the key out", "%s%s is empty", what, name(key))
	default:
		d.value(n, reflect.ValueOf(&o.Several).Elem(), key)
	}
}

// Variant is a mapping that is decoded into One or, if it has a key of O that T lacks, into Other.
// T and O are structs.
type Variant[T, O any] struct {
	One   T
	Other *O
	// Pos is the position of the mapping.
	diag.Pos
}

func (v *Variant[T, O]) decodeNode(d *decoder, n *Node, key string) {
	v.Pos = n.Pos
	own, other := keysOf(reflect.TypeFor[T]()), keysOf(reflect.TypeFor[O]())
	all := append(slices.Clone(own), other...)
	for _, e := range n.Entries {
		written := e.Key
		if near, ok := diag.Nearest(written, all); ok && !slices.Contains(all, written) {
			written = near // The finding suggests this key.
		}
		if slices.Contains(other, written) && !slices.Contains(own, written) {
			v.Other = new(O)
			d.value(n, reflect.ValueOf(v.Other).Elem(), key)
			return
		}
	}
	d.value(n, reflect.ValueOf(&v.One).Elem(), key)
}

// keysOf returns the keys of a struct.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		if key := tagOf(t.Field(i).Tag.Get("yaml")).key; key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}
