package storetest

import "baken.example/baken/internal/feedback"

// model is a reference implementation of Put.
type model struct {
	kept []feedback.Answer
	slot int64
	// used is the cost so far, by the period and the key of a bound.
	used map[feedback.Period]map[string]int
}

func (m *model) put(sub feedback.Submission) feedback.Receipt {
	if m.used == nil {
		m.used = map[feedback.Period]map[string]int{feedback.PerDay: {}, feedback.Counting: {}}
	}
	if sub.Slot != m.slot || m.used[feedback.PerWindow] == nil {
		m.slot, m.used[feedback.PerWindow] = sub.Slot, map[string]int{}
	}
	over := map[feedback.Period]bool{}
	for _, b := range sub.All() {
		over[b.Per] = over[b.Per] || m.used[b.Per][string(b.Key)]+b.Cost > b.Limit
	}
	refusal := feedback.Receipt{Result: -1}
	switch {
	case over[feedback.PerWindow]:
		refusal.Result = feedback.Limited
	case over[feedback.PerDay]:
		refusal.Result = feedback.Spent
	}
	for i := range m.kept {
		if m.kept[i].ID == sub.ID {
			return m.change(&m.kept[i], sub, refusal)
		}
	}
	if refusal.Result >= 0 {
		return refusal
	}
	sub.Counts = !over[feedback.Counting]
	m.count(sub, sub.Counts)
	m.kept = append(m.kept, sub.Answer)
	return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}
}

func (m *model) change(k *feedback.Answer, sub feedback.Submission, refusal feedback.Receipt) feedback.Receipt {
	comment := sub.Comment
	if comment == "" {
		comment = k.Comment
	}
	samePage := k.Page == sub.Page && k.Lang == sub.Lang
	switch {
	case samePage && k.Helpful == sub.Helpful && k.Comment == comment:
		return feedback.Receipt{Result: feedback.Repeated, ID: k.ID}
	case k.Day != sub.Day:
		return feedback.Receipt{Result: feedback.Past}
	case !samePage:
		return feedback.Receipt{Result: feedback.Conflicting}
	case refusal.Result >= 0:
		return refusal
	}
	m.count(sub, false)
	k.Helpful, k.Comment = sub.Helpful, comment
	return feedback.Receipt{Result: feedback.Changed, ID: k.ID}
}

func (m *model) count(sub feedback.Submission, counts bool) {
	for _, b := range sub.All() {
		if b.Per != feedback.Counting || counts {
			m.used[b.Per][string(b.Key)] += b.Cost
		}
	}
}
