// Package baseline keeps the figures of a measurement, and compares those of another one with them.
//
// Figures are ratios, or counts that don't depend on the speed of a machine, so that a run on
// another machine can be compared too.
package baseline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// Record is what a run of the benchmarks has measured.
type Record struct {
	Method  Method   `json:"method"`
	Machine Machine  `json:"machine"`
	Figures []Figure `json:"figures"`
	// Tables are for readers: they hold absolute values too.
	Tables []Table `json:"tables"`
}

// Method says how figures came about. Those of other methods can't be compared.
type Method struct {
	// Pairs of pages are in the site, and each median is of Runs.
	Pairs int `json:"pairs"`
	Runs  int `json:"runs"`
	// FileSystem is where everything is measured but what is about a disk, which is on Disk.
	FileSystem string `json:"file_system"`
	Disk       string `json:"disk,omitempty"`
	Hugo       string `json:"hugo,omitempty"`
}

// Machine says where and of what figures are.
type Machine struct {
	System   string `json:"system"`
	CPU      string `json:"cpu,omitempty"`
	CPUs     int    `json:"cpus"`
	Go       string `json:"go"`
	Revision string `json:"revision"`
	Day      string `json:"day"`
	// Load is how many processes were running or ready on average in the minute before the run, where
	// the system says it.
	Load string `json:"load,omitempty"`
}

// Figure is a value to compare.
type Figure struct {
	// Name is a path: the part of the run, what was measured, and in proportion to what.
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	// Low and High are the least and the greatest value of a run, where Value is their median.
	Low  float64 `json:"low,omitempty"`
	High float64 `json:"high,omitempty"`
	// Unit is empty for a ratio.
	Unit string `json:"unit,omitempty"`
	// Tolerance is the share by which another run may be worse and still count as equal.
	Tolerance float64 `json:"tolerance"`
	// AtMost is the goal; 0 where there is none.
	AtMost float64 `json:"at_most,omitempty"`
	// More says that more is better; of most figures, less is.
	More bool `json:"more_is_better,omitempty"`
}

// Table is a table of results.
type Table struct {
	Title  string     `json:"title"`
	Header []string   `json:"header"`
	Rows   [][]string `json:"rows"`
	Notes  []string   `json:"notes,omitempty"`
}

// Read reads a record.
func Read(name string) (*Record, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r := new(Record)
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(r); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return r, nil
}

func (r *Record) check() error {
	names := map[string]bool{}
	for _, f := range r.Figures {
		switch {
		case f.Name == "" || names[f.Name]:
			return fmt.Errorf("the name %q isn't one figure's", f.Name)
		case f.Value <= 0 || f.Tolerance < 0:
			return fmt.Errorf("%s: the value has to be above 0, and the tolerance not below it", f.Name)
		}
		names[f.Name] = true
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			if len(row) != len(t.Header) {
				return fmt.Errorf("table %q: a row has %d cells, and the header %d", t.Title, len(row), len(t.Header))
			}
		}
	}
	return nil
}

// Write writes a record.
func (r *Record) Write(name string) error {
	if err := r.check(); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o666)
}
