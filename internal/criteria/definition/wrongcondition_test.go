package definition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wrongCondition is an invalid condition with its key and its findings. The number in a finding is
// the offset in the condition.
type wrongCondition struct {
	place, src string
	want       []string
}

// wrong lists invalid conditions.
var wrong = []wrongCondition{
	// Traps that Expr's parser takes.
	{"MET", `not kind == "person"`, []string{
		`0 condition: "not" belongs to kind alone here, not to the comparison | write kind != "person"`,
	}},
	{"MET", `(not kind) == "person"`, []string{
		`1 condition: "not" belongs to kind alone here, not to the comparison | write kind != "person"`,
	}},
	{"MET", `not kind != "person" and not size in ["small"]`, []string{
		`0 condition: "not" belongs to kind alone here, not to the comparison | write kind == "person"`,
		`25 condition: "not" belongs to size alone here, not to the comparison | write size not in ["small"]`,
	}},
	{"MET", `not not kind == "person"`, []string{`4 condition: this not undoes the one before it | take both out`}},
	{"MET", `not "car" in means`, []string{
		`0 condition: "not" belongs to "car" alone here, not to the comparison | write "car" not in means`,
	}},
	{"WHEN", `not criteria.mandate == "met"`, []string{
		`0 condition: "not" belongs to criteria.mandate alone here, not to the comparison | write criteria.mandate != "met"`,
	}},
	{"MET", `kind == not "person"`, []string{`8 condition: "not" stands before "person" alone, not before the comparison | write kind != "person"`}},
	{"MET", `["person"] == kind`, []string{
		`0 condition: ["person"] stands on the wrong side of "==" | write kind in ["person"]`,
	}},
	{"MET", `["person", "other"] != kind`, []string{
		`0 condition: ["person", "other"] stands on the wrong side of "!=" | write kind not in ["person", "other"]`,
	}},
	{"MET", `"person" == kind`, []string{`0 condition: "person" stands on the wrong side of "==" | write kind == "person"`}},
	{"WHEN", `"met" == criteria.mandate`, []string{
		`0 condition: "met" stands on the wrong side of "==" | write criteria.mandate == "met"`,
	}},
	{"WHEN", `"met" in criteria.mandate`, []string{
		`0 condition: "met" stands on the wrong side of "in" | write criteria.mandate == "met"`,
	}},
	{"MET", `["car"] in means`, []string{`0 condition: ["car"] stands on the wrong side of "in" | write "car" in means`}},
	{"MET", `["car", "boat"] == means`, []string{
		`0 condition: ["car", "boat"] stands on the wrong side of "==" | write "car" in means or "boat" in means`,
	}},
	{"MET", `"car" != means`, []string{`0 condition: "car" stands on the wrong side of "!=" | write "car" not in means`}},
	{"MET", `kind == size`, []string{
		`8 condition: "size" is a question, and questions can't be compared | compare each with an option of its own, between quotation marks`,
	}},
	{"MET", `kind in size`, []string{
		`8 condition: "size" is a question, and questions can't be compared | compare each with an option of its own, between quotation marks`,
	}},
	{"MET", `kind == "person" == "company"`, []string{
		`17 condition: "==" compares something that is true or false itself | write each comparison out, with and or or between them`,
	}},
	{"MET", `kind not in ["person"] == "company"`, []string{
		`23 condition: "==" compares something that is true or false itself | write each comparison out, with and or or between them`,
	}},
	{"MET", `not (kind == "person") == "company"`, []string{
		`23 condition: "==" compares something that is true or false itself | write each comparison out, with and or or between them`,
	}},
	{"MET", `answered(kind) == "yes"`, []string{
		`15 condition: "==" compares something that is true or false itself | write answered(question) alone, or not answered(question)`,
	}},
	{"MET", `kind == (size == "small")`, []string{
		`5 condition: "==" compares something that is true or false itself | write each comparison out, with and or or between them`,
	}},
	{"MET", `"a" == "b"`, []string{
		`0 condition: this compares two things that never change | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `"a" in ["a"]`, []string{
		`0 condition: this compares two things that never change | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	// Of "a not in b" Expr makes not (a in b).
	{"MET", `kind not in "person"`, []string{`12 condition: "not in" takes a list, not one option | write kind != "person"`}},
	{"MET", `kind not in person`, []string{`12 condition: "person" stands here without quotation marks | write kind != "person"`}},
	{"MET", `"person" not in kind`, []string{
		`0 condition: "kind" has one answer, so "not in" says nothing of it | write kind != "person"`,
	}},
	{"MET", `["person"] not in kind`, []string{
		`0 condition: ["person"] stands on the wrong side of "not in" | write kind not in ["person"]`,
	}},
	{"MET", `means not in ["car"]`, []string{
		`0 condition: "means" can have several answers at once, so "not in" says nothing of it | write "car" not in means`,
	}},
	{"MET", `means not in "car"`, []string{
		`0 condition: "means" can have several answers at once, so "not in" says nothing of it | write "car" not in means`,
	}},
	{"MET", `means in "car"`, []string{
		`0 condition: "means" can have several answers at once, so "in" says nothing of it | write "car" in means`,
	}},
	{"MET", `["car", "boat"] not in means`, []string{
		`0 condition: ["car", "boat"] stands on the wrong side of "not in" | write not ("car" in means or "boat" in means)`,
	}},
	{"MET", `["car", boat] in means and answered(kind)`, []string{
		`0 condition: ["car", boat] stands on the wrong side of "in" | write ("car" in means or "boat" in means)`,
	}},
	{"WHEN", `criteria.mandate not in "met"`, []string{
		`24 condition: "not in" takes a list, not one verdict | write criteria.mandate != "met"`,
	}},
	{"WHEN", `"met" not in criteria.mandate`, []string{
		`0 condition: "met" stands on the wrong side of "not in" | write criteria.mandate != "met"`,
	}},
	{"MET", `not kind not in ["person"]`, []string{
		`0 condition: "not" belongs to kind alone here, not to the comparison | write kind in ["person"]`,
	}},
	{"MET", `not "car" not in means`, []string{
		`0 condition: "not" belongs to "car" alone here, not to the comparison | write "car" in means`,
	}},
	{"MET", `not (not kind) == person`, []string{
		`0 condition: "not" belongs to kind alone here, not to the comparison | write kind == "person"`,
	}},
	{"MET", `not means == "car"`, []string{
		`0 condition: "not" belongs to means alone here, not to the comparison | write "car" not in means`,
	}},
	{"MET", `not answered(kind) == "yes"`, []string{
		`19 condition: "==" compares something that is true or false itself | write answered(question) alone, or not answered(question)`,
	}},
	{"MET", `kind == not means`, []string{
		`8 condition: "not" stands before means alone, not before the comparison | write kind != means`,
	}},
	// Questions in a list.
	{"MET", `[kind] in ["person"]`, []string{
		`0 condition: options stand between brackets, and kind isn't one | write kind in ["person"]`,
	}},
	{"MET", `"car" not in [means]`, []string{
		`13 condition: options stand between brackets, and means isn't one | write "car" not in means`,
	}},
	{"WHEN", `[criteria.mandate] == "met"`, []string{
		`0 condition: options stand between brackets, and criteria.mandate isn't one | write criteria.mandate == "met"`,
	}},
	{"MET", `[kind, size] in ["person"]`, []string{
		`0 condition: questions can't stand in a list | write a comparison for each of them, with and or or between`,
	}},
	{"MET", `"person" == nobody`, []string{`0 condition: "person" stands on the wrong side of "==" | write nobody == "person"`}},
	{"MET", `answered(kind) == true`, []string{`18 condition: "true" isn't part of a condition | write answered(kind)`}},
	{"MET", `answered(kind) != true`, []string{`18 condition: "true" isn't part of a condition | write not answered(kind)`}},
	{"MET", `not answered(kind) == false`, []string{`22 condition: "false" isn't part of a condition | write answered(kind)`}},
	// Options and lists.
	{"MET", `kind == person`, []string{
		`8 condition: "person" stands here without quotation marks | write kind == "person"`,
	}},
	{"MET", `kind in [person, "other"]`, []string{
		`9 condition: "person" stands here without quotation marks | write "person"`,
	}},
	{"MET", `kind in [size]`, []string{
		`9 condition: "size" is a question, and questions can't be compared | compare each with an option of its own, between quotation marks`,
	}},
	{"MET", `kind in [["person"]]`, []string{
		`9 condition: a list can't hold this | write names between quotation marks, with a comma between them`,
	}},
	{"MET", `kind in person`, []string{
		`8 condition: "person" stands here without quotation marks | write kind == "person"`,
	}},
	{"MET", `kind in "person"`, []string{`8 condition: "in" takes a list, not one option | write kind == "person"`}},
	{"MET", `kind in []`, []string{`8 condition: the list is empty | name one or more between the brackets`}},
	{"MET", `kind in ["person", "other", "person"]`, []string{
		`28 condition: "person" stands in the list twice | keep one of the two`,
	}},
	{"MET", `kind == ["person"]`, []string{`5 condition: "==" compares with one option, not with a list | write kind in ["person"]`}},
	{"MET", `kind != ["person"]`, []string{`5 condition: "!=" compares with one option, not with a list | write kind not in ["person"]`}},
	{"MET", `kind in ("person", "other")`, []string{
		`17 condition: "," isn't expected here | write a list between square brackets: ["a", "b"]`,
	}},
	{"MET", `kind in answered(kind)`, []string{
		`5 condition: "in" compares something that is true or false itself | write answered(question) alone, or not answered(question)`,
	}},
	{"MET", `"person" in kind`, []string{
		`0 condition: "kind" has one answer, so "in" says nothing of it | write kind == "person"`,
	}},
	{"MET", `means == "car"`, []string{
		`0 condition: "means" can have several answers at once, so "==" says nothing of it | write "car" in means`,
	}},
	{"MET", `means != "car"`, []string{
		`0 condition: "means" can have several answers at once, so "!=" says nothing of it | write "car" not in means`,
	}},
	{"MET", `means in ["car", "boat"]`, []string{
		`0 condition: "means" can have several answers at once, so "in" says nothing of it | write "car" in means or "boat" in means`,
	}},
	// References.
	{"MET", `knd == "person" and kind == "persn" and "boot" in means`, []string{
		`0 reference: there is no question "knd"; did you mean "kind"? | the questions are kind, size, means`,
		`28 reference: the question "kind" has no option "persn"; did you mean "person"? | the options are person, company, other`,
		`40 reference: the question "means" has no option "boot"; did you mean "boat"? | the options are car, boat, none`,
	}},
	{"MET", `kind in ["person", "firm"]`, []string{
		`19 reference: the question "kind" has no option "firm" | the options are person, company, other`,
	}},
	{"ASK", `size == "small"`, []string{
		`0 reference: "size" can't be asked by its own answer | ask by the answers to questions above it`,
	}},
	{"ASK", `"car" in means`, []string{
		`9 reference: the question "means" comes after this one | move that question above this one`,
	}},
	{"ASK", `answered(sizes)`, []string{`9 reference: there is no question "sizes" | the questions above it are kind`}},
	{"WHEN", `mandate == "met"`, []string{
		`0 reference: "mandate" is a criterion, not a question | write criteria.mandate`,
	}},
	{"MET", `trust == "met"`, []string{
		`0 reference: "trust" is a criterion, not a question | only the when of an outcome speaks of criteria`,
	}},
	{"MET", `criteria.trust == "met"`, []string{
		`0 condition: criteria.trust stands here, but only the when of an outcome speaks of criteria | write the condition of that criterion out`,
	}},
	{"ASK", `criteria.trust == "met"`, []string{
		`0 condition: criteria.trust stands here, but only the when of an outcome speaks of criteria | write the condition of that criterion out`,
	}},
	{"WHEN", `criteria.mandat == "met" and criteria.trust == "mett"`, []string{
		`9 reference: there is no criterion "mandat"; did you mean "mandate"? | the criteria are mandate, trust`,
		`47 reference: there is no verdict "mett"; did you mean "met"? | the verdicts are not_applicable, met, unmet, open`,
	}},
	{"WHEN", `criteria.trust == "pending" or criteria.trust in ["met", "pending", "met"]`, []string{
		`18 condition: no condition can ask whether a verdict is pending | leave it out: an outcome waits of itself for answers that it needs`,
		`57 condition: no condition can ask whether a verdict is pending | leave it out: an outcome waits of itself for answers that it needs`,
		`68 condition: "met" stands in the list twice | keep one of the two`,
	}},
	{"WHEN", `criteria["mandate"] == "met"`, []string{
		`0 condition: criteria[…] isn't part of a condition | write criteria.mandate`,
	}},
	{"WHEN", `criteria[kind] == "met"`, []string{
		`0 condition: criteria[…] isn't part of a condition | write criteria.ID`,
	}},
	{"WHEN", `criteria?.mandate == "met"`, []string{
		`8 condition: "?." isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"WHEN", `criteria.mandate.verdict == "met"`, []string{
		`0 condition: this has no parts | write a question by its id alone, and the verdict on a criterion as criteria.ID`,
	}},
	{"WHEN", `criteria.mandate == met`, []string{
		`20 condition: "met" stands here without quotation marks | write criteria.mandate == "met"`,
	}},
	{"WHEN", `criteria.mandate in "met"`, []string{
		`20 condition: "in" takes a list, not one verdict | write criteria.mandate == "met"`,
	}},
	{"WHEN", `criteria.mandate != ["met"]`, []string{
		`17 condition: "!=" compares with one verdict, not with a list | write criteria.mandate not in ["met"]`,
	}},
	{"WHEN", `criteria.mandate == criteria.trust`, []string{
		`20 condition: criteria.mandate can't be compared with criteria.trust | write criteria.mandate == "met"`,
	}},
	{"WHEN", `criteria.mandate`, []string{
		`0 condition: criteria.mandate alone is neither true nor false | compare its verdict: criteria.mandate == "met"`,
	}},
	{"WHEN", `criteria.mandate()`, []string{
		`0 condition: this isn't known here | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"WHEN", `criteria == "met"`, []string{
		`0 condition: "criteria" isn't a question | name one of them: criteria.ID == "met"`,
	}},
	{"WHEN", `criteria`, []string{
		`0 condition: "criteria" alone is neither true nor false | compare the verdict on one of them: criteria.ID == "met"`,
	}},
	{"WHEN", `criterion.mandate == "met"`, []string{
		`0 condition: criterion has no parts; did you mean "criteria"? | write a question by its id alone, and the verdict on a criterion as criteria.ID`,
	}},
	{"MET", `kind.person`, []string{
		`0 condition: kind has no parts | write a question by its id alone, and the verdict on a criterion as criteria.ID`,
	}},
	{"MET", `(kind == "person").size == "a"`, []string{
		`1 condition: this has no parts | write a question by its id alone, and the verdict on a criterion as criteria.ID`,
	}},
	// What is neither true nor false.
	{"MET", `kind`, []string{
		`0 condition: the question "kind" alone is neither true nor false | compare it with one of its options, kind == "option", or ask answered(kind)`,
	}},
	{"MET", `kind and not size`, []string{
		`0 condition: the question "kind" alone is neither true nor false | compare it with one of its options, kind == "option", or ask answered(kind)`,
		`13 condition: the question "size" alone is neither true nor false | compare it with one of its options, size == "option", or ask answered(size)`,
	}},
	{"MET", `nobody`, []string{`0 reference: there is no question "nobody" | the questions are kind, size, means`}},
	{"MET", `answered`, []string{`0 condition: "answered" alone is neither true nor false | write answered(question)`}},
	{"MET", `answered == "person"`, []string{`0 condition: "answered" isn't a question | write answered(question)`}},
	{"MET", `"person"`, []string{
		`0 condition: "person" alone is neither true nor false | compare it with a question: question == "person"`,
	}},
	{"MET", `kind == "person" or "other"`, []string{
		`20 condition: "other" alone is neither true nor false | compare it with a question: question == "other"`,
	}},
	{"MET", `["person"]`, []string{
		`0 condition: this is neither true nor false | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `answered()`, []string{
		`0 condition: answered(…) takes one question, not 0 | name one question, without quotation marks: answered(question)`,
	}},
	{"MET", `answered(kind, size)`, []string{
		`0 condition: answered(…) takes one question, not 2 | name one question, without quotation marks: answered(question)`,
	}},
	{"MET", `answered("kind")`, []string{
		`9 condition: answered(…) takes a question | name one question, without quotation marks: answered(question)`,
	}},
	{"MET", `answered(kind == "person")`, []string{
		`9 condition: answered(…) takes a question | name one question, without quotation marks: answered(question)`,
	}},
	{"WHEN", `answered(criteria.mandate)`, []string{
		`9 condition: answered(…) takes a question | name one question, without quotation marks: answered(question)`,
	}},
	{"MET", `answerd(kind)`, []string{
		`0 condition: answerd(…) isn't known here; did you mean "answered"? | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `len(kind) and any(kind, size)`, []string{
		`0 condition: len(…) isn't known here | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
		`14 condition: any(…) isn't known here | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	// What isn't part of the language.
	{"MET", `kind == "person" && size == "small" || !answered(means)`, []string{
		`17 condition: "&&" isn't part of a condition | write and`,
		`36 condition: "||" isn't part of a condition | write or`,
		`39 condition: "!" isn't part of a condition | write not`,
	}},
	{"MET", `kind == "person" && knd == "company"`, []string{
		`17 condition: "&&" isn't part of a condition | write and`,
		`20 reference: there is no question "knd"; did you mean "kind"? | the questions are kind, size, means`,
	}},
	{"MET", `kind = "person"`, []string{`5 condition: "=" isn't part of a condition | write ==`}},
	{"MET", `kind === "person"`, []string{`7 condition: "=" isn't part of a condition | write ==`}},
	{"MET", `kind == "person" AND size == "small"`, []string{
		`17 condition: "AND" isn't part of a condition | write and`,
	}},
	{"MET", `kind == "person" | answered(kind)`, []string{`17 condition: "|" isn't part of a condition | write or`}},
	{"MET", `kind | answered()`, []string{`5 condition: "|" isn't part of a condition | write or`}},
	{"MET", `kind == 1`, []string{
		`8 condition: "1" can't stand in a condition | compare a question with one of its options, between quotation marks: question == "option"`,
	}},
	{"MET", `kind == 1st`, []string{
		`8 condition: "1st" can't stand in a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `true`, []string{
		`0 condition: "true" isn't part of a condition | a condition compares answers: question == "option"; an ask, applies or when that always holds is left out`,
	}},
	{"MET", `kind == nil`, []string{
		`8 condition: "nil" isn't part of a condition | a condition compares answers: question == "option"; an ask, applies or when that always holds is left out`,
	}},
	{"MET", `answered(kind) == false`, []string{
		`18 condition: "false" isn't part of a condition | write not answered(kind)`,
	}},
	{"MET", `kind == "person" ? answered(size) : answered(means)`, []string{
		`17 condition: "?" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `let x = kind; x == "person"`, []string{
		`0 condition: "let" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `if kind == "person" { answered(size) } else { answered(means) }`, []string{
		`0 condition: "if" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind matches "per.*"`, []string{
		`5 condition: "matches" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind not contains "per"`, []string{
		`9 condition: "contains" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind == "per" + "son"`, []string{
		`14 condition: conditions don't calculate | ask for the result, or compare each answer with a value of its own`,
	}},
	{"MET", `answered(kind); answered(size)`, []string{
		`14 condition: ";" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `all(means, {# == "car"})`, []string{
		`11 condition: "{" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `{"a": kind}`, []string{
		`0 condition: "{" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind ?? size`, []string{
		`5 condition: "??" isn't part of a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", "kind == `person`", []string{
		"8 condition: \"`person`\": an id stands between quotation marks, as it is | write it as \"person\"",
	}},
	{"MET", `kind == "per\x73on"`, []string{
		`8 condition: "per\x73on": an id stands between quotation marks, as it is | write it as "person"`,
	}},
	{"MET", `kind == "per\qson"`, []string{`8 condition: a \ can't stand in a condition | write the id as it is`}},
	{"MET", `kind == b"person"`, []string{
		`8 condition: b"person" can't stand in a condition | compare a question with one of its options, between quotation marks: question == "option"`,
	}},
	{"MET", `kind == “person”`, []string{
		`8 condition: “ isn't a quotation mark that conditions know | write " before and after an id`,
	}},
	{"MET", `kind == "person" € size`, []string{
		`17 condition: "€" can't stand in a condition | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind == "person" // people`, []string{
		`17 condition: a condition has no comments | put it behind #, on a line above the key`,
	}},
	{"MET", "kind == /* é */ \"person\"", []string{
		`8 condition: a condition has no comments | put it behind #, on a line above the key`,
	}},
	{"MET", `kind == "person" /* people`, []string{
		`17 condition: a condition has no comments | put it behind #, on a line above the key`,
	}},
	{"MET", `é == "person" and ü == "other"`, []string{
		`0 reference: there is no question "é" | the questions are kind, size, means`,
		`18 reference: there is no question "ü" | the questions are kind, size, means`,
	}},
	// What isn't finished.
	{"ASK", ` `, []string{`-6 condition: the condition is empty | write one, or take the key out`}},
	{"MET", `kind a`, []string{
		`5 condition: "a" isn't expected here | put == or in between a question and an option, and or or between comparisons, and a comma between options`,
	}},
	{"MET", "kind == \"person\"\n# people", []string{
		`100 condition: "#" isn't part of a condition | if this is a comment, put it behind #, on a line above the key`,
	}},
	{"MET", "kind == \"person\" and\n  size == \"little\"", []string{
		`110 reference: the question "size" has no option "little" | the options are small, large`,
	}},
	{"MET", `kind ==`, []string{
		`7 condition: the condition breaks off here | write the rest, or take the last word out`,
	}},
	{"MET", `kind == "person" and`, []string{
		`20 condition: the condition breaks off here | write the rest, or take the last word out`,
	}},
	{"MET", `== "person"`, []string{
		`0 condition: "==" isn't expected here | conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions`,
	}},
	{"MET", `kind "person"`, []string{
		`5 condition: "person" isn't expected here | put == or in between a question and an option, and or or between comparisons, and a comma between options`,
	}},
	{"MET", `kind is "person"`, []string{
		`5 condition: "is" isn't expected here | put == or in between a question and an option, and or or between comparisons, and a comma between options`,
	}},
	{"MET", `kind == "person" size == "small"`, []string{
		`17 condition: "size" isn't expected here | put == or in between a question and an option, and or or between comparisons, and a comma between options`,
	}},
	{"MET", `kind not "person"`, []string{`9 condition: "person" isn't expected here | write != for: is not`}},
	{"MET", `kind == "person`, []string{
		`8 condition: the quotation mark " that opens here is never closed | put one at the end of the id too`,
	}},
	{"MET", `(kind == "person" and (size == "small")`, []string{
		`0 condition: the ( that opens here is never closed | put its counterpart where it is to end`,
	}},
	{"MET", `kind == "person")`, []string{
		`16 condition: there is no ( that this ) could close | take it out, or put ( where it is to begin`,
	}},
	{"MET", `kind in ["person")`, []string{
		`17 condition: this ) can't close the [ before it | close the inner one first`,
	}},
	{"MET", `kind in ["person" "other"]`, []string{
		`18 condition: "other" isn't expected here | put == or in between a question and an option, and or or between comparisons, and a comma between options`,
	}},
	{"WHEN", `criteria.`, []string{
		`9 condition: the condition breaks off here | write the rest, or take the last word out`,
	}},
	{"WHEN", `criteria."mandate" == "met"`, []string{
		`9 condition: "mandate" isn't expected here | write the id of a criterion behind the full stop: criteria.ID`,
	}},
}

func TestWrongConditions(t *testing.T) {
	for _, c := range slices.Concat(wrong, wrongCounts) {
		file := placed(map[string]string{c.place: c.src})
		sets, list := load(t, map[string]string{"s.yaml": file})
		if len(sets) > 0 {
			t.Errorf("%s: the set is loaded", c.src)
		}
		// Places are told from where the condition begins.
		before, _, _ := strings.Cut(file, "|-\n")
		line := strings.Count(before, "\n") + 2
		var got []string
		weighed := list.WithSeverities(nil)
		for _, f := range weighed.All() {
			code := strings.TrimPrefix(string(f.Code), "criteria-")
			got = append(got, fmt.Sprintf("%d %s: %s | %s", f.Column-7+100*(f.Line-line), code, f.Message, f.Hint))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s\n%s", c.src, strings.Join(got, "\n"))
		}
	}
}
