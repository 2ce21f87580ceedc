package layout

import "html/template"

// The types in this file are what templates see. They are finished: a template only places them.
// Fields of type template.HTML were made by package render from what templates and package markdown
// made; templates place them as they are.

// PageView is what layouts/page.html and the other layouts get.
type PageView struct {
	Site SiteView
	// Lang is the page's language as a BCP 47 tag; Dir is "ltr" or "rtl".
	Lang, Dir string
	// Title is the h1; DocumentTitle the title element, with the site's name.
	Title, DocumentTitle, Description string
	// URL is the path on this site, Canonical the absolute URL.
	URL, Canonical string
	// Alternates lead to this page in every language that has it, this one included, and for those who
	// prefer none of them: a sequence of link elements.
	Alternates template.HTML
	// Languages are all languages of the site, none where it has one only; those without this page lead to their
	// home page.
	Languages []LanguageLink
	// Menu is the site's main menu: a sequence of li elements, made by the template menu-item.html.
	Menu template.HTML
	// Breadcrumbs lead from the home page to the parent of this page: a sequence of li elements, made
	// by the template breadcrumb.html; empty on the home page.
	Breadcrumbs template.HTML
	// Section is the navigation of the section this page is in; nil when there is nothing to list.
	Section *SectionView
	// Contents are links to the headings of levels 2 and 3: a sequence of li elements, with a ul in
	// those that have headings below them. It is empty when there are fewer than three headings.
	Contents template.HTML
	// Body is the page's text.
	Body template.HTML
	// OutOfStep leads to the version that this one was made from and isn't in step with; nil when it is.
	OutOfStep *OutOfStepView
	// Children are the pages directly below this one; on the home page those of the main menu, if
	// the site has one.
	Children []Card
	// Reviewed is when somebody last checked the text; nil when unknown.
	Reviewed *Date
	// Changed is when what the page says changed last; nil when unknown.
	Changed *Date
	// EditURL leads to the page's source; empty when site.yaml has no edit_url.
	EditURL string
	// Previous and Next are the neighbours within the section; nil at its ends.
	Previous, Next *Link
	// Check is the self-check that the page is; nil on other pages.
	Check *CheckView
	// Feedback tells whether the page asks if it helped.
	Feedback bool
	// StructuredData is the JSON-LD of the page, ready to stand in a script element.
	StructuredData template.JS
}

// SiteView is what all pages in one language share.
type SiteView struct {
	// Title and Description are in the page's language.
	Title, Description string
	// HomeURL is the home page in this language, FeedURL its feed.
	HomeURL, FeedURL string
	// Styles and Scripts are the assets each page loads.
	Styles, Scripts []AssetLink
	// Icon is the favicon.
	Icon AssetLink
	// Preview says that the site is one with drafts, which search engines mustn't index.
	Preview bool
	// Contact is how to reach the people behind the site.
	Contact ContactView
	// Footer are the pages in the foot of the site (site.yaml: footer).
	Footer []Link
}

// ContactView is the contact block, in the page's language. Empty fields are not known.
type ContactView struct {
	Name, Email, URL, Phone string
	// PhoneNumber is Phone as a tel: URL wants it (RFC 3966): digits, with a leading + if it has one.
	PhoneNumber string
}

// AssetLink is a fingerprinted file with its Subresource Integrity metadata ("sha384-…").
type AssetLink struct {
	URL, Integrity string
}

// Link is a link with its text.
type Link struct {
	URL, Title string
}

// LanguageLink is an entry of the language switch.
type LanguageLink struct {
	// Code is a BCP 47 tag, Name the language's name in itself.
	Code, Name, URL string
	// Current marks the page's own language. Missing says that the page isn't there in this
	// language and URL leads to its home page.
	Current, Missing bool
}

// OutOfStepView is about the version of a page in another language.
type OutOfStepView struct {
	// Newer tells that it has changed since this page was made from it; else the two only differ.
	Newer bool
	// Title and URL are that version's, Code is the BCP 47 tag of its language, and Dir "ltr" or "rtl".
	Title, URL, Code, Dir string
	// Language is the name of the language in itself.
	Language string
}

// MenuItem is an entry of the main menu: what menu-item.html gets.
type MenuItem struct {
	URL, Title string
	// Current marks the page itself, Inside a page below it.
	Current, Inside bool
}

// SectionView is the navigation within a section.
type SectionView struct {
	// Parent is the section's own page; Current says that this page is it.
	Parent  Link
	Current bool
	// Items is a sequence of li elements, made by the template section-item.html.
	Items template.HTML
}

// SectionItem is what section-item.html gets.
type SectionItem struct {
	URL, Title string
	Current    bool
}

// Card presents a page in a list.
type Card struct {
	URL, Title, Description string
}

// Date is a day: ISO is YYYY-MM-DD, Text is how the page's language writes it.
type Date struct {
	ISO, Text string
}

// ChooserView is what chooser.html, the page at /, gets.
type ChooserView struct {
	Site SiteView
	// Lang is the site's first language; DocumentTitle holds the site's name in every language.
	Lang, Dir, DocumentTitle, Canonical string
	Alternates                          template.HTML
	Choices                             []Choice
}

// Choice is one language on the chooser.
type Choice struct {
	// Code is a BCP 47 tag; Name is the language's name in itself; Title and Description are the
	// site's, in that language.
	Code, Dir, Name, URL, Title, Description string
	// NotFound says, in that language, that there is no such page; only the 404 page at the root has it.
	NotFound string
}

// NotFoundView is what not-found.html gets: one for each language, and one without a language
// at the root, with Choices instead of a menu.
type NotFoundView struct {
	Site                     SiteView
	Lang, Dir, DocumentTitle string
	Languages                []LanguageLink
	Menu                     template.HTML
	Choices                  []Choice
}

// TermView is what term-open.html and term-close.html get.
type TermView struct {
	// ID is the id of the explanation's element, unique on the page.
	ID string
	// Name is the term's full name, Definition its explanation in plain text.
	Name, Definition string
	// URL leads to the entry on the glossary page; empty when the site has none.
	URL string
}

// GlossaryEntry is a term in the list that the directive ::glossary makes.
type GlossaryEntry struct {
	ID, Term, Name, Definition string
}
