package renderer

import (
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/prose"
)

// alignments are the classes of table cells.
var alignments = map[extast.Alignment]string{
	extast.AlignRight:  ` class="right"`,
	extast.AlignCenter: ` class="center"`,
}

// Bounds of the tables whose rows a narrow screen shows as cards: columns, and bytes of a label. A
// label is repeated in every row, so that its length has to be bounded as well.
const (
	mostCardColumns = 5
	mostCardLabel   = 60
)

// table renders a table in a container that scrolls when the table is wider than the screen. The
// rows of a table of few columns can be shown as cards: it has the class cards, and its cells have
// the text of their column's header as data-label.
func (r *Rendering) table(n *extast.Table) {
	r.tables = true
	labels := r.cardLabels(n)
	class := "table"
	if labels != nil {
		class = "table cards"
	}
	r.Write(`<div class="`, class, `" role="group" tabindex="0" `)
	name, caption := r.tableName(n)
	r.Write(name, "><table>")
	r.tableCaption(caption)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*extast.TableHeader)
		if _, ok := row.(*extast.TableRow); !header && !ok {
			r.Unsupported(row)
			break
		}
		switch {
		case header:
			r.Write("<thead>")
		case row.PreviousSibling() == n.FirstChild():
			r.Write("<tbody>")
		}
		r.Write("<tr>")
		column := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell, ok := c.(*extast.TableCell)
			if !ok {
				r.Unsupported(c)
				break
			}
			label := ""
			if !header && column < len(labels) {
				label = labels[column]
			}
			r.cell(cell, header, label)
			column++
		}
		r.Write("</tr>")
		switch {
		case header:
			r.Write("</thead>")
		case row.NextSibling() == nil:
			r.Write("</tbody>")
		}
	}
	r.Write("</table></div>")
}

// cardLabels returns the texts of a table's headers, escaped for attributes, or nil if its rows
// can't be cards: a table of many columns or of figures, which are aligned to be compared, or a
// long or an empty header. The first header labels nothing, since the first cell is the heading of
// its card.
func (r *Rendering) cardLabels(n *extast.Table) []string {
	var labels []string
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok || cell.Alignment == extast.AlignRight || len(labels) == mostCardColumns {
			return nil
		}
		label := ""
		if len(labels) > 0 {
			label = strings.TrimSpace(string(r.Plain(prose.Attribute, cell, dialect.End(cell))))
			if label == "" || len(label) > mostCardLabel {
				return nil
			}
		}
		labels = append(labels, label)
	}
	if len(labels) < 2 {
		return nil
	}
	return labels
}

// cell renders a cell. An empty cell of the header is a td, not a th (HTML, the th element; axe
// rule empty-table-header).
func (r *Rendering) cell(n *extast.TableCell, header bool, label string) {
	tag := "td"
	switch {
	case header && n.FirstChild() != nil:
		tag = "th"
		r.Write(`<th scope="col"`, alignments[n.Alignment], ">")
	default:
		r.Write("<td", alignments[n.Alignment])
		if label != "" {
			r.Write(` data-label="`, label, `"`)
		}
		r.Write(">")
	}
	r.leaf(n)
	r.Write("</", tag, ">")
}
