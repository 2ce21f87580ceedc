package storetest

import (
	"testing"

	"baken.example/baken/internal/feedback"
)

func retry(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	sub.Comment = "a"
	put(t, s, sub, feedback.Stored, sub.ID)
	put(t, s, sub, feedback.Repeated, sub.ID)
	later := sub
	later.Comment = "" // the vote arrives again after its comment
	put(t, s, later, feedback.Repeated, sub.ID)
	elsewhere := sub // from another address, on another day
	elsewhere.Visitor, elsewhere.Sender = hash('v', 9), hash('s', 9)
	put(t, s, elsewhere, feedback.Repeated, sub.ID)
	nowhere := sub
	nowhere.Visitor, nowhere.Sender = nil, nil
	put(t, s, nowhere, feedback.Repeated, sub.ID)
	holds(t, s, counting(sub.Answer))

	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today + 1, Tag: 7, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	tomorrow := sub
	tomorrow.Day, tomorrow.Salt, tomorrow.Visitor = today+1, 7, hash('v', 8)
	put(t, s, tomorrow, feedback.Repeated, sub.ID)
	holds(t, s, counting(sub.Answer))
}

func comment(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	put(t, s, sub, feedback.Stored, sub.ID)
	for _, text := range []string{"first", "second"} {
		sub.Comment = text
		put(t, s, sub, feedback.Changed, sub.ID)
		holds(t, s, counting(sub.Answer))
	}
	changed := sub
	changed.Helpful, changed.Comment = false, ""
	put(t, s, changed, feedback.Changed, sub.ID)
	changed.Comment = "second"
	holds(t, s, counting(changed.Answer))
}

func conflict(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	put(t, s, sub, feedback.Stored, sub.ID)
	page, lang := sub, sub
	page.Page, page.Visitor = "/xx/", hash('v', 2)
	lang.Lang, lang.Visitor = "yy", hash('v', 3)
	put(t, s, page, feedback.Conflicting, "")
	put(t, s, lang, feedback.Conflicting, "")
	holds(t, s, counting(sub.Answer))
}

// visitor checks that the last answer of a visitor counts, and that nobody's comment is lost.
func visitor(t *testing.T, place Place) {
	s := open(t, place)
	one, two, three := submission(1), submission(2), submission(3)
	one.Comment = "from one desk"
	two.Helpful, two.Visitor, two.Sender = false, one.Visitor, one.Sender
	three.Visitor, three.Sender, three.Comment = one.Visitor, one.Sender, "from another"
	put(t, s, one, feedback.Stored, one.ID)
	put(t, s, two, feedback.Stored, two.ID)
	holds(t, s, one.Answer, counting(two.Answer))
	put(t, s, three, feedback.Stored, three.ID)
	holds(t, s, one.Answer, two.Answer, counting(three.Answer))

	// A retry and a comment of those before don't count again.
	put(t, s, one, feedback.Repeated, one.ID)
	two.Comment = "late"
	put(t, s, two, feedback.Changed, two.ID)
	holds(t, s, one.Answer, two.Answer, counting(three.Answer))

	other := submission(4)
	put(t, s, other, feedback.Stored, other.ID)
	unknown := submission(5)
	unknown.Visitor, unknown.Sender = nil, nil
	put(t, s, unknown, feedback.Stored, unknown.ID)
	unknown.ID = submission(6).ID
	put(t, s, unknown, feedback.Stored, unknown.ID)
}

// unnamed checks answers from pages without a script.
func unnamed(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	sub.Named = false
	put(t, s, sub, feedback.Stored, sub.ID)
	again := sub
	again.ID = submission(2).ID
	put(t, s, again, feedback.Repeated, sub.ID)
	again.Helpful = false
	put(t, s, again, feedback.Changed, sub.ID)
	again.Comment = "why"
	put(t, s, again, feedback.Changed, sub.ID)
	put(t, s, again, feedback.Repeated, sub.ID)
	merged := again.Answer
	merged.ID = sub.ID
	holds(t, s, counting(merged))

	other := again
	other.ID, other.Comment = submission(3).ID, "somebody else at the same address"
	put(t, s, other, feedback.Stored, other.ID)
	holds(t, s, merged, counting(other.Answer))

	// One whose page has a script has an id of its own.
	named := submission(4)
	named.Visitor, named.Sender = sub.Visitor, sub.Sender
	put(t, s, named, feedback.Stored, named.ID)
	holds(t, s, merged, other.Answer, counting(named.Answer))
}

func rate(t *testing.T, place Place) {
	s := open(t, place)
	of := func(n int, sender byte) feedback.Submission {
		sub := submission(n)
		sub.Sender, sub.Limit = hash(sender, 1), 3
		return sub
	}
	for n := range 3 {
		put(t, s, of(n, 'a'), feedback.Stored, of(n, 'a').ID)
	}
	put(t, s, of(3, 'a'), feedback.Limited, "")
	put(t, s, of(2, 'a'), feedback.Repeated, of(2, 'a').ID) // a retry is free
	changed := of(2, 'a')
	changed.Comment = "x"
	put(t, s, changed, feedback.Limited, "")
	unnamed := of(4, 'a')
	unnamed.Named, unnamed.Visitor = false, of(1, 'a').Visitor
	put(t, s, unnamed, feedback.Repeated, of(1, 'a').ID)
	unnamed.Helpful = false
	put(t, s, unnamed, feedback.Limited, "")
	named := of(5, 'a')
	named.Visitor = of(1, 'a').Visitor
	put(t, s, named, feedback.Limited, "")
	put(t, s, of(3, 'b'), feedback.Stored, of(3, 'b').ID)
	unknown := of(6, 'a')
	unknown.Sender, unknown.Visitor = nil, nil
	put(t, s, unknown, feedback.Stored, unknown.ID)
	if got := len(holding(t, s)); got != 5 {
		t.Errorf("%d answers", got)
	}
	next := of(7, 'a')
	next.Slot++
	put(t, s, next, feedback.Stored, next.ID)
}

func lease(t *testing.T, place Place) {
	s := open(t, place)
	for _, tt := range []struct {
		slot              int64
		want, limit, gets int
	}{{1, 4, 10, 4}, {1, 4, 10, 4}, {1, 4, 10, 2}, {1, 4, 10, 0}, {1, 1, 10, 0}, {2, 10, 10, 10}, {2, 1, 10, 0}, {3, 20, 10, 10}, {4, 0, 10, 0}, {4, 1, 1, 1}} {
		got, err := s.Lease(t.Context(), tt.slot, tt.want, tt.limit)
		if err != nil || got != tt.gets {
			t.Errorf("%+v: got %d, %v", tt, got, err)
		}
	}
}
