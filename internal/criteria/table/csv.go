package table

import (
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// byteOrderMark makes spreadsheet programs decode a file as UTF-8.
const byteOrderMark = "\ufeff"

// CSV returns all tables as one (RFC 4180, UTF-8 with a byte order mark), with a column for each
// question that matters in any of them, so that a spreadsheet program can filter it. The last
// columns hold the number of examples in each row, if the set has examples, and the conditions of
// tables that are too large; there is none without such a table.
func (d *Document) CSV() ([]byte, error) {
	matters := make([]bool, len(d.questions))
	conditions := false
	for _, t := range d.Tables {
		for _, q := range t.Questions {
			matters[q] = true
		}
		conditions = conditions || t.Instead != nil
	}
	columns := map[int]int{}
	head := []string{d.labels.subject, d.labels.number}
	for q, text := range d.questions {
		if matters[q] {
			columns[q] = len(head)
			head = append(head, text)
		}
	}
	head = append(head, d.labels.result)
	examples := len(head)
	if d.Covered != "" {
		head = append(head, d.labels.examples)
	}
	if conditions {
		head = append(head, d.labels.condition)
	}
	result := 2 + len(columns)
	records := [][]string{head}
	for _, t := range d.Tables {
		for i, r := range t.Rows {
			record := make([]string, len(head))
			record[0], record[1], record[result] = t.Caption, strconv.Itoa(i+1), r.Result
			for q := range columns {
				record[columns[q]] = d.labels.any
			}
			if d.Covered != "" {
				record[examples] = strconv.Itoa(r.Examples)
			}
			for j, q := range t.Questions {
				record[columns[q]] = cell(r.Cells[j], &d.labels)
			}
			records = append(records, record)
		}
		for i, c := range t.Instead {
			record := make([]string, len(head))
			record[0], record[1], record[result], record[len(head)-1] = t.Caption, strconv.Itoa(i+1), c.Result, c.Text
			records = append(records, record)
		}
	}
	var b strings.Builder
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, record := range records {
		for i := range record {
			record[i] = escapeFormula(record[i])
		}
	}
	if err := w.WriteAll(records); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// formulas are the characters at the start of a cell that make a spreadsheet program evaluate it as
// a formula, full-width forms included (OWASP, CSV Injection).
const formulas = "=+-@\t\r\n＝＋－＠"

// escapeFormula quotes a cell that a spreadsheet program would evaluate as a formula.
func escapeFormula(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune(formulas, first) {
		return "'" + cell
	}
	return cell
}

func cell(c string, l *labels) string {
	if c == "" {
		return l.any
	}
	return c
}
