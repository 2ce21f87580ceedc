package storetest

import (
	"bytes"

	"baken.example/baken/internal/feedback"
)

// model is what a store should do, said in the plainest way.
type model struct {
	kept    []keptAnswer
	slot    int64
	senders map[string]int
}

type keptAnswer struct {
	feedback.Answer
	visitor []byte
}

func (m *model) answers() []feedback.Answer {
	var out []feedback.Answer
	for _, k := range m.kept {
		out = append(out, k.Answer)
	}
	return out
}

func (m *model) put(sub feedback.Submission) feedback.Receipt {
	if sub.Slot != m.slot || m.senders == nil {
		m.slot, m.senders = sub.Slot, map[string]int{}
	}
	limited := sub.Sender != nil && m.senders[string(sub.Sender)] >= sub.Limit
	var before *keptAnswer
	for i := range m.kept {
		k := &m.kept[i]
		if k.ID == sub.ID {
			if k.Page != sub.Page || k.Lang != sub.Lang {
				return feedback.Receipt{Result: feedback.Conflicting}
			}
			return m.change(k, sub, limited)
		}
		if k.Counts && sub.Visitor != nil && bytes.Equal(k.visitor, sub.Visitor) {
			before = k
		}
	}
	oneComment := before != nil && (before.Comment == "" || sub.Comment == "" || before.Comment == sub.Comment)
	if oneComment && !sub.Named {
		return m.change(before, sub, limited)
	}
	if limited {
		return feedback.Receipt{Result: feedback.Limited}
	}
	if before != nil {
		before.Counts = false
	}
	m.count(sub)
	sub.Counts = true
	m.kept = append(m.kept, keptAnswer{sub.Answer, sub.Visitor})
	return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}
}

func (m *model) change(k *keptAnswer, sub feedback.Submission, limited bool) feedback.Receipt {
	if k.Helpful == sub.Helpful && (sub.Comment == "" || sub.Comment == k.Comment) {
		return feedback.Receipt{Result: feedback.Repeated, ID: k.ID}
	}
	if limited {
		return feedback.Receipt{Result: feedback.Limited}
	}
	m.count(sub)
	k.Helpful = sub.Helpful
	if sub.Comment != "" {
		k.Comment = sub.Comment
	}
	return feedback.Receipt{Result: feedback.Changed, ID: k.ID}
}

func (m *model) count(sub feedback.Submission) {
	if sub.Sender != nil {
		m.senders[string(sub.Sender)]++
	}
}
