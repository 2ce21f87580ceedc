package tokens

import "baken.example/baken/internal/theme/palette"

// Font is the token of the font stack, beside those of package palette.
const Font = "font"

// Names returns the names of a token in theme files, in the order in which they are looked for:
// Baken's own, those of components of NL Design System that are what the token is for, and those
// of its basis (https://nldesignsystem.nl/handboek/huisstijl/).
func Names(token string) []string {
	names := map[string][]string{
		palette.Paper:         {"utrecht-document-background-color", "utrecht-page-body-background-color", "basis-color-default-bg-document"},
		palette.Ink:           {"utrecht-document-color", "nl-paragraph-color", "basis-color-default-color-document"},
		palette.Quiet:         {"basis-form-control-placeholder-color", "basis-color-default-color-subtle"},
		palette.Line:          {"utrecht-separator-color", "basis-color-default-border-subtle"},
		palette.Tint:          {"basis-color-default-bg-default", "basis-color-default-bg-subtle"},
		palette.Link:          {"nl-link-color", "utrecht-link-color", "basis-color-action-2-color-default"},
		palette.Signal:        {"basis-color-accent-1-border-default"},
		palette.Focus:         {"utrecht-focus-outline-color", "basis-focus-outline-color"},
		palette.Error:         {"utrecht-form-field-error-message-color", "basis-form-control-invalid-border-color", "basis-color-negative-border-default"},
		palette.Button:        {"nl-button-primary-background-color", "utrecht-button-primary-action-background-color", "basis-color-action-1-inverse-bg-default"},
		palette.ButtonInk:     {"nl-button-primary-color", "utrecht-button-primary-action-color", "basis-color-action-1-inverse-color-default"},
		palette.Band:          {"basis-color-accent-1-inverse-bg-default", "utrecht-page-header-background-color"},
		palette.BandInk:       {"basis-color-accent-1-inverse-color-document", "utrecht-page-header-color"},
		palette.BandQuiet:     {"basis-color-accent-1-inverse-color-subtle"},
		palette.BandLine:      {"basis-color-accent-1-inverse-border-subtle"},
		palette.BandLink:      {"basis-color-accent-1-inverse-color-default"},
		palette.BandSignal:    {"basis-color-accent-1-inverse-border-default"},
		palette.BandFocus:     {"basis-focus-inverse-outline-color"},
		palette.BandButton:    {},
		palette.BandButtonInk: {},
		Font:                  {"utrecht-document-font-family", "basis-text-font-family-default"},
	}
	return append([]string{token}, names[token]...)
}
