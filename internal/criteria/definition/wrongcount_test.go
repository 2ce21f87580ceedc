package definition_test

// wrongCounts lists conditions with invalid counts, or without the parentheses that they need.
var wrongCounts = []wrongCondition{
	// Parentheses.
	{"MET", `answered(kind) or answered(size) and kind == "person"`, []string{
		`33 condition: "and" stands beside "or" without parentheses | put parentheses around the parts that belong together; ` +
			`as it stands, it is read as answered(kind) or (answered(size) and kind == "person")`,
	}},
	{"MET", `not (answered(kind) and answered(size) or answered(means)) and answered(kind)`, []string{
		`39 condition: "or" stands beside "and" without parentheses | put parentheses around the parts that belong together; ` +
			`as it stands, it is read as (answered(kind) and answered(size)) or answered(means)`,
	}},
	{"MET", `count(answered(kind), answered(size) or answered(means) and kind == "other") >= 1`, []string{
		`56 condition: "and" stands beside "or" without parentheses | put parentheses around the parts that belong together; ` +
			`as it stands, it is read as answered(size) or (answered(means) and kind == "other")`,
	}},
	// Counts.
	{"MET", `count(answered(kind), answered(size))`, []string{
		`0 condition: count(…) alone is neither true nor false | compare it with a number: count(…) >= 2`,
	}},
	{"MET", `count`, []string{`0 condition: "count" alone is neither true nor false | write count(…, …) >= 2`}},
	{"MET", `count(answered(kind)) >= 1`, []string{
		`0 condition: count(…) counts several conditions, not 1 | name two conditions or more, with commas between them`,
	}},
	{"MET", `count() >= 1`, []string{
		`0 condition: count(…) counts several conditions, not 0 | name two conditions or more, with commas between them`,
	}},
	{"MET", `count(answered(kind), answered(kind)) >= 1`, []string{`22 condition: this condition is counted twice | keep one of the two`}},
	{"MET", `count(answered(kind), answered(size)) >= 3`, []string{
		`41 condition: the count of 2 conditions is never >= 3 | compare with a number from 1 to 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) != 3`, []string{
		`41 condition: the count of 2 conditions is always != 3 | compare with a number from 1 to 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) <= 2`, []string{
		`41 condition: the count of 2 conditions is always <= 2 | compare with a number from 1 to 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) < 0`, []string{
		`40 condition: the count of 2 conditions is never < 0 | compare with a number from 1 to 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) >= 1.5`, []string{
		`41 condition: 1.5 isn't a whole number | write a whole number: count(…) >= 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) == "two"`, []string{
		`41 condition: "two" isn't a whole number | write a whole number: count(…) == 2`,
	}},
	{"MET", `2 <= count(answered(kind), answered(size))`, []string{
		`0 condition: count(…) stands on the wrong side of "<=" | write count(…) >= 2`,
	}},
	{"MET", `count(answered(kind), answered(size)) in [1, 2]`, []string{
		`38 condition: "in" doesn't compare numbers | write a comparison for each number, or one with >= or <=`,
	}},
	{"MET", `count(kind, knd == "person") >= 1`, []string{
		`6 condition: the question "kind" alone is neither true nor false | compare it with one of its options, kind == "option", or ask answered(kind)`,
		`12 reference: there is no question "knd"; did you mean "kind"? | the questions are kind, size, means`,
	}},
	{"MET", `kind >= "person"`, []string{
		`5 condition: ">=" compares values: a count(…), or a question of type number, money or date | compare a choice with == or in`,
	}},
	{"MET", `otherwise`, []string{`0 condition: "otherwise" is no part of a condition | write unmet: otherwise, and nothing else there`}},
}
