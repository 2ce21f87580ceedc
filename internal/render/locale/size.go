package locale

import (
	"math"

	textmessage "golang.org/x/text/message"
	"golang.org/x/text/number"

	"baken.example/baken/internal/criteria/quantity"
)

// FileSize writes a size in the language's units and with its decimal sign, rounded as people say
// it: to two digits, or to whole units from ten on. Units are powers of 1,000 (IEC 80000-13).
func (l *Language) FileSize(bytes int64) (string, error) {
	units := []string{"DownloadKilobytes", "DownloadMegabytes", "DownloadGigabytes"}
	value, unit := float64(bytes)/1e3, 0
	for value >= 999.5 && unit < len(units)-1 {
		value /= 1e3
		unit++
	}
	digits := 0
	if unit > 0 && value < 9.95 {
		digits = 1
	}
	value = max(value, 1)
	scale := math.Pow10(digits)
	value = math.Round(value*scale) / scale
	text := textmessage.NewPrinter(quantity.Tag(l.Code)).Sprint(number.Decimal(value, number.MaxFractionDigits(digits)))
	return l.Messages.Format(units[unit], struct{ Number string }{text})
}
