package table

import (
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// byteOrderMark makes spreadsheets read a file as UTF-8.
const byteOrderMark = "\ufeff"

// CSV returns all tables as one (RFC 4180, in UTF-8 with a byte order mark), with a column for each
// question that matters in one of them, so that a spreadsheet can filter it. Where there is no table
// its conditions are in the last column.
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
			record[i] = harmless(record[i])
		}
	}
	if err := w.WriteAll(records); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// formulas are what makes a spreadsheet take a cell for a formula when it begins with it, the wide
// forms of Asian scripts among them (OWASP, CSV Injection).
const formulas = "=+-@\t\r\n＝＋－＠"

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune(formulas, first) {
		return "'" + cell
	}
	return cell
}
