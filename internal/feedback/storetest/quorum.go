package storetest

import (
	"sync"
	"testing"

	"baken.example/baken/internal/feedback"
)

// common returns the nth submission, of a visitor, of what a group has in common.
func common(n, visitor int, group byte, need int) feedback.Submission {
	sub := submission(n)
	sub.Sender = hash('s', visitor)
	sub.Comment = "group " + string(group)
	sub.Quorum = &feedback.Quorum{Key: hash(group, 0), Member: hash(group, visitor+1), Need: need}
	return sub
}

// quorum checks that nothing is stored below a quorum, that a visitor counts once, and that bounds
// hold.
func quorum(t *testing.T, place Place) {
	s := open(t, place)
	put(t, s, common(1, 1, 'q', 3), feedback.Withheld, "")
	put(t, s, common(2, 2, 'q', 3), feedback.Withheld, "")
	put(t, s, common(3, 2, 'q', 3), feedback.Withheld, "") // the same visitor
	put(t, s, common(4, 1, 'r', 3), feedback.Withheld, "") // another group
	checkStored(t, s)
	third, fourth := common(5, 3, 'q', 3), common(6, 4, 'q', 3)
	put(t, s, third, feedback.Stored, third.ID)
	put(t, s, fourth, feedback.Stored, fourth.ID)
	put(t, s, common(7, 4, 'q', 3), feedback.Withheld, "")
	checkStored(t, s, third.Answer, fourth.Answer)

	limited := common(8, 5, 'q', 3)
	limited.Limit = 0
	put(t, s, limited, feedback.Limited, "")
	spent := common(8, 5, 'q', 3)
	spent.Bounds = []feedback.Bound{{Per: feedback.PerDay, Key: hash('d', 1), Cost: 2, Limit: 1}}
	put(t, s, spent, feedback.Spent, "")
	// What is withheld counts in bounds.
	for n := range 3 {
		sub := common(10+n, 10+n, 'u', 9)
		sub.Bounds = []feedback.Bound{{Per: feedback.PerDay, Key: hash('d', 2), Cost: 1, Limit: 2}}
		want := feedback.Withheld
		if n == 2 {
			want = feedback.Spent
		}
		put(t, s, sub, want, "")
	}
	stale := common(20, 20, 'q', 3)
	stale.Salt++
	put(t, s, stale, feedback.Stale, "")

	// The counts end with the salt of their day.
	if err := s.Forget(t.Context(), today+1); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today + 1, Tag: 7, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	tomorrow := common(21, 21, 'q', 3)
	tomorrow.Day, tomorrow.Salt = today+1, 7
	put(t, s, tomorrow, feedback.Withheld, "")
	checkStored(t, s, third.Answer, fourth.Answer)
}

// quorumInParallel checks that of the visitors of a group at once, exactly those beyond the quorum
// are stored.
func quorumInParallel(t *testing.T, place Place) {
	s := open(t, place)
	const visitors, need, times = 40, 10, 3
	var group sync.WaitGroup
	for v := range visitors {
		for i := range times {
			group.Go(func() {
				if _, err := s.Put(t.Context(), common(v*times+i, v, 'q', need)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	if got := len(stored(t, s)); got != visitors-need+1 {
		t.Errorf("%d submissions are stored, want %d", got, visitors-need+1)
	}
}
