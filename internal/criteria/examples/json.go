package examples

import (
	"bytes"
	"encoding/json"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/phrase"
)

// suggestionJSON is a suggestion as JSON. Answers are option ids, or values in the notation of
// conditions; a question of several has a list.
type suggestionJSON struct {
	Answers  json.RawMessage `json:"answers"`
	Outcome  string          `json:"outcome"`
	Items    []string        `json:"items,omitzero"`
	Criteria json.RawMessage `json:"criteria"`
	Shows    []string        `json:"shows"`
	Kills    []string        `json:"kills"`
}

// JSON returns suggestions, with what each shows in the language of w: {"least": 1, "suggestions":
// [{"answers": {"QUESTION": "OPTION"}, "outcome": "ID", "items": ["ID"], "criteria": {"ID": "met"},
// "shows": […], "kills": […]}]}; an outcome without items has none. The error is that of
// [phrase.Words.Err].
func JSON(set *criteria.Set, suggestions []Suggestion, least int, w *phrase.Words) ([]byte, error) {
	v := words{set: set, Words: w.Brief()}
	all := []suggestionJSON{}
	for i := range suggestions {
		s := &suggestions[i]
		out := suggestionJSON{Shows: []string{}, Kills: []string{}}
		if s.Outcome >= 0 {
			out.Outcome = set.Outcomes[s.Outcome].ID.V
		}
		if s.Items != nil {
			out.Items = []string{}
		}
		for _, item := range s.Items {
			out.Items = append(out.Items, set.Outcomes[s.Outcome].Items[item].ID.V)
		}
		answers, verdicts := object{}, object{}
		for q := range set.Questions {
			chosen := s.Answers[q]
			switch question := &set.Questions[q]; {
			case chosen == nil:
			case question.Many:
				ids := []string{}
				for _, o := range chosen {
					ids = append(ids, question.Options[o].ID.V)
				}
				answers.add(question.ID.V, ids)
			default:
				answers.add(question.ID.V, value(question, chosen[0], s.Values, q))
			}
		}
		for c := range set.Criteria {
			verdicts.add(set.Criteria[c].ID.V, verdict(s.Verdicts[c]))
		}
		out.Answers, out.Criteria = answers.end(), verdicts.end()
		for j := range s.Shows {
			out.Shows = append(out.Shows, v.shows(&s.Shows[j], s.Answers))
		}
		for _, m := range s.Kills {
			out.Kills = append(out.Kills, m.String())
		}
		all = append(all, out)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(struct {
		Least       int              `json:"least"`
		Suggestions []suggestionJSON `json:"suggestions"`
	}{least, all})
	if err == nil {
		err = w.Err()
	}
	return b.Bytes(), err
}

// object is a JSON object whose keys keep their order.
type object []byte

func (o *object) add(key string, value any) {
	if len(*o) > 0 {
		*o = append(*o, ',')
	}
	k, _ := json.Marshal(key) // Strings can be marshalled.
	v, _ := json.Marshal(value)
	*o = append(append(append(*o, k...), ':'), v...)
}

func (o *object) end() json.RawMessage { return json.RawMessage("{" + string(*o) + "}") }

// Lines returns parts of conditions in words, in the language of w, each with the line of its
// condition.
func Lines(set *criteria.Set, parts []Part, w *phrase.Words) []string {
	v := words{set: set, Words: w.Brief()}
	places, conditions := mutation.Conditions(set)
	lines := map[mutation.Place]int{}
	for i, p := range places {
		lines[p] = conditions[i].Source.Line
	}
	var out []string
	for i := range parts {
		p := &parts[i]
		out = append(out, v.Format("ExampleLine", struct {
			Subject string
			Line    int
		}{v.shows(p, nil), lines[p.Place]}))
	}
	return out
}
