package storetest

import (
	"context"
	"slices"
	"testing"

	"baken.example/baken/internal/feedback"
)

// forget checks that Forget destroys the hashes of a salt, and nothing else.
func forget(t *testing.T, place Place) {
	s := open(t, place)
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today + 1, Tag: 7, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	one, next := bounded(1, 1, 1), bounded(2, 2, 1)
	next.Day, next.Salt = today+1, 7
	put(t, s, one, feedback.Stored, one.ID)
	put(t, s, next, feedback.Stored, next.ID)
	for range 2 {
		if err := s.Forget(t.Context(), today+1); err != nil {
			t.Fatal(err)
		}
	}
	checkStored(t, s, counting(one.Answer), counting(next.Answer))

	// The visitor's counts under the destroyed salt are gone; under the next day's salt they
	// remain.
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today, Tag: tag, Key: []byte("new")}); err != nil {
		t.Fatal(err)
	}
	sameNext := bounded(4, 2, 1)
	sameNext.Day, sameNext.Salt = today+1, 7
	put(t, s, sameNext, feedback.Stored, sameNext.ID)
	same := bounded(3, 1, 1)
	put(t, s, same, feedback.Stored, same.ID)
	checkStored(t, s, counting(one.Answer), counting(same.Answer), counting(next.Answer), sameNext.Answer)
	put(t, s, one, feedback.Repeated, one.ID)
}

func purge(t *testing.T, place Place) {
	s := open(t, place)
	var want []feedback.Answer
	for n := range 20 {
		sub := submission(n)
		sub.Day = today - feedback.Day(n/2)
		sub.Visitor, sub.Sender = nil, nil
		put(t, s, sub, feedback.Stored, sub.ID)
		if sub.Day >= today-4 {
			want = append(want, counting(sub.Answer))
		}
	}
	slices.SortStableFunc(want, func(a, b feedback.Answer) int { return int(a.Day - b.Day) })
	for _, n := range []int{10, 0} {
		if removed, err := s.Purge(t.Context(), today-4); err != nil || removed != n {
			t.Errorf("removed %d, %v, want %d", removed, err, n)
		}
	}
	checkStored(t, s, want...)
	if got := collect(t, s.Answers(t.Context(), today-2, today-1)); len(got) != 4 {
		t.Errorf("%d answers of two days", len(got))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Purge(ctx, today+1); err == nil {
		if len(stored(t, s)) > 0 {
			t.Error("nothing was removed, without an error")
		}
	}
	if _, err := s.Purge(t.Context(), today+1); err != nil || len(stored(t, s)) > 0 {
		t.Error("not all was removed", err)
	}
}

func tallies(t *testing.T, place Place) {
	s := open(t, place)
	n := 0
	add := func(page, lang string, day feedback.Day, helpful bool, times int) {
		for range times {
			n++
			sub := submission(n)
			sub.Page, sub.Lang, sub.Day, sub.Helpful = page, lang, day, helpful
			sub.Visitor, sub.Sender = nil, nil
			put(t, s, sub, feedback.Stored, sub.ID)
		}
	}
	add("/yy/a/", "yy", today, true, 3)
	add("/xx/a/", "xx", today, true, 2)
	add("/xx/a/", "xx", today, false, 1)
	add("/xx/a/", "xx", today-1, false, 4)
	add("/xx/B/", "xx", today, true, 1)
	add("/xx/a/", "xx", today-9, true, 1)
	one, two := bounded(1000, 1000, 1), bounded(1001, 1000, 1)
	one.Page, two.Page, two.Helpful = "/xx/c/", "/xx/c/", false
	put(t, s, one, feedback.Stored, one.ID)
	put(t, s, two, feedback.Stored, two.ID)
	want := []feedback.Tally{
		{Page: "/xx/B/", Lang: "xx", Day: today, Yes: 1},
		{Page: "/xx/a/", Lang: "xx", Day: today - 1, No: 4},
		{Page: "/xx/a/", Lang: "xx", Day: today, Yes: 2, No: 1},
		{Page: "/xx/c/", Lang: "xx", Day: today, Yes: 1},
		{Page: "/yy/a/", Lang: "yy", Day: today, Yes: 3},
	}
	if got := collect(t, s.Tallies(t.Context(), today-1, today)); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for range s.Tallies(t.Context(), 0, today) {
		break // a caller may stop early
	}
	for range s.Answers(t.Context(), 0, today) {
		break
	}
	put(t, s, submission(2000), feedback.Stored, submission(2000).ID)
}

// order checks that Answers yields by day and, within a day, by arrival.
func order(t *testing.T, place Place) {
	s := open(t, place)
	days := []feedback.Day{today, today - 2, today, today - 1, today - 2, today}
	var want []string
	for _, day := range []feedback.Day{today - 2, today - 1, today} {
		for n, d := range days {
			if d == day {
				want = append(want, submission(100-n).ID)
			}
		}
	}
	for n, day := range days {
		sub := submission(100 - n)
		sub.Day = day
		sub.Visitor, sub.Sender = nil, nil
		put(t, s, sub, feedback.Stored, sub.ID)
	}
	var got []string
	for _, a := range stored(t, s) {
		got = append(got, a.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
