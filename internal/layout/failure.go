package layout

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
)

// executionError is the error of executing a template.
type executionError struct{ error }

func (e executionError) Unwrap() error { return e.error }

// Patterns for the messages of text/template and html/template. The groups of errorPattern are the
// template's name, a line if known, the failing piece of the minified template, and the reason.
var (
	errorPattern = lazyregexp.New(`(?s)^(?:html/)?template: ?([^\s:]+)(?::(\d+))?(?::\d+)?: (?:executing "[^"]*" at <(.*?)>: )?(.*)$`)
	fieldPattern = lazyregexp.New(`can't evaluate field (\w+) in type \*?(?:\[\])?layout\.(\w+)`)
)

// Explain adds a finding for each error in err of executing a template, and returns the remaining
// errors.
func (t *Templates) Explain(err error, findings *diag.List) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var rest []error
		for _, e := range joined.Unwrap() {
			rest = append(rest, t.Explain(e, findings))
		}
		return errors.Join(rest...)
	}
	var failed executionError
	if !errors.As(err, &failed) {
		return err
	}
	t.Report("", failed, findings)
	return nil
}

// Report adds a finding about an error of parsing or executing a template. The name is used if the
// error doesn't contain one.
func (t *Templates) Report(name string, err error, findings *diag.List) {
	text := oneLine(err)
	var pos diag.Pos
	if m := errorPattern().FindStringSubmatch(text); m != nil {
		name, text = m[1], m[4]
		pos = t.find(name, m[3])
	}
	if m := fieldPattern().FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("there is no .%s in %s%s", m[1], m[2], diag.DidYouMean(m[1], fields(m[2])))
	}
	findings.Add(dir+"/"+name, pos, diag.TemplateInvalid, templateHint, "%s", text)
}

// find returns the position of the first occurrence of a piece of a template in its source. The
// position in an error is one in the minified template.
func (t *Templates) find(name, piece string) diag.Pos {
	src := t.sources[name]
	if i := bytes.Index(src, []byte(piece)); i >= 0 && piece != "" {
		return offsetPos(src, i)
	}
	return diag.Pos{}
}

// fields returns the field names of a view type.
func fields(view string) []string {
	for _, v := range []any{
		PageView{}, SiteView{}, LogoView{}, SchemePicture{}, PictureLink{}, ContactView{}, AssetLink{}, Link{}, LanguageLink{}, OutOfStepView{}, MenuItem{},
		SectionView{}, SectionItem{}, Card{}, Date{}, ChooserView{}, Choice{}, NotFoundView{}, SearchView{}, FoundView{}, FoundPage{}, FoundSection{}, IndexGroup{}, IndexEntry{},
		TermView{}, GlossaryEntry{}, ActionView{}, WaysView{}, WayView{},
		CheckView{}, QuestionView{}, OptionView{}, OutcomeView{}, CriterionView{}, VerdictView{}, ChangeView{}, BasisView{},
		VersionView{}, GroundsView{}, ReferenceView{}, ResultView{}, VerdictGroup{},
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

// splitParseError returns the position and the reason in an error of package parse:
// "template: NAME:LINE: REASON".
func splitParseError(err error) (pos diag.Pos, reason string) {
	m := errorPattern().FindStringSubmatch(oneLine(err))
	if m == nil {
		return pos, oneLine(err)
	}
	pos.Line, _ = strconv.Atoi(m[2]) // The group has only digits.
	return pos, m[4]
}

func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
