package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

func retry(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	sub.Comment = "a"
	put(t, s, sub, feedback.Stored, sub.ID)
	put(t, s, sub, feedback.Repeated, sub.ID)
	later := sub
	later.Comment = "" // the vote is retried after its comment
	put(t, s, later, feedback.Repeated, sub.ID)
	elsewhere := sub // from another address
	elsewhere.Visitor, elsewhere.Sender = hash('v', 9), hash('s', 9)
	put(t, s, elsewhere, feedback.Repeated, sub.ID)
	nowhere := sub
	nowhere.Visitor, nowhere.Sender = nil, nil
	put(t, s, nowhere, feedback.Repeated, sub.ID)
	checkStored(t, s, counting(sub.Answer))

	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today + 1, Tag: 7, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	tomorrow := sub
	tomorrow.Day, tomorrow.Salt, tomorrow.Visitor = today+1, 7, hash('v', 8)
	put(t, s, tomorrow, feedback.Repeated, sub.ID)
	checkStored(t, s, counting(sub.Answer))
}

func comment(t *testing.T, place Place) {
	s := open(t, place)
	sub := submission(1)
	put(t, s, sub, feedback.Stored, sub.ID)
	for _, text := range []string{"first", "second"} {
		sub.Comment = text
		put(t, s, sub, feedback.Changed, sub.ID)
		checkStored(t, s, counting(sub.Answer))
	}
	changed := sub
	changed.Helpful, changed.Comment = false, ""
	put(t, s, changed, feedback.Changed, sub.ID)
	changed.Comment = "second"
	checkStored(t, s, counting(changed.Answer))
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
	checkStored(t, s, counting(sub.Answer))
}

// bounded returns a submission of a visitor whose answers count up to a limit.
func bounded(n, visitor, most int) feedback.Submission {
	sub := submission(n)
	sub.Visitor = hash('v', visitor)
	sub.Bounds = []feedback.Bound{{Per: feedback.Counting, Key: sub.Visitor, Cost: 1, Limit: most}}
	return sub
}

// counted checks that the answers of a visitor count up to a limit, that none changes another, and
// that no comment is lost.
func counted(t *testing.T, place Place) {
	s := open(t, place)
	one, two, three := bounded(1, 1, 2), bounded(2, 1, 2), bounded(3, 1, 2)
	one.Comment = "from one desk"
	two.Helpful = false
	three.Comment = "from another"
	for _, sub := range []feedback.Submission{one, two, three} {
		put(t, s, sub, feedback.Stored, sub.ID)
	}
	checkStored(t, s, counting(one.Answer), counting(two.Answer), three.Answer)

	// A retry and a change count as before.
	put(t, s, one, feedback.Repeated, one.ID)
	two.Comment, three.Helpful = "late", false
	put(t, s, two, feedback.Changed, two.ID)
	put(t, s, three, feedback.Changed, three.ID)
	checkStored(t, s, counting(one.Answer), counting(two.Answer), three.Answer)

	// Several bounds apply together, and exceeding one doesn't affect the counts of another.
	wide := bounded(4, 2, 100)
	wide.Bounds = append(wide.Bounds, feedback.Bound{Per: feedback.Counting, Key: hash('n', 1), Cost: 1, Limit: 1})
	put(t, s, wide, feedback.Stored, wide.ID)
	narrow := bounded(5, 3, 100)
	narrow.Bounds = append(narrow.Bounds, feedback.Bound{Per: feedback.Counting, Key: hash('n', 1), Cost: 1, Limit: 1})
	put(t, s, narrow, feedback.Stored, narrow.ID)
	unknown := submission(6)
	unknown.Visitor, unknown.Sender = nil, nil
	put(t, s, unknown, feedback.Stored, unknown.ID)
	checkStored(t, s, counting(one.Answer), counting(two.Answer), three.Answer, counting(wide.Answer), narrow.Answer, counting(unknown.Answer))
}

// anotherDay checks that an id changes nothing of another day, before or after.
func anotherDay(t *testing.T, place Place) {
	s := open(t, place)
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today + 1, Tag: 7, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	old := submission(1)
	old.Comment = "as it was"
	old.Day, old.Visitor, old.Sender = today-200, nil, nil
	put(t, s, old, feedback.Stored, old.ID)
	for _, day := range []feedback.Day{today - 201, today - 199, today} {
		for _, change := range []func(*feedback.Submission){
			func(sub *feedback.Submission) { sub.Helpful = !sub.Helpful },
			func(sub *feedback.Submission) { sub.Comment = "changed" },
			func(sub *feedback.Submission) { sub.Page = "/xx/other/" },
			func(sub *feedback.Submission) { sub.Lang = "yy" },
		} {
			sub := old
			sub.Day = day
			change(&sub)
			put(t, s, sub, feedback.Past, "")
		}
		retry := old
		retry.Day = day
		put(t, s, retry, feedback.Repeated, old.ID)
	}
	checkStored(t, s, counting(old.Answer))
}

// day checks the bounds of a day and of a network's window.
func day(t *testing.T, place Place) {
	s := open(t, place)
	of := func(n, cost int, per feedback.Period, key byte, most int) feedback.Submission {
		sub := submission(n)
		sub.Bounds = []feedback.Bound{{Per: per, Key: hash(key, 1), Cost: cost, Limit: most}}
		return sub
	}
	for n, tt := range []struct {
		cost int
		want feedback.Result
	}{{5, feedback.Stored}, {4, feedback.Stored}, {2, feedback.Spent}, {1, feedback.Stored}, {1, feedback.Spent}} {
		sub := of(n, tt.cost, feedback.PerDay, 'd', 10)
		id := ""
		if tt.want == feedback.Stored {
			id = sub.ID
		}
		put(t, s, sub, tt.want, id)
	}
	first := of(0, 5, feedback.PerDay, 'd', 10)
	put(t, s, first, feedback.Repeated, first.ID)
	first.Comment = "x"
	put(t, s, first, feedback.Spent, "")
	later := of(9, 1, feedback.PerDay, 'd', 10)
	later.Slot += 3 // bounds of a day don't depend on the window
	put(t, s, later, feedback.Spent, "")

	for n := range 3 {
		sub := of(20+n, 1, feedback.PerWindow, 'w', 2)
		if n < 2 {
			put(t, s, sub, feedback.Stored, sub.ID)
		} else {
			put(t, s, sub, feedback.Limited, "")
		}
	}
	next := of(30, 1, feedback.PerWindow, 'w', 2)
	next.Slot++
	put(t, s, next, feedback.Stored, next.ID)
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
	put(t, s, of(3, 'b'), feedback.Stored, of(3, 'b').ID)
	unknown := of(6, 'a')
	unknown.Sender, unknown.Visitor = nil, nil
	put(t, s, unknown, feedback.Stored, unknown.ID)
	if got := len(stored(t, s)); got != 5 {
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

// growth checks the bound of a day's growth, also after a restart.
func growth(t *testing.T, place Place) {
	s := place()
	allots := func(s feedback.Store, day feedback.Day, want, limit, gets int) {
		t.Helper()
		if got, err := s.Allot(t.Context(), day, want, limit); err != nil || got != gets {
			t.Errorf("%d KiB, %v, want %d", got, err, gets)
		}
	}
	allots(s, today, 8, 20, 8)
	allots(s, today, 8, 20, 8)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, place)
	allots(s, today, 8, 20, 4)
	allots(s, today, 8, 20, 0)
	allots(s, today, 8, 30, 8)
	allots(s, today+1, 50, 20, 20)
	if err := s.Forget(t.Context(), today+1); err != nil {
		t.Fatal(err)
	}
	allots(s, today+1, 1, 20, 0)
}

// seen checks the recorded days.
func seen(t *testing.T, place Place) {
	s := open(t, place)
	see := func(day feedback.Day, reset bool, want ...feedback.Day) {
		t.Helper()
		if got, err := s.See(t.Context(), day, reset); err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, %v, want %v", got, err, want)
		}
	}
	see(today, false, today)
	see(today+400, false, today, today+400)
	see(today+1, false, today, today+1, today+400)
	see(today+1, false, today, today+1, today+400)
	see(today-9000, false, today, today+1, today+400)
	see(today+2, true, today+2)
	for n := range feedback.Day(500) {
		if _, err := s.See(t.Context(), today+n, false); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.See(t.Context(), today+499, false); err != nil || len(got) != 400 || got[0] != today+100 {
		t.Errorf("%d days, %v", len(got), err)
	}
}

// remove checks that one answer is removed.
func remove(t *testing.T, place Place) {
	s := open(t, place)
	one, two := submission(1), submission(2)
	put(t, s, one, feedback.Stored, one.ID)
	put(t, s, two, feedback.Stored, two.ID)
	for _, want := range []bool{true, false} {
		if existed, err := s.Remove(t.Context(), one.ID); err != nil || existed != want {
			t.Error(existed, err)
		}
	}
	checkStored(t, s, counting(two.Answer))
}

// Fill stores votes without a comment and answers with the longest comment, and returns the cost of
// each kind in the bound of a day, in KiB.
func Fill(t *testing.T, s feedback.Store, votes, comments int) (voteKiB, commentKiB int) {
	t.Helper()
	for n := range votes + comments {
		sub := submission(n)
		sub.ID = fmt.Sprintf("0123456789-0123456789-%014d", n) // as long as a browser's
		sub.Page, sub.Visitor, sub.Sender = "/xx/collaborate/conditions-for-partnerships/", nil, nil
		kib := &voteKiB
		if n >= votes {
			sub.Comment, kib = strings.Repeat("\u20ac", 2000), &commentKiB
		}
		put(t, s, sub, feedback.Stored, sub.ID)
		*kib += limit.Cost(len(sub.Page) + len(sub.Comment))
	}
	return voteKiB, commentKiB
}
