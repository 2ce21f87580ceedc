package selector

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/mdd"
)

// Change is a change of answers after which an unmet criterion is met.
type Change struct {
	explanation.Region
	// Selector matches where the change is named, if the criterion is unmet: "*" if it always is.
	Selector string
}

// ChangeClass is the class of a change's elements, by its index in [Sheet.Changes].
func ChangeClass(change int) string { return fmt.Sprintf("m%d", change) }

// Limits of the changes that a self-check names. Together they take about half a kilobyte of it.
const (
	// MaxChanges limits the number of changes, each of which is a sentence.
	MaxChanges = 24
	// ChangesBudget limits the bytes of their rules.
	ChangesBudget = 4 << 10
	// changesMaxSteps limits the steps for them: what they may cost an editor who waits for a
	// build.
	changesMaxSteps = 4_000_000
)

// changes compiles what would meet each unmet criterion: all changes of one answer or, where these
// are too many, as few as are needed. It sets Changes, and adds their rules to the CSS, only if all
// of that is within the limits of changes and of the CSS. The error is that of the context.
func (c *compiler) changes(ctx context.Context) error {
	for _, every := range []bool{true, false} {
		found, rules, err := c.changesOf(ctx, every)
		if err != nil {
			return err
		}
		if found == nil {
			continue
		}
		css := append(c.sheet.CSS[:len(c.sheet.CSS)-1:len(c.sheet.CSS)-1], rules+"}"...)
		if len(css) <= MaxSize && visits(c.rules.String()+rules, c.Set) <= MaxVisits && Compressed(css) <= MaxCompressed {
			c.sheet.Changes, c.sheet.CSS = found, css
			return nil
		}
	}
	return nil
}

// changesOf returns changes and their rules. They are nil if they exceed a limit, and not if there
// are none.
func (c *compiler) changesOf(ctx context.Context, every bool) (found []Change, rules string, err error) {
	f := c.Functions.Clone() // The changes take part in no other result.
	own := &compiler{writer: newWriter(f, plain)}
	f.Space.Limit(2*f.Space.Nodes()+changesMaxSteps/8, changesMaxSteps)
	var b strings.Builder
	err = f.Space.Within(ctx, func() {
		regions := explanation.Regions(f, every)
		if len(regions) > MaxChanges {
			return
		}
		all := []Change{}
		for i, r := range regions {
			if r.May == mdd.True {
				all = append(all, Change{r, "*"})
				continue
			}
			list := own.between(r.Must, r.May)
			all = append(all, Change{r, strings.Join(list, ",")})
			class := " ." + ChangeClass(i)
			b.WriteString(strings.Join(list, class+",") + class + "{display:block}")
			if b.Len() > ChangesBudget {
				return
			}
		}
		found = all
	})
	if errors.Is(err, mdd.ErrTooLarge) {
		return nil, "", nil
	}
	return found, b.String(), err
}
