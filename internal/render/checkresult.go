package render

import (
	"encoding/json"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
)

// copyClass is the class of elements that are hidden until one of their other classes shows them.
const copyClass = "by"

// classes collects the classes of an element that is shown where any of some conditions holds.
type classes struct {
	names  []string
	always bool
}

// add adds the condition of a verdict.
func (c *classes) add(v layout.VerdictView) {
	c.names = append(c.names, v.Class)
	c.always = c.always || v.When == ""
}

// String returns the value of the attribute: empty if the element is always shown.
func (c *classes) String() string {
	if c.always || len(c.names) == 0 {
		return ""
	}
	return copyClass + " " + strings.Join(c.names, " ")
}

// result builds the views of the criteria and of the result.
func (b *checkBuilder) result() {
	result := &b.view.Result
	groups := [...]*layout.VerdictGroup{
		criteria.Pending: &result.Pending, criteria.NotApplicable: &result.NotApplicable,
		criteria.Met: &result.Met, criteria.Unmet: &result.Unmet, criteria.Open: &result.Open,
	}
	var shown [len(groups)]classes
	var applicable, grounds classes
	for i := range b.check.Set.Criteria {
		v := b.criterion(i)
		var applies classes
		for _, verdict := range v.Verdicts {
			kind := kindOf(verdict.Verdict)
			groups[kind].Verdicts = append(groups[kind].Verdicts, verdict)
			shown[kind].add(verdict)
			if kind != criteria.NotApplicable {
				applies.add(verdict)
				applicable.add(verdict)
				if verdict.About != "" {
					grounds.add(verdict)
				}
			}
		}
		v.Class = applies.String()
		b.view.Criteria = append(b.view.Criteria, v)
	}
	for kind, g := range groups {
		kind := criteria.Verdict(kind)
		g.Verdict, g.Text, g.Class = kind.String(), b.words.Verdict(kind), shown[kind].String()
	}
	result.Applicable, result.GroundsClass = applicable.String(), grounds.String()
	result.Grounds = len(grounds.names) > 0
	if b.view.Basis != nil {
		result.Grounds, result.GroundsClass = true, ""
	}
	var err error
	result.Version, err = b.language.version(b.check.Criteria)
	b.fail(err)
	result.Words = b.resultWords()
}

// kindOf returns the verdict with a name.
func kindOf(name string) criteria.Verdict {
	for _, v := range criteria.Verdicts() {
		if v.String() == name {
			return v
		}
	}
	return criteria.Pending
}

// criterion builds the view of a criterion and its verdicts.
func (b *checkBuilder) criterion(i int) layout.CriterionView {
	c := &b.check.Set.Criteria[i]
	v, err := b.renderer.criterion(b.language, b.check.Criteria, i)
	b.fail(err)
	about := ""
	if v.Guidance != "" || v.Grounds != nil {
		about = v.ID + ".about"
	}
	// What decides that the criterion applies is worth mentioning only if nothing else decides.
	decisive := questionsIn(c.Met, c.Unmet)
	if len(decisive) == 0 {
		decisive = questionsIn(c.Applies)
	}
	ids := make([]string, len(decisive))
	for i, q := range decisive {
		ids[i] = b.check.Questions[q].ID.V
	}
	for verdict, selected := range b.check.sheet.Verdicts[i] {
		verdict := criteria.Verdict(verdict)
		if selected == "" {
			continue
		}
		r := layout.VerdictView{
			Criterion: v.ID, Verdict: verdict.String(), ID: v.ID + "." + verdict.String(), Title: v.Title, About: about,
			Class: selector.VerdictClass(i, verdict), When: viewSelector(selected),
			Text: b.words.Verdict(verdict), Questions: strings.Join(ids, " "),
			Condition: b.reason(c, verdict), Advice: b.prose(c.Advice[verdict]),
		}
		if r.When != "" {
			r.Copy = copyClass + " " + r.Class
		}
		v.Verdicts = append(v.Verdicts, r)
	}
	return v
}

// resultWords are the strings of a result that depend on the answers.
type resultWords struct {
	// Unmet and Open are about some of the criteria that apply, the others about all of them. Also
	// is Open after a sentence about unmet criteria.
	Unmet    map[string]string `json:"unmet"`
	UnmetAll map[string]string `json:"unmetAll"`
	Open     map[string]string `json:"open"`
	OpenAll  map[string]string `json:"openAll"`
	Also     map[string]string `json:"also"`
	MetAll   map[string]string `json:"metAll"`
	// None is for results to which no criterion applies.
	None string `json:"none"`
	// Met introduces the criteria that are met.
	Met map[string]string `json:"met"`
	// Why introduces reasons. Reason is one, with a question {q} and an answer {a}; Reasons counts
	// them where they are many.
	Why     string            `json:"why"`
	Reason  string            `json:"reason"`
	Reasons map[string]string `json:"reasons"`
	// Day is about the day {d} of the result, in the format Date: {day}, {month} and {year}.
	Day    string   `json:"day"`
	Date   string   `json:"date"`
	Months []string `json:"months"`
	// Next adds {next} to a list {before}, And its last item.
	Next string `json:"next"`
	And  string `json:"and"`
	// Subject is the subject of a message about the outcome {o}, Cut a note in a shortened one.
	Subject string `json:"subject"`
	Cut     string `json:"cut"`
}

// resultWords returns the JSON of the strings for the script.
func (b *checkBuilder) resultWords() string {
	places := struct{ Count, Criteria, Names string }{"{c}", "{n}", "{names}"}
	forms := func(id string) map[string]string {
		f, err := b.language.messages.Forms(id, places)
		b.fail(err)
		return f
	}
	w := resultWords{
		Unmet: forms("ResultUnmet"), UnmetAll: forms("ResultUnmetAll"),
		Open: forms("ResultOpen"), OpenAll: forms("ResultOpenAll"), Also: forms("ResultOpenToo"),
		MetAll: forms("ResultMetAll"), None: b.words.Text("ResultNone"), Met: forms("ResultMet"),
		Why:     b.words.Text("CheckWhy"),
		Reason:  b.words.Format("ResultReason", struct{ Question, Answer string }{b.words.Quote("{q}"), b.words.Quote("{a}")}),
		Reasons: forms("ResultReasons"),
		Day:     b.words.Format("ResultDay", struct{ Day string }{"{d}"}),
		Date:    b.words.Format("DateFormat", struct{ Day, Month, Year string }{"{day}", "{month}", "{year}"}),
		Subject: b.words.Format("ResultSubject", struct{ Outcome string }{"{o}"}),
		Cut:     b.words.Text("ResultCut"),
	}
	if len(b.check.Set.Criteria) == 0 {
		w.None = ""
	}
	item := struct{ Before, Next string }{"{before}", "{next}"}
	w.Next, w.And = b.words.Format("ConditionListNext", item), b.words.Format("ConditionListAnd", item)
	for month := range 12 {
		w.Months = append(w.Months, b.words.Text("Month"+strconv.Itoa(month+1)))
	}
	text, err := json.Marshal(w)
	b.fail(err)
	return string(text)
}
