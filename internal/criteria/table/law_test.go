package table_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
)

// TestGrounds holds that the references of a set, a question, a criterion and an outcome stand
// below the tables, and the groups of options, as HTML and as text.
func TestGrounds(t *testing.T) {
	set := named(criteriatest.Random(rand.New(rand.NewPCG(1, 3)), 3))
	basis := func(article string) criteria.Basis {
		return criteria.Basis{References: []criteria.Reference{{Name: both("Act & more"), Article: article, URL: "https://law.test/?a&b"}}}
	}
	set.Basis, set.Questions[0].Basis = basis("1"), basis("2")
	set.Criteria[0].Basis, set.Outcomes[0].Basis = basis("3"), basis("section 4")
	set.Questions[0].Groups = []criteria.Group{{Heading: both("Group"), First: 0, End: 2}}
	d := document(t, set, "en")
	html, text := string(d.AppendHTML(nil, 2, nil)), d.Text()
	for _, part := range []string{"article\u00a01", "article\u00a02", "article\u00a03", "section 4"} {
		if strings.Count(text, "       Act & more, "+part+"\n") != 1 {
			t.Errorf("no %s in the text", part)
		}
	}
	if !strings.Contains(html, `<dt>Group (q0?)</dt><dd>a0</dd><dd>a1</dd>`) || !strings.Contains(text, "Group (q0?)\n       a0\n       a1\n") {
		t.Error("no groups")
	}
}
