package strictyaml

import (
	"reflect"

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

// OrList is a value of type T or a list of values of type E.
type OrList[T, E any] struct {
	One  T
	List []E
	// Pos is the position of the value or the list.
	diag.Pos
}

func (o *OrList[T, E]) decodeNode(d *decoder, n *Node, key string) {
	o.Pos = n.Pos
	switch {
	case n.Kind != Sequence:
		d.value(n, reflect.ValueOf(&o.One).Elem(), key)
	case len(n.Items) == 0:
		d.add(n.Pos, diag.YAMLValue, "write something in it, or take the key out", "the list %s is empty", name(key))
	default:
		d.value(n, reflect.ValueOf(&o.List).Elem(), key)
	}
}
