package report

import "strconv"

// Charts are drawn in CSS pixels. They show a share from 0 to 100 %, and its interval as an error
// bar.

// Dimensions of the bar of a page in the table, whose axis is horizontal.
const (
	barWidth  = 200
	barHeight = 20
	// barMargin leaves space for half a dot at the ends of the axis.
	barMargin = 6
)

// barView is the drawing of a page's share.
type barView struct {
	Width, Height int
	// Left and Right are the ends of the axis, Middle is its y coordinate.
	Left, Right, Middle string
	// Ticks are the positions of 0, 25, 50, 75 and 100 %.
	Ticks []string
	// Share is the position of the dot; Low and High are the ends of the error bar.
	Share, Low, High string
}

func bar(s Share) *barView {
	at := func(share float64) string { return coordinate(barMargin + share*(barWidth-2*barMargin)) }
	v := &barView{
		Width: barWidth, Height: barHeight, Left: at(0), Right: at(1), Middle: coordinate(barHeight / 2),
		Share: at(s.Value), Low: at(s.Low), High: at(s.High),
	}
	for _, tick := range ticks() {
		v.Ticks = append(v.Ticks, at(tick))
	}
	return v
}

func ticks() []float64 { return []float64{0, .25, .5, .75, 1} }

// Dimensions of the trend: weeks from left to right, shares upwards.
const (
	trendHeight = 200
	// weekWidth is the distance of two weeks. A year fits the width of a sheet of paper.
	weekWidth = 13
	// minTrendWidth is the width of a trend of few weeks.
	minTrendWidth = 480
	trendLeft     = 52
	trendRight    = 20
	trendTop      = 12
	trendBottom   = 30
)

// trendView is the drawing of shares by week.
type trendView struct {
	// ID is unique on the page. Title and Description are for screen readers.
	ID, Title, Description string
	Width, Height          int
	Left, Right, Bottom    string
	Lines                  []lineView
	Points                 []pointView
	// Path connects the points of consecutive weeks. After a gap it begins with a move.
	Path   string
	Labels []labelView
}

// lineView is a horizontal line of the grid with its label.
type lineView struct{ Y, TextY, Text string }

// pointView is a week with votes.
type pointView struct{ X, Y, Low, High string }

// labelView is the label of a week on the axis. Anchor is its text-anchor: start, middle or end.
type labelView struct{ X, Y, Anchor, Text string }

// trend returns the drawing of one week or more on an axis of all weeks.
func (w *words) trend(id, title string, axis, weeks []Week) *trendView {
	width := max(minTrendWidth, trendLeft+trendRight+weekWidth*(len(axis)-1))
	first, last := axis[0].Monday, axis[len(axis)-1].Monday
	x := func(week Week) float64 {
		if first == last {
			return (trendLeft + float64(width-trendRight)) / 2
		}
		return trendLeft + float64(week.Monday-first)/float64(last-first)*float64(width-trendRight-trendLeft)
	}
	const bottom = trendHeight - trendBottom
	y := func(share float64) float64 { return bottom - share*(bottom-trendTop) }

	v := &trendView{
		ID: id, Title: title, Description: w.text("ReportChartTable"), Width: width, Height: trendHeight,
		Left: coordinate(trendLeft), Right: coordinate(float64(width - trendRight)), Bottom: coordinate(bottom),
	}
	for _, tick := range ticks() {
		v.Lines = append(v.Lines, lineView{coordinate(y(tick)), coordinate(y(tick) + 4), w.percent(tick)})
	}
	for i, week := range weeks {
		share, ok := week.Share()
		if !ok {
			continue
		}
		v.Points = append(v.Points, pointView{coordinate(x(week)), coordinate(y(share.Value)), coordinate(y(share.Low)), coordinate(y(share.High))})
		step := "M"
		if i > 0 && weeks[i-1].Monday == week.Monday-daysPerWeek && weeks[i-1].Total() > 0 {
			step = "L"
		}
		v.Path += step + coordinate(x(week)) + " " + coordinate(y(share.Value))
	}
	label := func(week Week, anchor string) {
		v.Labels = append(v.Labels, labelView{coordinate(x(week)), coordinate(bottom + 20), anchor, week.Monday.String()})
	}
	if first == last {
		label(axis[0], "middle")
	} else {
		label(axis[0], "start")
		label(axis[len(axis)-1], "end")
	}
	return v
}

// coordinate formats a number with at most one decimal.
func coordinate(x float64) string {
	text := strconv.FormatFloat(x, 'f', 1, 64)
	if text[len(text)-2:] == ".0" {
		return text[:len(text)-2]
	}
	return text
}
