package corpus

import "strings"

// block writes a block of the text of about a length; three in five are paragraphs.
func (a *author) block(length int) {
	switch a.r.IntN(25) {
	case 0, 1:
		a.list(func(int) string { return "- " }, true)
	case 2:
		a.list(func(i int) string { return string(rune('1'+i)) + ". " }, false)
	case 3:
		a.list(func(i int) string { return []string{"- [ ] ", "- [x] "}[i%2] }, false)
	case 4, 5:
		a.table()
	case 6, 7:
		kinds := []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
		a.writeAll("> [!" + kinds[a.r.IntN(len(kinds))] + "]\n")
		a.quote()
	case 8:
		a.quote()
	case 9:
		listing := a.Listings[a.r.IntN(len(a.Listings))]
		a.writeAll("```" + listing.Language + "\n" + listing.Text + "```\n\n")
	case 10:
		a.definitions()
	default:
		a.paragraph(length)
	}
}

// paragraph writes two to five sentences, fewer when length is reached.
func (a *author) paragraph(length int) {
	goal := a.length() + length
	for i := range 2 + a.r.IntN(4) {
		if i > 0 {
			if a.length() >= goal {
				break
			}
			a.writeAll(" ")
		}
		s := a.sentence()
		a.writeEach(func(lang int) string { return s[lang] })
	}
	a.writeAll("\n\n")
}

// list writes three to six items, one of which may have items of its own.
func (a *author) list(marker func(i int) string, nests bool) {
	lead := a.one(a.Leads)
	a.writeEach(func(lang int) string { return lead[lang] + "\n\n" })
	n := 3 + a.r.IntN(4)
	below := -1
	if nests && a.r.IntN(4) == 0 {
		below = a.r.IntN(n)
	}
	for i := range n {
		a.item(marker(i))
		if i == below {
			a.item("  - ")
			a.item("  - ")
		}
	}
	a.writeAll("\n")
}

func (a *author) item(marker string) {
	item := a.one(a.Items)
	a.writeEach(func(lang int) string { return marker + item[lang] + "\n" })
}

func (a *author) quote() {
	for range 1 + a.r.IntN(2) {
		s := a.sentence()
		a.writeEach(func(lang int) string { return "> " + s[lang] + "\n" })
	}
	a.writeAll("\n")
}

// table writes three or four columns and three to six rows.
func (a *author) table() {
	columns := 3 + a.r.IntN(2)
	row := func() {
		for range columns {
			cell := a.one(a.Cells)
			a.writeEach(func(lang int) string { return "| " + capital(cell[lang]) + " " })
		}
		a.writeAll("|\n")
	}
	row()
	a.writeAll(strings.Repeat("| --- ", columns) + "|\n")
	for range 3 + a.r.IntN(4) {
		row()
	}
	a.writeAll("\n")
}

func (a *author) definitions() {
	for range 2 + a.r.IntN(2) {
		word, meaning := a.one(a.Menus), a.one(a.Descriptions)
		a.writeEach(func(lang int) string { return word[lang] + "\n: " + meaning[lang] + "\n\n" })
	}
}
