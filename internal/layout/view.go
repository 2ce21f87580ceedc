package layout

import "html/template"

// The types in this file are the data of templates. They are complete: a template computes nothing.
// Fields of type template.HTML are built by package render from the output of templates and of
// package markdown, and are inserted without escaping.

// PageView is the data of page.html and the other layouts.
type PageView struct {
	Site SiteView
	// Lang is the page's language as a BCP 47 tag; Dir is "ltr" or "rtl".
	Lang, Dir string
	// Title is the h1; DocumentTitle the title element, with the site's name.
	Title, DocumentTitle, Description string
	// URL is the path on this site, Canonical the absolute URL.
	URL, Canonical string
	// Alternates are the link elements to this page in every language that has it, this one
	// included, and to the default for readers of other languages (hreflang x-default).
	Alternates template.HTML
	// Languages are all languages of the site, empty if it has one only. A language without this
	// page links to its home page.
	Languages []LanguageLink
	// Menu is the site's main menu: a sequence of li elements, rendered with menu-item.html.
	Menu template.HTML
	// Breadcrumbs are the ancestors of this page from the home page on: a sequence of li elements,
	// rendered with breadcrumb.html; empty on the home page.
	Breadcrumbs template.HTML
	// Section is the navigation of the section that this page is in; nil if it has no items.
	Section *SectionView
	// Contents is the table of contents of the headings of levels 2 and 3: a sequence of li
	// elements, with nested ul elements. It is empty if there are fewer than three headings.
	Contents template.HTML
	// Body is the page's text.
	Body template.HTML
	// OutOfStep is the original of this page if the two aren't in step; else nil.
	OutOfStep *OutOfStepView
	// Action is the page that readers of this one are led to; nil if there is none, or if the text
	// has it.
	Action *ActionView
	// Ways are the ways in on a home page; nil if there are none.
	Ways *WaysView
	// Children are the pages directly below this one; on the home page the pages of the main menu,
	// if the site has one, without the page of Action. On the pages of a list by date it is empty.
	Children []Card
	// Date is the day of the page, and Updated that of its last change of substance, as its front
	// matter states them; nil if it doesn't.
	Date, Updated *Date
	// NoIndex reports whether search engines are to leave the page out.
	NoIndex bool
	// Related are the pages that the end of this one leads to.
	Related []RelatedLink
	// List is the list of the pages of the section by date; nil if the page has none.
	List *ListView
	// Sitemap reports whether the page shows the list of all pages.
	Sitemap bool
	// Reviewed is the day of the last review; nil if unknown.
	Reviewed *Date
	// Changed is the day on which the page's content last changed; nil if unknown.
	Changed *Date
	// EditURL is the URL of the page's source; empty if site.yaml has no edit_url.
	EditURL string
	// Previous and Next are the neighbours in the section; nil at its ends.
	Previous, Next *Link
	// Home reports whether it is the home page of its language.
	Home bool
	// TextTables reports whether the page's text has tables of Markdown.
	TextTables bool
	// Figures reports whether the page's text has pictures with captions.
	Figures bool
	// Rare reports whether the page has a quotation, a block of code, a task or a footnote.
	Rare bool
	// Components reports whether the page's text has a block with a name (::: details), a button or
	// a video.
	Components bool
	// Glossary reports whether the page shows the list of terms.
	Glossary bool
	// Tables and Diagram report whether the page shows decision tables and a decision diagram.
	Tables, Diagram bool
	// Conditions reports whether the page shows a criteria set in words.
	Conditions bool
	// Changes reports whether the page shows the changes between two versions of a set.
	Changes bool
	// Check is the self-check of the page; nil on other pages.
	Check *CheckView
	// Feedback reports whether the page asks if it helped.
	Feedback bool
	// StructuredData is the JSON-LD of the page, escaped for a script element.
	StructuredData template.JS
}

// ActionView is a page that readers are led to: the data of action.html and action-box.html.
type ActionView struct {
	URL, Text, Description string
	// Facts are a few words each on what it takes: for a self-check the number of questions, the
	// time, and where the answers go; else empty.
	Facts []string
}

// WaysView are the ways in on a home page: the data of ways.html.
type WaysView struct {
	Title string
	Ways  []WayView
}

// WayView is one way in. Note may be empty.
type WayView struct{ URL, Text, Note string }

// PictureLink is a picture with the size at which it is shown, in CSS pixels.
type PictureLink struct {
	URL           string
	Width, Height int
}

// SchemePicture is a picture with a variant for dark screens, whose URL is empty if it is the same.
type SchemePicture struct {
	PictureLink
	Dark PictureLink
}

// LogoView is the logo of the site.
type LogoView struct {
	SchemePicture
	// Alt is its text alternative, empty where the name beside it says the same.
	Alt string
	// Alone reports whether the name of the service isn't shown beside it.
	Alone bool
}

// SiteView is the data that all pages in one language share.
type SiteView struct {
	// Title is the name of the site, which says what it is for; Description says more. Both are in
	// the page's language.
	Title, Description string
	// Announcement is a line for every page; empty if there is none.
	Announcement template.HTML
	// Base is the path of base_url, without a slash at the end: "/guide", or empty at the root of
	// the host.
	Base string
	// HomeURL is the home page in this language, FeedURL its feed.
	HomeURL, FeedURL string
	// SearchURL is the page that searches; empty if the site has no search.
	SearchURL string
	// Styles and Scripts are the assets that every page loads.
	Styles, Scripts []AssetLink
	// Icon is the drawing that browsers show in tabs. TouchIcon is the path of the picture for home
	// screens, empty if the site has none, and Manifest that of the web application manifest.
	Icon                AssetLink
	TouchIcon, Manifest string
	// Name is the name of the service, which stands beside the logo: Title, unless the site has a
	// shorter one for this.
	Name string
	// Logo is the logo; its URL is empty if the icon stands in its place.
	Logo LogoView
	// ThemeColor is the colour of the head of pages, for browsers; DarkThemeColor is the one on
	// dark screens, empty where it is the same.
	ThemeColor, DarkThemeColor string
	// Beacon reports whether home pages show the beacon. Illustration is the picture that stands
	// there instead; its URL is empty if there is none.
	Beacon       bool
	Illustration SchemePicture
	// CardURL is the absolute URL of the picture of a shared link.
	CardURL string
	// Locale is the language with a territory, as in "nl_NL", and OtherLocales are those of the
	// site's other languages (https://ogp.me/).
	Locale       string
	OtherLocales []string
	// Preview reports whether the site includes drafts and must not be indexed by search engines.
	Preview bool
	// Contact is who edits the site. Authority is who decides on what the site is about; it equals
	// Contact if site.yaml has no authority.
	Contact, Authority ContactView
	// Footer are the items in the footer of the site (site.yaml: footer).
	Footer []MenuItem
}

// ContactView is the contact block, in the page's language. An empty field is unknown.
type ContactView struct {
	Name, Email, URL, Phone string
	// PhoneNumber is Phone in the form of a tel: URL (RFC 3966): digits, with a leading + if it has
	// one.
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
	// Code is a BCP 47 tag, Name the language's own name.
	Code, Name, URL string
	// Current reports whether it is the page's own language. Missing reports whether the page
	// doesn't exist in this language; URL is that of its home page then.
	Current, Missing bool
}

// OutOfStepView is the original of a page, in another language.
type OutOfStepView struct {
	// Newer reports whether the original has changed since this page was translated from it; if
	// not, the two only differ in structure.
	Newer bool
	// Title and URL are those of the original, Code is the BCP 47 tag of its language, and Dir
	// "ltr" or "rtl".
	Title, URL, Code, Dir string
	// Language is the language's own name.
	Language string
}

// MenuItem is an entry of the main menu or the footer: the data of menu-item.html.
type MenuItem struct {
	URL, Title string
	// Outside reports whether it leads to another website.
	Outside bool
	// Current reports whether it is the page itself, Inside whether the page is below it.
	Current, Inside bool
}

// SectionView is the navigation within a section.
type SectionView struct {
	// Parent is the section's own page; Current reports whether this page is it.
	Parent  Link
	Current bool
	// Items is a sequence of li elements, rendered with section-item.html.
	Items template.HTML
}

// SectionItem is an entry of the section navigation: the data of section-item.html.
type SectionItem struct {
	URL, Title string
	Current    bool
}

// Card presents a page in a list.
type Card struct {
	URL, Title, Description string
}

// Date is a day: ISO is YYYY-MM-DD, Text is formatted in the page's language.
type Date struct {
	ISO, Text string
}

// SearchView is the data of search.html: the page that searches, and those of its index.
type SearchView struct {
	Site                            SiteView
	Lang, Dir, Title, DocumentTitle string
	Canonical                       string
	Languages                       []LanguageLink
	Menu                            template.HTML
	// Manifest is the path of the manifest of the index for scripts, Script the script that reads
	// it.
	Manifest string
	Script   AssetLink
	// Unanswered reports whether the script sends searches without results to the feedback service.
	Unanswered bool
	// Counts are the forms of the number of pages, as JSON by their plural category. It and the
	// texts below have {n} in place of the number and {q} in place of the query.
	Counts              string
	Instead, NothingFor string
	// Query is the query that Found answers; empty where there is none.
	Query string
	// Found are the pages that the server found; nil where it wasn't asked.
	Found *FoundView
	// IndexURL is where the index is, or where its letters are.
	IndexURL string
	// Letters lead to the groups of the index. Groups are those on this page.
	Letters []LanguageLink
	Groups  []IndexGroup
}

// FoundView is what the server found.
type FoundView struct {
	// Status is the number of pages in words, or that nothing was found.
	Status string
	Pages  []FoundPage
	// MoreURL leads to the page with more of them; it is empty if there are none.
	MoreURL string
}

// FoundPage is a page that answers a query. Title and Text have the words of the query in mark
// elements.
type FoundPage struct {
	URL         string
	Title, Text template.HTML
	Sections    []FoundSection
}

// FoundSection is a section of a page that answers a query.
type FoundSection struct {
	URL           string
	Heading, Text template.HTML
}

// IndexGroup holds what begins with a letter.
type IndexGroup struct {
	ID, Letter string
	Entries    []IndexEntry
}

// IndexEntry is a title, a heading or a term. Page is the title of the page that a heading is on;
// empty for a title.
type IndexEntry struct{ URL, Text, Page string }

// ChooserView is the data of chooser.html, the page at /.
type ChooserView struct {
	Site SiteView
	// Lang is the site's first language; DocumentTitle contains the site's name in every language.
	Lang, Dir, DocumentTitle, Canonical string
	Alternates                          template.HTML
	Choices                             []Choice
}

// Choice is one language on the chooser.
type Choice struct {
	// Code is a BCP 47 tag; Name is the language's own name; Title and Description are those of the
	// site, in that language.
	Code, Dir, Name, URL, Title, Description string
	// NotFound is the message, in that language, that the page doesn't exist; only the 404 page at
	// the root has it.
	NotFound string
}

// NotFoundView is the data of not-found.html: one for each language, and one for the root, without
// a language and with Choices instead of a menu.
type NotFoundView struct {
	Site                     SiteView
	Lang, Dir, DocumentTitle string
	Languages                []LanguageLink
	Menu                     template.HTML
	Choices                  []Choice
}

// TermView is the data of term-open.html and term-close.html.
type TermView struct {
	// ID is the id of the explanation's element, unique on the page.
	ID string
	// Name is the term's full name, Definition its explanation in plain text.
	Name, Definition string
	// URL is that of the entry on the glossary page; empty if the site has none.
	URL string
}

// GlossaryEntry is a term in the list of the directive ::glossary.
type GlossaryEntry struct {
	ID, Term, Name, Definition string
}
