package redact_test

import (
	"fmt"

	"baken.example/baken/internal/feedback/redact"
)

func ExampleText() {
	text, found := redact.Text("Call 06-12345678 or mail jan (at) example.org about CVE-2021-44228.")
	fmt.Println(text)
	fmt.Println(found[redact.Phone], found[redact.Email])
	// Output:
	// Call [tel] or mail [e-mail] about CVE-2021-44228.
	// 1 1
}
