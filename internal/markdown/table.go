package markdown

import extast "github.com/yuin/goldmark/extension/ast"

// alignments are the classes of table cells.
var alignments = map[extast.Alignment]string{
	extast.AlignRight:  ` class="right"`,
	extast.AlignCenter: ` class="center"`,
}

// table renders a table in a container that scrolls when the table is wider than the screen.
func (r *rendering) table(n *extast.Table) {
	r.write(`<div class="table" role="group" tabindex="0" aria-label="`)
	r.write(r.strings["TableLabel"])
	r.write(`"><table>`)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*extast.TableHeader)
		if _, ok := row.(*extast.TableRow); !header && !ok {
			r.unsupported(row)
			break
		}
		switch {
		case header:
			r.write("<thead>")
		case row.PreviousSibling() == n.FirstChild():
			r.write("<tbody>")
		}
		r.write("<tr>")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell, ok := c.(*extast.TableCell)
			if !ok {
				r.unsupported(c)
				break
			}
			r.cell(cell, header)
		}
		r.write("</tr>")
		switch {
		case header:
			r.write("</thead>")
		case row.NextSibling() == nil:
			r.write("</tbody>")
		}
	}
	r.write("</table></div>")
}

// cell renders a cell. An empty cell of the header is a td, not a th (HTML, the th element; axe
// rule empty-table-header).
func (r *rendering) cell(n *extast.TableCell, header bool) {
	tag := "td"
	switch {
	case header && n.FirstChild() != nil:
		tag = "th"
		r.write(`<th scope="col"`, alignments[n.Alignment], ">")
	default:
		r.write("<td", alignments[n.Alignment], ">")
	}
	r.leaf(n)
	r.write("</", tag, ">")
}
