package baseline

import (
	"errors"
	"fmt"
	"strings"
)

// Verdict is what comes of comparing a figure.
type Verdict string

// The verdicts. Only Worse is a failure.
const (
	Equal   Verdict = "within tolerance"
	Better  Verdict = "better"
	Worse   Verdict = "WORSE"
	New     Verdict = "not in the baseline"
	Missing Verdict = "not measured"
)

// slack is by how much a ratio may be worse whatever its tolerance: of a ratio near 0, the noise is
// larger than any share of it.
const slack = 0.003

// Difference is a figure of a baseline beside that of a run.
type Difference struct {
	Before, Now Figure // one of them is empty where the verdict is New or Missing
	Verdict     Verdict
}

// Comparison is a run beside a baseline.
type Comparison struct {
	Differences []Difference
	// Notes say what makes the comparison less sharp.
	Notes []string
}

// Worse reports whether any figure is worse than it may be.
func (c *Comparison) Worse() bool {
	for _, d := range c.Differences {
		if d.Verdict == Worse {
			return true
		}
	}
	return false
}

// Compare compares a run with a baseline. The tolerances are the baseline's. Records of different
// methods are refused.
func Compare(before, now *Record) (*Comparison, error) {
	if err := comparable(before.Method, now.Method); err != nil {
		return nil, err
	}
	c := &Comparison{Notes: notes(before, now)}
	measured := map[string]Figure{}
	for _, f := range now.Figures {
		measured[f.Name] = f
	}
	common := 0
	for _, f := range before.Figures {
		d := Difference{Before: f, Verdict: Missing}
		if other, ok := measured[f.Name]; ok {
			if f.Unit != other.Unit || f.More != other.More {
				return nil, fmt.Errorf("%s is measured in another way than in the baseline", f.Name)
			}
			common++
			d.Now, d.Verdict = other, judge(f, other.Value)
			delete(measured, f.Name)
		}
		c.Differences = append(c.Differences, d)
	}
	for _, f := range now.Figures {
		if _, ok := measured[f.Name]; ok {
			c.Differences = append(c.Differences, Difference{Now: f, Verdict: New})
		}
	}
	if common == 0 {
		return nil, errors.New("the run has no figure that the baseline has")
	}
	return c, nil
}

func judge(before Figure, now float64) Verdict {
	old := before.Value
	if before.More {
		// A lower value of these is as bad as a higher one of the others.
		old, now = 1/old, 1/now
	}
	margin := old * before.Tolerance
	worse := margin
	if before.Unit == "" && !before.More {
		worse = max(margin, slack)
	}
	switch {
	case now > old+worse:
		return Worse
	case now < old-worse:
		return Better
	}
	return Equal
}

func comparable(before, now Method) error {
	for _, p := range []struct {
		what        string
		before, now any
	}{
		{"pairs of pages", before.Pairs, now.Pairs},
		{"file system", before.FileSystem, now.FileSystem},
	} {
		if p.before != p.now {
			return fmt.Errorf("not comparable: the %s of the baseline and of the run are %v and %v", p.what, p.before, p.now)
		}
	}
	for _, p := range []struct{ what, before, now string }{{"disk's file system", before.Disk, now.Disk}, {"Hugo", before.Hugo, now.Hugo}} {
		if p.before != "" && p.now != "" && p.before != p.now {
			return fmt.Errorf("not comparable: the %s of the baseline and of the run are %s and %s", p.what, p.before, p.now)
		}
	}
	return nil
}

func notes(before, now *Record) []string {
	var out []string
	add := func(what string, a, b any) {
		if a != b {
			out = append(out, fmt.Sprintf("%s: %v in the baseline, %v in the run", what, a, b))
		}
	}
	add("runs", before.Method.Runs, now.Method.Runs)
	add("system", before.Machine.System, now.Machine.System)
	add("CPU", before.Machine.CPU, now.Machine.CPU)
	add("number of CPUs", before.Machine.CPUs, now.Machine.CPUs)
	add("Go", before.Machine.Go, now.Machine.Go)
	add("load when it began", before.Machine.Load, now.Machine.Load)
	return out
}

// String returns the comparison as text.
func (c *Comparison) String() string {
	t := Table{Header: []string{"figure", "baseline", "run", "change", "tolerance", "verdict"}}
	for _, d := range c.Differences {
		row := []string{d.Before.Name, "–", "–", "–", percent(d.Before.Tolerance), string(d.Verdict)}
		if d.Verdict == New {
			row[0], row[4] = d.Now.Name, "–"
		} else {
			row[1] = d.Before.Text()
		}
		if d.Verdict != Missing {
			row[2] = d.Now.Text()
		}
		if d.Verdict != Missing && d.Verdict != New {
			row[3] = fmt.Sprintf("%+.1f %%", 100*(d.Now.Value/d.Before.Value-1))
		}
		t.Rows = append(t.Rows, row)
	}
	var b strings.Builder
	b.WriteString(t.Text())
	for _, n := range c.Notes {
		fmt.Fprintf(&b, "Note: %s\n", n)
	}
	return b.String()
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }
