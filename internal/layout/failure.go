package layout

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"baken.example/baken/internal/diag"
)

// failure is the error of a template that couldn't be run.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// The errors of text/template and html/template as they are written. The first groups are a
// template's name and, where it is known, a line of it, minified.
var (
	failurePattern = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^\s:]+)(?::(\d+))?(?::\d+)?: (?:executing "[^"]*" at <(.*?)>: )?(.*)$`)
	fieldPattern   = regexp.MustCompile(`can't evaluate field (\w+) in type \*?(?:\[\])?layout\.(\w+)`)
)

// Explain adds a finding for each template that failed in err, and returns what else went wrong.
func (t *Templates) Explain(err error, findings *diag.List) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var rest []error
		for _, e := range joined.Unwrap() {
			rest = append(rest, t.Explain(e, findings))
		}
		return errors.Join(rest...)
	}
	var f failure
	if !errors.As(err, &f) {
		return err
	}
	t.Report("", f, findings)
	return nil
}

// Report adds a finding about a template that couldn't be run. The name is for failures that
// don't say which template it was.
func (t *Templates) Report(name string, err error, findings *diag.List) {
	text := oneLine(err)
	var pos diag.Pos
	if m := failurePattern.FindStringSubmatch(text); m != nil {
		name, text = m[1], m[4]
		pos = t.find(name, m[3])
	}
	if m := fieldPattern.FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("there is no .%s in %s%s", m[1], m[2], diag.DidYouMean(m[1], fields(m[2])))
	}
	findings.Add(dir+"/"+name, pos, diag.TemplateInvalid, templateHint, "%s", text)
}

// find returns the first place of a piece of a template as it was written. The place that a
// failure gives is one in the minified template.
func (t *Templates) find(name, piece string) diag.Pos {
	src := t.sources[name]
	if i := bytes.Index(src, []byte(piece)); i >= 0 && piece != "" {
		return offsetPos(src, i)
	}
	return diag.Pos{}
}

// fields returns the names of what a view holds.
func fields(view string) []string {
	for _, v := range []any{
		PageView{}, SiteView{}, ContactView{}, AssetLink{}, Link{}, LanguageLink{}, OutOfStepView{}, MenuItem{},
		SectionView{}, SectionItem{}, Card{}, Date{}, ChooserView{}, Choice{}, NotFoundView{},
		TermView{}, GlossaryEntry{},
		CheckView{}, QuestionView{}, OptionView{}, OutcomeView{}, CriterionView{}, VerdictView{}, BasisView{},
	} {
		if t := reflect.TypeOf(v); t.Name() == view {
			names := make([]string, t.NumField())
			for i := range names {
				names[i] = t.Field(i).Name
			}
			return names
		}
	}
	return nil
}

// parseFailure returns the place and the reason in an error of package parse:
// "template: NAME:LINE: REASON".
func parseFailure(err error) (pos diag.Pos, reason string) {
	m := failurePattern.FindStringSubmatch(oneLine(err))
	if m == nil {
		return pos, oneLine(err)
	}
	pos.Line, _ = strconv.Atoi(m[2]) // The pattern has only digits there.
	return pos, m[4]
}

func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
