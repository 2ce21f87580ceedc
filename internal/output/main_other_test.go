//go:build !linux

package output

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(runWithRecords(m)) }
