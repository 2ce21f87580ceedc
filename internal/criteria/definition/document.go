package definition

import (
	"errors"
	"strconv"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/strictyaml"
)

// The document types are a file as it is written: the keys there are, and which are required.
type (
	document struct {
		ID         content.Text                        `yaml:"id,required"`
		ValidFrom  strictyaml.Value[content.Date]      `yaml:"valid_from,required"`
		ValidTo    strictyaml.Value[content.Date]      `yaml:"valid_to"`
		Title      content.Localized                   `yaml:"title"`
		LegalBasis content.Localized                   `yaml:"legal_basis"`
		Questions  []questionDocument                  `yaml:"questions,required"`
		Criteria   []criterionDocument                 `yaml:"criteria,required"`
		Outcomes   []outcomeDocument                   `yaml:"outcomes,required"`
		Examples   []strictyaml.Value[exampleDocument] `yaml:"examples"`
	}
	questionDocument struct {
		ID      content.Text      `yaml:"id,required"`
		Text    content.Localized `yaml:"text,required"`
		Hint    content.Localized `yaml:"hint"`
		Why     content.Localized `yaml:"why"`
		Type    number            `yaml:"type"`
		Ask     content.Text      `yaml:"ask"`
		Options []optionDocument  `yaml:"options,required"`
	}
	optionDocument struct {
		ID        content.Text           `yaml:"id,required"`
		Label     content.Localized      `yaml:"label,required"`
		Hint      content.Localized      `yaml:"hint"`
		Exclusive strictyaml.Value[bool] `yaml:"exclusive"`
	}
	criterionDocument struct {
		ID         content.Text      `yaml:"id,required"`
		Title      content.Localized `yaml:"title,required"`
		Guidance   content.Localized `yaml:"guidance"`
		LegalBasis content.Localized `yaml:"legal_basis"`
		Applies    content.Text      `yaml:"applies"`
		Met        content.Text      `yaml:"met,required"`
		Unmet      content.Text      `yaml:"unmet,required"`
		Advice     adviceDocument    `yaml:"advice"`
	}
	adviceDocument struct {
		Met   content.Localized `yaml:"met"`
		Unmet content.Localized `yaml:"unmet"`
		Open  content.Localized `yaml:"open"`
	}
	outcomeDocument struct {
		ID    content.Text      `yaml:"id,required"`
		Title content.Localized `yaml:"title,required"`
		Body  content.Localized `yaml:"body"`
		When  content.Text      `yaml:"when"`
	}
	exampleDocument struct {
		Answers  strictyaml.Pairs[strictyaml.Texts] `yaml:"answers,required"`
		Outcome  content.Text                       `yaml:"outcome"`
		Criteria strictyaml.Pairs[content.Text]     `yaml:"criteria"`
	}
)

// number is how many options of a question may be chosen.
type number uint8

const (
	one number = iota
	many
	// unread is what couldn't be read, and has been reported.
	unread
)

// UnmarshalText reads one or many.
func (n *number) UnmarshalText(text []byte) error {
	switch string(text) {
	case "one":
		*n = one
	case "many":
		*n = many
	default:
		*n = unread
		return errors.New(strconv.Quote(string(text)) + ` isn't a type of question; write one, or many where several options may be chosen`)
	}
	return nil
}
