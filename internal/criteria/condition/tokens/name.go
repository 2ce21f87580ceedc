package tokens

// constants are keywords that Expr parses as names.
var constants = []string{"true", "false", "nil"}

// Words returns the keywords of conditions, which can't be ids.
func Words() []string {
	return append([]string{
		"and", "or", "not", "in", "let", "if", "else", "matches", "contains", "answered", "criteria",
	}, constants...)
}

// Reserved returns the further words that can't be ids of questions, definitions or constants.
func Reserved() []string { return []string{"otherwise", "count"} }

// MaxID is the largest length of an id, in bytes.
const MaxID = 100

// IsName reports whether s has the syntax of an id that conditions may refer to.
func IsName(s string) bool {
	if s == "" || len(s) > MaxID || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}
