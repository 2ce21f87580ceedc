package criteriatest

import "embed"

//go:embed flows
var flows embed.FS

// flow returns a set after rules of a kind that governments publish: a benefit, a licence, a tax
// threshold, a permit. The questions of some are about numbers, amounts and days, and their
// examples stand on both sides of each limit.
func flow(name string) Shape {
	text, err := flows.ReadFile("flows/" + name + ".yaml")
	if err != nil {
		panic(err)
	}
	return Shape{name, string(text)}
}

// Drafts returns the sets flood and nis2 as they were first written, before the language had
// numbers, amounts, days and counts. Their style sheets are larger than those of what they became.
func Drafts() []Shape {
	return []Shape{flow("flood-draft"), flow("nis2-draft")}
}
