package main

import (
	"fmt"
	"os"
)

func main() {
	if err := generate(os.Args[2:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
