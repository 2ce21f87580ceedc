// Package packed encodes Go values as bytes, for a later run of the same program.
//
// A codec encodes all fields of a struct, exported or not, in their order and without their names,
// so that no field can be left out by mistake. A decoded value is deeply equal to the encoded one:
// a nil slice stays nil, an empty one stays empty. Pointers are followed, and two pointers to one
// value become pointers to two values. Only a program with the same types can decode the bytes.
package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// ErrDamaged is returned for bytes that aren't an encoded value of the type.
var ErrDamaged = errors.New("the encoded value is damaged")

// Codec encodes and decodes values of the types that it was made for. It is safe for concurrent
// use.
type Codec struct {
	own   map[reflect.Type]*coder
	known map[reflect.Type]*coder
}

// coder encodes and decodes values of a type. Decode is given a value that can be set.
type coder struct {
	encode func(b []byte, v reflect.Value) ([]byte, error)
	decode func(d *decoder, v reflect.Value)
}

// Own is a type that has an encoding of its own.
type Own struct {
	of reflect.Type
	coder
}

// OwnOf returns an encoding of T as a value of another type, which is encoded field by field. The
// functions are called concurrently.
func OwnOf[T, As any](to func(T) (As, error), from func(As) (T, error)) Own {
	o := Own{of: reflect.TypeFor[T]()}
	c := &Codec{known: map[reflect.Type]*coder{}}
	inner, err := c.coderOf(reflect.TypeFor[As]())
	if err != nil {
		panic(err) // The caller chose the type.
	}
	o.encode = func(b []byte, v reflect.Value) ([]byte, error) {
		x, err := to(*settable(v).Addr().Interface().(*T))
		if err != nil {
			return b, err
		}
		return inner.encode(b, reflect.ValueOf(&x).Elem())
	}
	o.decode = func(d *decoder, v reflect.Value) {
		var x As
		if inner.decode(d, reflect.ValueOf(&x).Elem()); d.err != nil {
			return
		}
		out, err := from(x)
		if err != nil {
			d.fail(err)
			return
		}
		*v.Addr().Interface().(*T) = out
	}
	return o
}

// New returns a codec for the types of the values that the elements of types point to. It encodes
// the types of own by their own encodings. It panics if a type can't be encoded, such as a
// function.
func New(types []any, own ...Own) *Codec {
	c := &Codec{own: map[reflect.Type]*coder{}, known: map[reflect.Type]*coder{}}
	for _, o := range own {
		c.own[o.of] = &o.coder
	}
	for _, t := range types {
		if _, err := c.coderOf(reflect.TypeOf(t).Elem()); err != nil {
			panic(err)
		}
	}
	return c
}

// Append appends the encoding of the value that v points to. The error is that of an encoding of
// [OwnOf].
func (c *Codec) Append(b []byte, v any) ([]byte, error) {
	p := reflect.ValueOf(v)
	return c.known[p.Type().Elem()].encode(b, p.Elem())
}

// Decode decodes text into the value that v points to. Strings in the value share the memory of
// text. The error is [ErrDamaged] or that of an encoding of [OwnOf].
func (c *Codec) Decode(text string, v any) error {
	p := reflect.ValueOf(v)
	d := decoder{rest: text}
	if c.known[p.Type().Elem()].decode(&d, p.Elem()); d.err == nil && d.rest != "" {
		d.fail(ErrDamaged)
	}
	return d.err
}

// settable returns a value without the mark of an unexported field.
func settable(v reflect.Value) reflect.Value {
	return reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
}

// coderOf returns the coder of a type. Types may contain themselves.
func (c *Codec) coderOf(t reflect.Type) (*coder, error) {
	if own := c.own[t]; own != nil {
		c.known[t] = own
		return own, nil
	}
	if known := c.known[t]; known != nil {
		return known, nil
	}
	out := new(coder)
	c.known[t] = out
	made, err := c.make(t)
	if err != nil {
		return nil, err
	}
	*out = made
	return out, nil
}

func (c *Codec) make(t reflect.Type) (coder, error) {
	switch t.Kind() {
	case reflect.Bool:
		return boolean, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return signed, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return unsigned, nil
	case reflect.Float32, reflect.Float64:
		return float, nil
	case reflect.String:
		return text, nil
	case reflect.Struct:
		return c.structure(t)
	}
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Slice && t.Kind() != reflect.Array {
		return coder{}, fmt.Errorf("values of type %v can't be encoded", t)
	}
	elem, err := c.coderOf(t.Elem())
	if err != nil {
		return coder{}, fmt.Errorf("%v: %w", t, err)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return pointer(t, elem), nil
	case reflect.Slice:
		return slice(t, elem), nil
	default:
		return array(t, elem), nil
	}
}

var (
	boolean = coder{
		func(b []byte, v reflect.Value) ([]byte, error) {
			if v.Bool() {
				return append(b, 1), nil
			}
			return append(b, 0), nil
		},
		func(d *decoder, v reflect.Value) { v.SetBool(d.number() != 0) },
	}
	signed = coder{
		func(b []byte, v reflect.Value) ([]byte, error) { return binary.AppendVarint(b, v.Int()), nil },
		func(d *decoder, v reflect.Value) {
			u := d.number()
			v.SetInt(int64(u>>1) ^ -int64(u&1)) // As encoding/binary has signed numbers.
		},
	}
	unsigned = coder{
		func(b []byte, v reflect.Value) ([]byte, error) { return binary.AppendUvarint(b, v.Uint()), nil },
		func(d *decoder, v reflect.Value) { v.SetUint(d.number()) },
	}
	float = coder{
		func(b []byte, v reflect.Value) ([]byte, error) {
			return binary.AppendUvarint(b, math.Float64bits(v.Float())), nil
		},
		func(d *decoder, v reflect.Value) { v.SetFloat(math.Float64frombits(d.number())) },
	}
	text = coder{
		func(b []byte, v reflect.Value) ([]byte, error) {
			b = binary.AppendUvarint(b, uint64(v.Len()))
			return append(b, v.String()...), nil
		},
		func(d *decoder, v reflect.Value) { v.SetString(d.text()) },
	}
)

func (c *Codec) structure(t reflect.Type) (coder, error) {
	type field struct {
		*coder
		unexported bool
	}
	fields := make([]field, t.NumField())
	for i := range fields {
		f := t.Field(i)
		of, err := c.coderOf(f.Type)
		if err != nil {
			return coder{}, fmt.Errorf("%v.%s: %w", t, f.Name, err)
		}
		fields[i] = field{of, !f.IsExported()}
	}
	return coder{
		func(b []byte, v reflect.Value) (_ []byte, err error) {
			for i := range fields {
				if b, err = fields[i].encode(b, v.Field(i)); err != nil {
					return b, err
				}
			}
			return b, nil
		},
		func(d *decoder, v reflect.Value) {
			for i := range fields {
				f := v.Field(i)
				if fields[i].unexported {
					f = settable(f)
				}
				fields[i].decode(d, f)
			}
		},
	}, nil
}

func pointer(t reflect.Type, elem *coder) coder {
	return coder{
		func(b []byte, v reflect.Value) ([]byte, error) {
			if v.IsNil() {
				return append(b, 0), nil
			}
			return elem.encode(append(b, 1), v.Elem())
		},
		func(d *decoder, v reflect.Value) {
			if d.number() != 0 && d.err == nil {
				p := reflect.New(t.Elem())
				elem.decode(d, p.Elem())
				v.Set(p)
			}
		},
	}
}

func slice(t reflect.Type, elem *coder) coder {
	return coder{
		func(b []byte, v reflect.Value) (_ []byte, err error) {
			if v.IsNil() {
				return append(b, 0), nil
			}
			n := v.Len()
			b = binary.AppendUvarint(b, uint64(n)+1)
			for i := range n {
				if b, err = elem.encode(b, v.Index(i)); err != nil {
					return b, err
				}
			}
			return b, nil
		},
		func(d *decoder, v reflect.Value) {
			n := d.number()
			if n == 0 {
				return
			}
			if n-1 > uint64(len(d.rest)) { // Each element takes a byte or more.
				d.fail(ErrDamaged)
				return
			}
			s := reflect.MakeSlice(t, int(n-1), int(n-1))
			for i := range int(n - 1) {
				elem.decode(d, s.Index(i))
			}
			v.Set(s)
		},
	}
}

func array(t reflect.Type, elem *coder) coder {
	return coder{
		func(b []byte, v reflect.Value) (_ []byte, err error) {
			for i := range t.Len() {
				if b, err = elem.encode(b, v.Index(i)); err != nil {
					return b, err
				}
			}
			return b, nil
		},
		func(d *decoder, v reflect.Value) {
			for i := range t.Len() {
				elem.decode(d, v.Index(i))
			}
		},
	}
}

// decoder takes values from the front of rest. After the first that isn't there, err is set, and
// all further values are zero.
type decoder struct {
	rest string
	err  error
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.rest, d.err = "", err
	}
}

func (d *decoder) number() uint64 {
	var n uint64
	for i := range min(len(d.rest), binary.MaxVarintLen64) {
		c := d.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return n
		}
	}
	d.fail(ErrDamaged)
	return 0
}

func (d *decoder) text() string {
	n := d.number()
	if n > uint64(len(d.rest)) {
		d.fail(ErrDamaged)
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}
