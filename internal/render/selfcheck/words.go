package selfcheck

import (
	"encoding/json"
	"strconv"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
)

// checkWords are the strings for the script of a self-check that depend on the answers. They stand
// in front of it, so that no reader waits for them before there is a use for them.
type checkWords struct {
	Result resultWords `json:"result"`
	Notes  checkNotes  `json:"notes"`
	// Versions are the first days of all versions of the set as they are written, by
	// [criteria.Set.Version].
	Versions map[string]string `json:"versions"`
	// Typing is about values that readers type; it is nil where they choose all answers.
	Typing *quantity.Typing `json:"typing,omitempty"`
}

// checkNotes say whose answers are shown, and what a changed one changed. {v} and {own} are the
// first days of versions of the criteria, {q} is a question, {n} a number, {criterion} a criterion,
// {verdict} and {was} are verdicts or outcomes.
type checkNotes struct {
	// Shared is about a link with answers, Broken about one without. Same, Other and Unknown say
	// under which version they were given.
	Shared  string `json:"shared"`
	Broken  string `json:"broken"`
	Same    string `json:"same"`
	Other   string `json:"other"`
	Unknown string `json:"unknown"`
	// Lost introduces Option, Unasked and Gone: what couldn't be carried over from a link.
	Lost    string `json:"lost"`
	Option  string `json:"option"`
	Unasked string `json:"unasked"`
	Gone    string `json:"gone"`
	// Changed, Came and Unchanged say what a changed answer changed: verdicts, the outcome,
	// nothing.
	Changed   string `json:"changed"`
	Came      string `json:"came"`
	Unchanged string `json:"unchanged"`
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
	// Day is about the day {d} of the result, in the format Date: {day}, {month} and {year}. Days
	// holds the formats of days of the month that have their own.
	Day    string         `json:"day"`
	Date   string         `json:"date"`
	Days   map[int]string `json:"days,omitempty"`
	Months []string       `json:"months"`
	// Next adds {next} to a list {before}, And its last item.
	Next string `json:"next"`
	And  string `json:"and"`
	// Colon is the colon after a name.
	Colon string `json:"colon"`
	// Subject is the subject of a message about the outcome {o}, Cut a note in a shortened one.
	Subject string `json:"subject"`
	Cut     string `json:"cut"`
}

// script returns the script of the self-check in a language, with its words.
func (b *builder) script() *asset.File {
	words := checkWords{Result: b.resultWords(), Notes: b.notes(), Versions: map[string]string{}, Typing: b.typing()}
	for set := range b.in.Compiled {
		if set.ID.V == b.check.ID.V {
			words.Versions[set.Version()] = b.dayOf(set)
		}
	}
	text, err := json.Marshal(words)
	b.fail(err)
	js := append([]byte("self.checkWords="), text...)
	js = append(append(js, ";\n"...), b.check.script...)
	return asset.New(b.check.name+"-"+b.l.Code+".js", js)
}

// dayOf names a version of a set after its first day, or after the day before which it holds.
func (b *builder) dayOf(set *criteria.Set) string {
	named := set.ValidFrom
	if named.IsZero() {
		named = content.Date{Time: set.ValidTo.AddDate(0, 0, 1)}
	}
	day, err := b.l.Date(named)
	b.fail(err)
	if err != nil || !set.ValidFrom.IsZero() {
		return day.Text
	}
	return b.words.Format("SharedBefore", struct{ Day string }{day.Text})
}

// notes returns the notes, with placeholders.
func (b *builder) notes() checkNotes {
	shared := struct{ Version, Own, Question, Count string }{"{v}", "{own}", b.words.Quote("{q}"), "{n}"}
	changed := struct{ Criterion, Now, Before string }{"{criterion}", b.words.Quote("{verdict}"), b.words.Quote("{was}")}
	return checkNotes{
		Shared:    b.words.Text("SharedBy"),
		Broken:    b.words.Text("SharedBroken"),
		Same:      b.words.Format("SharedSame", shared),
		Other:     b.words.Format("SharedOther", shared),
		Unknown:   b.words.Format("SharedUnknown", shared),
		Lost:      b.words.Text("SharedLost"),
		Option:    b.words.Format("SharedOption", shared),
		Unasked:   b.words.Format("SharedUnasked", shared),
		Gone:      b.words.Format("SharedGone", shared),
		Changed:   b.words.Format("ChangedVerdict", changed),
		Came:      b.words.Format("ChangedOutcome", changed),
		Unchanged: b.words.Text("ChangedNothing"),
	}
}

// resultWords returns the strings of the result.
func (b *builder) resultWords() resultWords {
	places := struct{ Count, Criteria, Names string }{"{c}", "{n}", "{names}"}
	forms := func(id string) map[string]string {
		f, err := b.l.Messages.Forms(id, places)
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
		Subject: b.words.Format("ResultSubject", struct{ Outcome string }{"{o}"}),
		Cut:     b.words.Text("ResultCut"),
		Colon:   b.words.Colon(),
	}
	var err error
	w.Date, w.Days, err = quantity.Dates(b.l.Messages)
	b.fail(err)
	if len(b.check.Set.Criteria) == 0 {
		w.None = ""
	}
	item := struct{ Before, Next string }{"{before}", "{next}"}
	w.Next, w.And = b.words.Format("ConditionListNext", item), b.words.Format("ConditionListAnd", item)
	for month := range 12 {
		w.Months = append(w.Months, b.words.Text("Month"+strconv.Itoa(month+1)))
	}
	return w
}
