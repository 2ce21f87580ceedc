package layout

// ListView is a page of a list: PageView.List, and the data of list-pages.html.
type ListView struct {
	// Items are the pages of the list on this page, the newest first.
	Items []ListItem
	// FeedURL is the path of the list's feed, FeedTitle its title.
	FeedURL, FeedTitle string
	// Number is the number of this page, counted from 1, Pages that of all, and Position says both
	// in words; it is empty if there is one page.
	Number, Pages int
	Position      string
	// NewerURL and OlderURL lead to the neighbours of this page; empty at the ends.
	NewerURL, OlderURL string
}

// ListItem is a page in a list.
type ListItem struct {
	URL, Title, Description string
	// Date is nil if the page has none, Updated if it wasn't updated.
	Date, Updated *Date
}

// RelatedLink is a page that another leads to. Lang is the BCP 47 tag of its language, empty if it
// is that of the page with the link.
type RelatedLink struct{ URL, Title, Lang string }

// SitemapItem is a page in the list of all pages: the data of sitemap.html is a slice of them.
type SitemapItem struct {
	URL, Title string
	// Date is the day of a page in a list by date; nil for any other.
	Date *Date
	// Current reports whether it is the page that shows the list.
	Current  bool
	Children []SitemapItem
	// Folded is the text of a fold around Children, empty if they stand open.
	Folded string
}
