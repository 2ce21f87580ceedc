package database

import (
	"fmt"
	"strconv"

	"baken.example/baken/internal/feedback"
)

// Days is a number of days, at most as many as answers may be kept.
type Days int

const maxDays = feedback.MaxRetentionDays

func (d *Days) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxDays {
		return fmt.Errorf("it takes a number of days, from 1 to %d", maxDays)
	}
	*d = Days(n)
	return nil
}
func (d *Days) Type() string { return "DAYS" }
func (d *Days) String() string {
	if *d == 0 {
		return ""
	}
	return strconv.Itoa(int(*d))
}
