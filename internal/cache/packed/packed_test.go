package packed_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"baken.example/baken/internal/cache/packed"
)

type inner struct {
	Name   string
	number int64
	next   *inner
}

type all struct {
	Bool   bool
	Small  int8
	Large  int64
	bytes  []byte
	Short  uint16
	Long   uint64
	Single float32
	double float64
	Texts  []string
	empty  []string
	none   []string
	Pair   [2]string
	inner
	Pointer *inner
	null    *inner
	Lists   [][]inner
	own     foreign
}

// foreign has an encoding of its own, since a function can't be encoded.
type foreign struct{ call func() string }

var codec = packed.New([]any{new(all), new([]inner)}, packed.OwnOf(
	func(f foreign) (string, error) {
		if f.call == nil {
			return "", errors.New("there is no function")
		}
		return f.call(), nil
	},
	func(s string) (foreign, error) { return foreign{func() string { return s }}, nil },
))

func sample() *all {
	return &all{
		Bool: true, Small: math.MinInt8, Large: math.MinInt64, bytes: []byte{0, 255}, Short: math.MaxUint16, Long: math.MaxUint64,
		Single: -1.5, double: math.Inf(-1), Texts: []string{"", "één", strings.Repeat("long ", 1000)}, empty: []string{}, none: nil, null: nil, Pair: [2]string{"a", "b"},
		inner: inner{Name: "embedded", number: -7}, Pointer: &inner{next: &inner{next: &inner{Name: "third"}}},
		Lists: [][]inner{nil, {}, {{number: 1}, {number: math.MaxInt64}}}, own: foreign{func() string { return "called" }},
	}
}

func TestRoundTrip(t *testing.T) {
	for _, want := range []*all{sample(), {own: foreign{func() string { return "" }}}} {
		b, err := codec.Append([]byte("before"), want)
		if err != nil {
			t.Fatal(err)
		}
		var got all
		if err := codec.Decode(strings.TrimPrefix(string(b), "before"), &got); err != nil {
			t.Fatal(err)
		}
		if got.own.call() != want.own.call() {
			t.Errorf("the value with an encoding of its own says %q", got.own.call())
		}
		got.own, want.own = foreign{}, foreign{}
		if !reflect.DeepEqual(&got, want) {
			t.Errorf("%+v, want %+v", got, *want)
		}
	}
	var list []inner
	if b, err := codec.Append(nil, &list); err != nil || codec.Decode(string(b), &list) != nil || list != nil {
		t.Errorf("a list that is nil: %v, %v", list, err)
	}
}

func TestErrorOfOwn(t *testing.T) {
	if _, err := codec.Append(nil, new(all)); err == nil {
		t.Error("a value whose own encoding fails was encoded")
	}
}

func TestTypes(t *testing.T) {
	for _, v := range []any{new(func()), new(map[string]int), new(chan int), new(struct{ x any })} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a codec of %T", v)
				}
			}()
			packed.New([]any{v})
		}()
	}
}

// TestDamage decodes every beginning of an encoded value, and each with another byte.
func TestDamage(t *testing.T) {
	v := sample()
	v.Texts = v.Texts[:2]
	b, err := codec.Append(nil, v)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		if err := codec.Decode(string(b[:i]), new(all)); !errors.Is(err, packed.ErrDamaged) {
			t.Errorf("the first %d bytes: %v", i, err)
		}
		for _, x := range []byte{1, 0x80, 0xff} {
			b[i] ^= x
			_ = codec.Decode(string(b), new(all)) // It may be another value; it mustn't panic.
			b[i] ^= x
		}
	}
	if err := codec.Decode(string(append(b, 0)), new(all)); !errors.Is(err, packed.ErrDamaged) {
		t.Errorf("a byte too many: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	b, err := codec.Append(nil, sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b))
	f.Fuzz(func(t *testing.T, text string) {
		var v all
		if codec.Decode(text, &v) != nil {
			return
		}
		again, err := codec.Append(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var got all
		if err := codec.Decode(string(again), &got); err != nil {
			t.Fatal(err)
		}
	})
}
