// Package document is a file of criteria as it is written: the keys there are, and which are required.
package document

import (
	"errors"
	"strconv"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/strictyaml"
)

type (
	// File is one version of a set.
	File struct {
		ID         content.Text                   `yaml:"id,required"`
		ValidFrom  strictyaml.Value[content.Date] `yaml:"valid_from,required"`
		ValidTo    strictyaml.Value[content.Date] `yaml:"valid_to"`
		Title      content.Localized              `yaml:"title"`
		LegalBasis content.Localized              `yaml:"legal_basis"`
		Questions  []Question                     `yaml:"questions,required"`
		Criteria   []Criterion                    `yaml:"criteria,required"`
		Outcomes   []Outcome                      `yaml:"outcomes,required"`
		Examples   []strictyaml.Value[Example]    `yaml:"examples"`
	}
	// Question is an item of questions.
	Question struct {
		ID      content.Text      `yaml:"id,required"`
		Text    content.Localized `yaml:"text,required"`
		Hint    content.Localized `yaml:"hint"`
		Why     content.Localized `yaml:"why"`
		Type    Number            `yaml:"type"`
		Ask     Condition         `yaml:"ask"`
		Options []Option          `yaml:"options,required"`
	}
	// Option is an item of options.
	Option struct {
		ID        content.Text           `yaml:"id,required"`
		Label     content.Localized      `yaml:"label,required"`
		Hint      content.Localized      `yaml:"hint"`
		Exclusive strictyaml.Value[bool] `yaml:"exclusive"`
	}
	// Criterion is an item of criteria.
	Criterion struct {
		ID         content.Text      `yaml:"id,required"`
		Title      content.Localized `yaml:"title,required"`
		Guidance   content.Localized `yaml:"guidance"`
		LegalBasis content.Localized `yaml:"legal_basis"`
		Applies    Condition         `yaml:"applies"`
		Met        Condition         `yaml:"met,required"`
		Unmet      Condition         `yaml:"unmet,required"`
		Advice     Advice            `yaml:"advice"`
	}
	// Advice is a text for each of some verdicts.
	Advice struct {
		Met   content.Localized `yaml:"met"`
		Unmet content.Localized `yaml:"unmet"`
		Open  content.Localized `yaml:"open"`
	}
	// Outcome is an item of outcomes.
	Outcome struct {
		ID    content.Text      `yaml:"id,required"`
		Title content.Localized `yaml:"title,required"`
		Body  content.Localized `yaml:"body"`
		When  Condition         `yaml:"when"`
	}
	// Example is an item of examples.
	Example struct {
		Answers  strictyaml.Pairs[strictyaml.Texts] `yaml:"answers,required"`
		Outcome  content.Text                       `yaml:"outcome"`
		Criteria strictyaml.Pairs[content.Text]     `yaml:"criteria"`
	}
)

// Condition is a condition as it is written, though it be what YAML takes for no text, such as true:
// what is wrong with that the reader of conditions says.
type Condition = strictyaml.Value[anyText]

type anyText string

// UnmarshalText takes whatever is written.
func (t *anyText) UnmarshalText(text []byte) error {
	*t = anyText(text)
	return nil
}

// Number is how many options of a question may be chosen.
type Number uint8

// What a question's type can be.
const (
	One Number = iota
	Many
	// Unread is what couldn't be read, and has been reported.
	Unread
)

// UnmarshalText reads one or many.
func (n *Number) UnmarshalText(text []byte) error {
	switch string(text) {
	case "one":
		*n = One
	case "many":
		*n = Many
	default:
		*n = Unread
		return errors.New(strconv.Quote(string(text)) + ` isn't a type of question; write one, or many where several options may be chosen`)
	}
	return nil
}
