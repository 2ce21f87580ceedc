package diag

import (
	"maps"
	"slices"
)

// Code names a kind of finding. Codes are stable: editors put them in site.yaml and look them up
// in docs/findings.md, which has a paragraph for each.
type Code string

// Findings about files and their place.
const (
	FileEncoding   Code = "file-encoding"    // not valid UTF-8, or a control character in it
	FileTooLarge   Code = "file-too-large"   // larger than Baken reads
	FileName       Code = "file-name"        // not NAME.LANG.md
	FileLanguage   Code = "file-language"    // a language that site.yaml doesn't have
	FileLink       Code = "file-link"        // a symbolic link that leads nowhere or out of the site
	NestingTooDeep Code = "nesting-too-deep" // lists, quotes or brackets in one another without end
	FileUnreadable Code = "file-unreadable"  // the file can't be read
	OutputInSite   Code = "output-in-site"   // a build's manifest or a linked output directory, as part of the site
	DownloadType   Code = "download-type"    // a kind of file that isn't published, or not what its name says
	PictureActive  Code = "picture-active"   // an SVG picture with a program or a foreign part in it
)

// Findings about text, wherever it stands.
const (
	TextBidi Code = "text-bidi" // a character that changes the direction of the text unseen
)

// Findings about YAML, wherever it stands.
const (
	YAMLSyntax       Code = "yaml-syntax"        // not YAML
	YAMLUnknownKey   Code = "yaml-unknown-key"   // a key nobody reads
	YAMLDuplicateKey Code = "yaml-duplicate-key" // a key that stands there twice
	YAMLType         Code = "yaml-type"          // a value of another type than the key takes
	YAMLMissingKey   Code = "yaml-missing-key"   // a required key that isn't there, or is empty
	YAMLAlias        Code = "yaml-alias"         // an anchor, alias or merge key
	YAMLValue        Code = "yaml-value"         // a value of the right type that can't be
)

// Findings about front matter and site.yaml.
const (
	FrontMatterMissing  Code = "front-matter-missing"  // a page without it
	FrontMatterUnclosed Code = "front-matter-unclosed" // no second ---
	SiteMissing         Code = "site-missing"          // no content/site.yaml
	SiteBaseURL         Code = "site-base-url"         // base_url that isn't an absolute http(s) URL
	SiteLanguage        Code = "site-language"         // a language code that isn't BCP 47, is reserved, or twice
	SiteMenu            Code = "site-menu"             // a menu entry without a page
	SiteSecurity        Code = "site-security"         // security.txt expired or about to
	SiteSeverity        Code = "site-severity"         // severity of a code that doesn't exist
	LayoutUnknown       Code = "layout-unknown"        // no such template
	CriteriaUnknown     Code = "criteria-unknown"      // no such criteria set
	DateOrder           Code = "date-order"            // expires before publish, or reviewed in the future
	ReviewOverdue       Code = "review-overdue"        // reviewed longer ago than review_every
	Placeholder         Code = "placeholder"           // example.org contact details
)

// Findings about addresses.
const (
	SlugInvalid   Code = "slug-invalid"   // not one segment of [a-z0-9-], or reserved
	URLConflict   Code = "url-conflict"   // two pages at one address
	AliasInvalid  Code = "alias-invalid"  // not a whole path
	AliasConflict Code = "alias-conflict" // an alias that is a page, or another page's alias
	AliasLoop     Code = "alias-loop"     // an alias of the page onto itself
	URLGone       Code = "url-gone"       // an address that was, and leads nowhere now
	RedirectsMany Code = "redirects-many" // nearly as many redirect rules as Netlify takes, or more
	HomeMissing   Code = "home-missing"   // a language without content/index.LANG.md
)

// Findings about Markdown and its links.
const (
	RawHTML           Code = "raw-html"           // HTML in Markdown
	LinkScheme        Code = "link-scheme"        // javascript: and the like
	LinkPage          Code = "link-page"          // no such page or file
	LinkUnpublished   Code = "link-unpublished"   // a page that this build leaves out
	LinkAnchor        Code = "link-anchor"        // no such heading
	LinkLanguage      Code = "link-language"      // a page in another language
	LinkOutside       Code = "link-outside"       // a path that leaves content/
	LinkRoot          Code = "link-root"          // /nl/page/ instead of page.nl.md
	LinkEmpty         Code = "link-empty"         // no target, or no text
	LinkExternal      Code = "link-external"      // what a link leads to elsewhere is gone
	LinkMoved         Code = "link-moved"         // what a link leads to elsewhere has moved for good
	ImageMissing      Code = "image-missing"      // no such picture
	ImageAlt          Code = "image-alt"          // no alternative text
	ImageForeign      Code = "image-foreign"      // a picture on another host
	ImageInvalid      Code = "image-invalid"      // not a picture, or of a kind browsers don't show
	HeadingFirst      Code = "heading-first"      // a second h1
	HeadingJump       Code = "heading-jump"       // from h2 to h4
	HeadingEmpty      Code = "heading-empty"      // a heading without text
	DirectiveUnknown  Code = "directive-unknown"  // ::name that doesn't exist
	DirectiveArgument Code = "directive-argument" // ::name with what it doesn't take
	AttributeInvalid  Code = "attribute-invalid"  // [text]{…} with other than lang=
)

// Findings about how plain the language of a text is.
const (
	SentenceTooLong       Code = "sentence-too-long"      // more words than site.yaml allows
	HardToRead            Code = "hard-to-read"           // a reading ease below the one in site.yaml
	LinkTextVague         Code = "link-text-vague"        // "click here" and the like
	SectionEmpty          Code = "section-empty"          // a heading below which nothing stands
	AbbreviationUndefined Code = "abbreviation-undefined" // an abbreviation that nothing explains
)

// Findings about languages, strings, templates and terms.
const (
	TranslationMissing   Code = "translation-missing"   // a page without its counterpart
	TranslationDrifted   Code = "translation-drifted"   // a page of another structure than its counterpart
	TranslationStale     Code = "translation-stale"     // a page whose original has changed
	TranslationThreshold Code = "translation-threshold" // fewer pages in step than site.yaml asks for
	TextLanguage         Code = "text-language"         // a text in another language than its page
	StringMissing        Code = "string-missing"        // a UI string a language doesn't have
	StringPlural         Code = "string-plural"         // a plural form of CLDR's that isn't there
	StringUnknown        Code = "string-unknown"        // a UI string nobody reads
	StringInvalid        Code = "string-invalid"        // a UI string that isn't a valid message
	AssetInvalid         Code = "asset-invalid"         // a style sheet, script or picture that isn't one
	TemplateInvalid      Code = "template-invalid"      // a template that doesn't parse or run
	GlossaryConflict     Code = "glossary-conflict"     // one term twice
	GlossaryUnknown      Code = "glossary-unknown"      // [text]{term=id} of a term that isn't there
	GlossaryUnused       Code = "glossary-unused"       // a term that no page uses
)

// Findings about how a set of criteria is written.
const (
	CriteriaID        Code = "criteria-id"        // an id that can't be, or stands there twice
	CriteriaReference Code = "criteria-reference" // no such question, option, criterion, verdict or outcome
	CriteriaCondition Code = "criteria-condition" // not a condition, or one that means something else
	CriteriaVersion   Code = "criteria-version"   // versions that overlap or leave a gap
	CriteriaExample   Code = "criteria-example"   // an example of which something else comes
	CriteriaText      Code = "criteria-text"      // a heading, footnote or directive in a text of criteria
)

// Findings about what a set of criteria means, which its proof finds.
const (
	CriteriaGap         Code = "criteria-gap"         // answers for which no outcome holds
	CriteriaOverlap     Code = "criteria-overlap"     // a criterion that is met and unmet at once
	CriteriaUnreachable Code = "criteria-unreachable" // an outcome, a verdict or a question that never comes
	CriteriaIdle        Code = "criteria-idle"        // a question whose answer changes nothing
	CriteriaSize        Code = "criteria-size"        // too large to be proven or compiled
)

// severities holds every code; what isn't an error by nature is for a person to weigh.
var severities = map[Code]Severity{
	FileEncoding: Error, FileTooLarge: Error, FileName: Error, FileLanguage: Error, FileLink: Error,
	NestingTooDeep: Error, FileUnreadable: Error, OutputInSite: Error, DownloadType: Error, PictureActive: Error,

	TextBidi: Warning,

	YAMLSyntax: Error, YAMLUnknownKey: Error, YAMLDuplicateKey: Error, YAMLType: Error,
	YAMLMissingKey: Error, YAMLAlias: Error, YAMLValue: Error,

	FrontMatterMissing: Error, FrontMatterUnclosed: Error, SiteMissing: Error, SiteBaseURL: Error,
	SiteLanguage: Error, SiteMenu: Error, SiteSecurity: Warning, SiteSeverity: Error,
	LayoutUnknown: Error, CriteriaUnknown: Error, DateOrder: Error, ReviewOverdue: Warning,
	Placeholder: Warning,

	SlugInvalid: Error, URLConflict: Error, AliasInvalid: Error, AliasConflict: Error,
	AliasLoop: Error, HomeMissing: Error, URLGone: Warning, RedirectsMany: Warning,

	RawHTML: Error, LinkScheme: Error, LinkPage: Error, LinkUnpublished: Error, LinkAnchor: Error,
	LinkLanguage: Warning, LinkOutside: Error, LinkRoot: Warning, LinkEmpty: Error, LinkExternal: Warning, LinkMoved: Warning,
	ImageMissing: Error, ImageAlt: Error, ImageForeign: Error, ImageInvalid: Error,
	HeadingFirst: Error, HeadingJump: Warning, HeadingEmpty: Error,
	DirectiveUnknown: Error, DirectiveArgument: Error, AttributeInvalid: Error,

	CriteriaGap: Error, CriteriaOverlap: Error, CriteriaUnreachable: Error, CriteriaIdle: Error,
	CriteriaSize: Error, CriteriaText: Error,
	CriteriaID: Error, CriteriaReference: Error, CriteriaCondition: Error, CriteriaVersion: Error, CriteriaExample: Error,

	SentenceTooLong: Warning, HardToRead: Warning, LinkTextVague: Warning, SectionEmpty: Warning,
	AbbreviationUndefined: Warning,

	TranslationMissing: Warning, TranslationDrifted: Warning, TranslationStale: Warning, TranslationThreshold: Warning,
	TextLanguage: Warning, StringMissing: Error, StringPlural: Error, StringUnknown: Warning,
	StringInvalid: Error, TemplateInvalid: Error, AssetInvalid: Error, GlossaryConflict: Error,
	GlossaryUnknown: Error, GlossaryUnused: Warning,
}

// lasting are the errors that leave a site whole all the same, such as a link without a target,
// which is published as text. All other errors mean that something wouldn't be there.
var lasting = []Code{
	FileName, FileLanguage, SiteMenu, CriteriaUnknown, DateOrder,
	AliasInvalid, AliasConflict, AliasLoop, RawHTML, LinkScheme, LinkAnchor, LinkEmpty,
	ImageAlt, ImageForeign, HeadingFirst, HeadingEmpty,
	DirectiveUnknown, DirectiveArgument, AttributeInvalid, GlossaryUnknown,
}

// Adjustable tells whether site.yaml may make less of a finding than it is.
func (c Code) Adjustable() bool {
	return severities[c] != Error || slices.Contains(lasting, c)
}

// Severity returns the code's own severity, before site.yaml has its say.
func (c Code) Severity() Severity { return severities[c] }

// Known tells whether a code exists.
func (c Code) Known() bool { _, ok := severities[c]; return ok }

// Codes returns every code there is, sorted.
func Codes() []Code { return slices.Sorted(maps.Keys(severities)) }
