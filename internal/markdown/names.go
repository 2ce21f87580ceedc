package markdown

import (
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/typography"
)

// The parts of a converted text, as package hypertext has them.
type (
	Body     = hypertext.Body
	Slot     = hypertext.Slot
	SlotKind = hypertext.SlotKind
	Heading  = hypertext.Heading
	Address  = hypertext.Address
	Argument = hypertext.Argument
	ValueUse = hypertext.ValueUse
)

// The kinds of slots.
const (
	SlotHref      = hypertext.SlotHref
	SlotFile      = hypertext.SlotFile
	SlotFileNote  = hypertext.SlotFileNote
	SlotImage     = hypertext.SlotImage
	SlotDirective = hypertext.SlotDirective
	SlotTermOpen  = hypertext.SlotTermOpen
	SlotTermClose = hypertext.SlotTermClose
	SlotVideo     = hypertext.SlotVideo
	SlotCaptions  = hypertext.SlotCaptions
	SlotPoster    = hypertext.SlotPoster
	SlotSave      = hypertext.SlotSave
	SlotFileURL   = hypertext.SlotFileURL
)

// Directive is the declaration of a block directive: its name and the names of its arguments.
type Directive = directive.Type

// The names of the directives. Package site checks their arguments, package render generates their
// content.
const (
	DirectiveContact         = directive.Contact
	DirectiveAuthority       = directive.Authority
	DirectiveGlossary        = directive.Glossary
	DirectiveCriteria        = directive.Criteria
	DirectiveCriterion       = directive.Criterion
	DirectiveCheck           = directive.Check
	DirectiveLegalBasis      = directive.LegalBasis
	DirectiveText            = directive.Text
	DirectiveVersion         = directive.Version
	DirectiveDecisionTable   = directive.DecisionTable
	ByVerdicts               = directive.ByVerdicts
	ByAnswers                = directive.ByAnswers
	DirectiveDecisionDiagram = directive.DecisionDiagram
	DirectiveData            = directive.Data
	DirectivePeriods         = directive.Periods
	DirectiveConditions      = directive.Conditions
	DirectiveChanges         = directive.Changes
	DirectiveSitemap         = directive.Sitemap
)

// Directives returns all directives of the dialect. Each use of one becomes a
// [SlotDirective], but for ::video, which becomes HTML with slots of its files.
func Directives() []Directive { return directive.All() }

// Quotes are the typographic quotation marks of a language.
type Quotes = typography.Quotes
