package diag

// Code identifies a kind of finding. Codes are stable: editors write them in site.yaml and look
// them up in docs/findings.md, which has a section for each. A new code is a constant here and a
// row in table.
type Code string

// Findings about files and their location.
const (
	FileEncoding     Code = "file-encoding"     // not valid UTF-8, or a control character in it
	FileTooLarge     Code = "file-too-large"    // larger than Baken reads
	FileName         Code = "file-name"         // not NAME.LANG.md
	FileLanguage     Code = "file-language"     // a language that site.yaml doesn't have
	FileLink         Code = "file-link"         // a symbolic link that is broken or leaves the site
	NestingTooDeep   Code = "nesting-too-deep"  // lists, quotes or brackets nested beyond the limit
	FileUnreadable   Code = "file-unreadable"   // the file can't be read
	OutputInSite     Code = "output-in-site"    // a build's manifest or linked output directory in the site
	FileNameCase     Code = "file-name-case"    // files whose names differ only in case
	DownloadConflict Code = "download-conflict" // two files that differ and have one address
	DownloadType     Code = "download-type"     // an unpublished file type, or content of another type
	DownloadCut      Code = "download-cut"      // a file that lacks its end
	PictureActive    Code = "picture-active"    // an SVG picture with a script or an external reference
)

// Findings about text in any file.
const (
	TextBidi Code = "text-bidi" // an invisible character that changes the text direction
)

// Findings about YAML in any file.
const (
	YAMLSyntax       Code = "yaml-syntax"        // a syntax error
	YAMLUnknownKey   Code = "yaml-unknown-key"   // a key that the schema lacks
	YAMLDuplicateKey Code = "yaml-duplicate-key" // a repeated key in a mapping
	YAMLType         Code = "yaml-type"          // a value of the wrong type
	YAMLMissingKey   Code = "yaml-missing-key"   // a required key that is absent or empty
	YAMLAlias        Code = "yaml-alias"         // an anchor, alias or merge key
	YAMLValue        Code = "yaml-value"         // a value of the right type outside its domain
	YAMLMisread      Code = "yaml-misread"       // text that YAML takes for something else
)

// Findings about front matter and site.yaml.
const (
	FrontMatterMissing  Code = "front-matter-missing"  // a page without front matter
	FrontMatterUnclosed Code = "front-matter-unclosed" // front matter without a closing ---
	DescriptionMissing  Code = "description-missing"   // a page without a description
	SiteMissing         Code = "site-missing"          // no content/site.yaml
	SiteBaseURL         Code = "site-base-url"         // a base_url that isn't an absolute http(s) URL
	BasePathFiles       Code = "base-path-files"       // robots.txt and security.txt of a site under a path
	BasePathAddress     Code = "base-path-address"     // an own template's address beside the site's path
	SiteLanguage        Code = "site-language"         // a language code that is invalid, reserved or repeated
	SiteMenu            Code = "site-menu"             // a menu entry without a page
	SiteSecurity        Code = "site-security"         // security.txt has expired or soon will
	SiteSeverity        Code = "site-severity"         // a severity for an unknown or fixed code
	LayoutUnknown       Code = "layout-unknown"        // no such template
	CriteriaUnknown     Code = "criteria-unknown"      // no such criteria set
	DateMissing         Code = "date-missing"          // a page in a list by date without a date
	DateOrder           Code = "date-order"            // days in the wrong order, or reviewed in the future
	ReviewOverdue       Code = "review-overdue"        // reviewed longer ago than review_every
	Placeholder         Code = "placeholder"           // contact details at example.org, or unwritten text
	DayAhead            Code = "day-ahead"             // a day within a month from which builds fail
	DayPassed           Code = "day-passed"            // a page or version that a build went on without
)

// Findings about URLs.
const (
	SlugInvalid   Code = "slug-invalid"   // a slug that isn't one segment of [a-z0-9-], or is reserved
	URLConflict   Code = "url-conflict"   // two pages with one URL
	AliasInvalid  Code = "alias-invalid"  // an alias that isn't an absolute path
	AliasConflict Code = "alias-conflict" // an alias equal to a page's URL or another page's alias
	AliasLoop     Code = "alias-loop"     // an alias of a page onto itself
	URLGone       Code = "url-gone"       // a URL of an earlier revision that no longer resolves
	RedirectsMany Code = "redirects-many" // redirect rules near or above Netlify's limit
	HomeMissing   Code = "home-missing"   // a language without content/index.LANG.md
)

// Findings about Markdown and its links.
const (
	RawHTML           Code = "raw-html"           // HTML in Markdown
	LinkScheme        Code = "link-scheme"        // a scheme outside the allowed ones, such as javascript:
	LinkPage          Code = "link-page"          // no such page or file
	LinkUnpublished   Code = "link-unpublished"   // a link to a page that this build leaves out
	LinkAnchor        Code = "link-anchor"        // no such heading
	LinkLanguage      Code = "link-language"      // a link to a page in another language
	LinkOutside       Code = "link-outside"       // a path that leaves content/
	LinkRoot          Code = "link-root"          // /nl/page/ instead of page.nl.md
	LinkEmpty         Code = "link-empty"         // a link without a target or without text
	LinkExternal      Code = "link-external"      // an external link whose target is gone
	LinkMoved         Code = "link-moved"         // an external link that redirects permanently
	ImageMissing      Code = "image-missing"      // no such picture
	ImageAlt          Code = "image-alt"          // no alternative text
	ImageForeign      Code = "image-foreign"      // a picture on another host
	ImageInvalid      Code = "image-invalid"      // not a picture, or in a format that browsers don't show
	ImageTooLarge     Code = "image-too-large"    // a picture that takes too much memory to make smaller
	ImageUnsized      Code = "image-unsized"      // a picture that can't be made smaller without another look
	ImageAnimated     Code = "image-animated"     // a picture that moves for more than five seconds
	ImageTurned       Code = "image-turned"       // a picture that browsers don't turn as its metadata asks
	HeadingFirst      Code = "heading-first"      // an h1 in the text, beside the title
	HeadingJump       Code = "heading-jump"       // a skipped heading level, such as h4 after h2
	HeadingEmpty      Code = "heading-empty"      // a heading without text
	HeadingBold       Code = "heading-bold"       // a paragraph of bold text in the place of a heading
	DirectiveUnknown  Code = "directive-unknown"  // an unknown ::name
	DirectiveArgument Code = "directive-argument" // an argument that ::name doesn't take
	AttributeInvalid  Code = "attribute-invalid"  // an attribute other than lang= or term= in [text]{…}
	MarkupBroken      Code = "markup-broken"      // a mark that Markdown doesn't read, such as [text] (link)
	MarkupForeign     Code = "markup-foreign"     // syntax of another tool, such as {{ … }}
	TableShape        Code = "table-shape"        // a table whose rows differ from its heading
	FenceUnclosed     Code = "fence-unclosed"     // code that no fence ends
	FootnoteUndefined Code = "footnote-undefined" // a reference to a footnote that isn't there
	FootnoteUnused    Code = "footnote-unused"    // a footnote that nothing refers to
	LinkUndefined     Code = "link-undefined"     // [text][label] without a definition of the label
	LinkUnused        Code = "link-unused"        // a definition of a link that nothing uses
	CalloutUnknown    Code = "callout-unknown"    // [!NAME] that is no callout
	CalloutEmpty      Code = "callout-empty"      // a callout without a text
	ComponentUnclosed Code = "component-unclosed" // ::: name that no ::: closes, or a ::: that closes nothing
	ComponentContent  Code = "component-content"  // content that ::: name doesn't take
	VideoFile         Code = "video-file"         // a video that isn't there, or that browsers don't play
	VideoCaptions     Code = "video-captions"     // a video without captions
)

// Findings about plain language.
const (
	SentenceTooLong       Code = "sentence-too-long"      // more words than site.yaml allows
	HardToRead            Code = "hard-to-read"           // a reading ease below the minimum in site.yaml
	LinkTextVague         Code = "link-text-vague"        // "click here" and the like
	SectionEmpty          Code = "section-empty"          // a heading without text below it
	AbbreviationUndefined Code = "abbreviation-undefined" // an abbreviation without an explanation
)

// Findings about languages, strings, templates and terms.
const (
	TranslationMissing   Code = "translation-missing"   // a page without its counterpart
	TranslationDrifted   Code = "translation-drifted"   // a page whose structure differs from its original's
	TranslationStale     Code = "translation-stale"     // a page whose original has changed since
	TranslationFacts     Code = "translation-facts"     // an amount, date or other fact that differs from the original's
	TranslationThreshold Code = "translation-threshold" // fewer pages in step than site.yaml requires
	TextLanguage         Code = "text-language"         // a passage in another language than the page's
	StringMissing        Code = "string-missing"        // a UI string that a language lacks
	StringPlural         Code = "string-plural"         // a UI string without a plural form that CLDR has
	StringUnknown        Code = "string-unknown"        // a UI string that no template uses
	StringInvalid        Code = "string-invalid"        // a UI string that isn't a valid message
	IconUnusable         Code = "icon-unusable"         // an icon that home screens and shared links can't show
	AssetInvalid         Code = "asset-invalid"         // a style sheet, script or picture that doesn't parse
	TemplateInvalid      Code = "template-invalid"      // a template that doesn't parse or execute
	GlossaryConflict     Code = "glossary-conflict"     // a spelling that two terms share
	GlossaryUnknown      Code = "glossary-unknown"      // [text]{term=id} with an unknown id
	IncludeFile          Code = "include-file"          // ::include of a file that can't stand there
	IncludeCycle         Code = "include-cycle"         // a file that includes itself
	IncludeText          Code = "include-text"          // a text that can't be included, or not there
	IncludeUnused        Code = "include-unused"        // a file for ::include that no page includes
	ValueConflict        Code = "value-conflict"        // a named value and a constant of criteria with one name
	ValueUnknown         Code = "value-unknown"         // :value{name} with a name that isn't there
	ValueUnused          Code = "value-unused"          // a named value that nothing uses
	GlossaryUnused       Code = "glossary-unused"       // a term that no page uses
)

// Findings about the look of a site.
const (
	BrandColor    Code = "brand-color"    // a colour that isn't one of CSS, or isn't opaque
	BrandContrast Code = "brand-contrast" // two colours beside each other with too little contrast
	BrandToken    Code = "brand-token"    // a theme that lacks a token, or has none that is known
	BrandFile     Code = "brand-file"     // a file of the brand that is missing or of another kind
	BrandFont     Code = "brand-font"     // a stack that isn't one of fonts
	BrandWeight   Code = "brand-weight"   // a file of the brand that takes long to load
)

// Findings about search.
const (
	TitleShared    Code = "title-shared"    // a title that another page has too, or without a word
	KeywordUseless Code = "keyword-useless" // a keyword that the page has already
)

// Findings about how a set of criteria is written.
const (
	CriteriaID        Code = "criteria-id"        // an invalid or repeated id
	CriteriaReference Code = "criteria-reference" // no such question, option, criterion, verdict or outcome
	CriteriaCondition Code = "criteria-condition" // an invalid or misleading condition
	CriteriaVersion   Code = "criteria-version"   // versions that overlap or have a gap between them
	CriteriaExample   Code = "criteria-example"   // an example with another result than it states
	CriteriaCase      Code = "criteria-case"      // a file of cases that can't be tried
	CriteriaLaw       Code = "criteria-law"       // a malformed reference to an act, or one that contradicts itself
	CriteriaFinal     Code = "criteria-final"     // a final outcome behind one that isn't
	CriteriaLimit     Code = "criteria-limit"     // a comparison with a value that every answer or none has
	CriteriaCurrency  Code = "criteria-currency"  // a constant without a currency that an amount is compared with
	CriteriaUnused    Code = "criteria-unused"    // a definition that no condition uses
	CriteriaText      Code = "criteria-text"      // a heading, footnote or directive in a text of criteria
	CriteriaPeriod    Code = "criteria-period"    // a choice of versions with one version, or without a self-check of one
	CriteriaChanges   Code = "criteria-changes"   // two versions of which the changes can't be shown
)

// Findings of the proof of a set of criteria.
const (
	CriteriaGap         Code = "criteria-gap"         // answers for which no outcome holds
	CriteriaOverlap     Code = "criteria-overlap"     // a criterion that is both met and unmet
	CriteriaUnreachable Code = "criteria-unreachable" // an outcome, verdict or question that no answers reach
	CriteriaIdle        Code = "criteria-idle"        // a question whose answer has no effect
	CriteriaLate        Code = "criteria-late"        // a question asked after the outcome, for a verdict that nobody needs
	CriteriaSize        Code = "criteria-size"        // too large to be proven or compiled
)
