package browsertest

// layout checks that a page needs no scrolling to the side and that nothing of it is cut off or
// covered, WCAG 1.4.10, and that whatever is pressed is large enough, 2.5.8: as it stands, and with
// each menu and explanation open. The same of what is cut off or covered is checked in other views
// when the reader spaces out the text, 1.4.12.
func layout(views, spaced func(page) []view) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.open(p); err != nil {
			return nil, err
		}
		problems, err := t.inViews("", views(p), "reflow", "targets")
		if err != nil || len(spaced(p)) == 0 {
			return problems, err
		}
		if _, err := probe[bool](t, "spaceout"); err != nil {
			return nil, err
		}
		more, err := t.inViews(", text spaced out", spaced(p), "reflow")
		return append(problems, more...), err
	}
}

// always returns the same views for every page.
func always(views ...view) func(page) []view { return func(page) []view { return views } }

// inViews returns what probes find on the open page in some views; how is what else was done with
// the page.
func (t *tab) inViews(how string, views []view, names ...string) ([]string, error) {
	var problems []string
	for _, v := range views {
		if err := t.look(v); err != nil {
			return nil, err
		}
		for _, name := range names {
			found, err := probe[[]string](t, name)
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				problems = append(problems, v.name+how+": "+f)
			}
		}
	}
	return problems, nil
}
