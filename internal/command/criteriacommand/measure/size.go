package measure

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria/selector"
)

// Size returns the command criteria size.
func Size(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json")
	var flags sets.Flags
	cmd := &cobra.Command{
		Use:   "size [SET]",
		Short: "Print how much CSS a self-check needs, and which conditions cost most",
		Long: `Size prints how many bytes of CSS the self-check of a set compiles to, as they are and as a reader downloads
them (compressed with Brotli), how many inputs a browser visits after an answer, and the limits. Below it stands
how many bytes each condition takes, the largest first. Changes named are those that would meet a criterion that
isn't met: the result says them only if there is room for all. It measures sets that are too large to be
published, too.`,
		Example: `  baken criteria size
  baken criteria size collaboration --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := sets.Find(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			proven, err := v.Prove(cmd.Context(), s)
			if err != nil {
				return err
			}
			size, findings, err := selector.Measure(cmd.Context(), proven)
			if err != nil {
				return err
			}
			if size == nil {
				return s.Misread(findings)
			}
			if format.String() == "json" {
				out, err := sizeJSON(v, size)
				return s.Result(out, err)
			}
			return s.Result([]byte(sizeText(v, size)), nil)
		},
	}
	flags.Add(s, cmd)
	format.AddFormat(cmd, "how to print the sizes")
	return cmd
}

// sizeText writes the size of a set's CSS for people.
func sizeText(v *sets.Version, size *selector.Size) string {
	var b strings.Builder
	more := ""
	if size.Abandoned {
		more = "more than "
	}
	fmt.Fprintf(&b, "%s %s\n\n", v.ID.V, firstDay(v.Set))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "compressed\t%s%d bytes\tat most %d\n", more, size.Compressed, selector.MaxCompressed)
	fmt.Fprintf(w, "as it is\t%s%d bytes\tat most %d\n", more, size.Bytes, selector.MaxSize)
	fmt.Fprintf(w, "inputs visited\t%s%d\tat most %d\n", more, size.Visits, selector.MaxVisits)
	if size.LeftOut {
		fmt.Fprintf(w, "changes named\tnone\tthere is no room for them\n")
	} else {
		fmt.Fprintf(w, "changes named\t%d\tat most %d\n", size.Changes, selector.MaxChanges)
	}
	_ = w.Flush() // A strings.Builder takes everything.
	b.WriteString("\n")
	w = tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, c := range size.Conditions {
		fmt.Fprintf(w, "%d\t  %s %q, line %d\n", c.Bytes, c.Kind, c.ID, c.Pos.Line)
	}
	if size.End > 0 {
		fmt.Fprintf(w, "%d\t  the end of asking, which follows from all of them\n", size.End)
	}
	if size.ChangeBytes > 0 {
		fmt.Fprintf(w, "%d\t  what would meet criteria that aren't met\n", size.ChangeBytes)
	}
	_ = w.Flush()
	return b.String()
}

// sizeJSON writes the size of a set's CSS: {"set", "valid_from", "bytes", "compressed", "visits",
// "abandoned", "limits": {"bytes", "compressed", "visits"}, "conditions": [{"kind", "id", "line",
// "bytes"}], "end", "changes", "change_bytes", "changes_left_out"}. A version without a first day
// has no valid_from.
func sizeJSON(v *sets.Version, size *selector.Size) ([]byte, error) {
	type limits struct {
		Bytes      int `json:"bytes"`
		Compressed int `json:"compressed"`
		Visits     int `json:"visits"`
	}
	type condition struct {
		Kind  string `json:"kind"`
		ID    string `json:"id"`
		Line  int    `json:"line"`
		Bytes int    `json:"bytes"`
	}
	var from string
	if !v.ValidFrom.IsZero() {
		from = v.ValidFrom.Format(time.DateOnly)
	}
	conditions := []condition{}
	for _, c := range size.Conditions {
		conditions = append(conditions, condition{c.Kind, c.ID, c.Pos.Line, c.Bytes})
	}
	out, err := json.MarshalIndent(struct {
		Set       string `json:"set"`
		ValidFrom string `json:"valid_from,omitempty"`
		limits
		Abandoned  bool        `json:"abandoned"`
		Limits     limits      `json:"limits"`
		Conditions []condition `json:"conditions"`
		End        int         `json:"end"`
		Changes    int         `json:"changes"`
		InChanges  int         `json:"change_bytes"`
		LeftOut    bool        `json:"changes_left_out"`
	}{
		v.ID.V, from, limits{size.Bytes, size.Compressed, size.Visits}, size.Abandoned,
		limits{selector.MaxSize, selector.MaxCompressed, selector.MaxVisits}, conditions, size.End,
		size.Changes, size.ChangeBytes, size.LeftOut,
	}, "", "  ")
	return append(out, '\n'), err
}
