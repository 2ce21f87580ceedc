package browsertest

// layout checks that a page needs no scrolling to the side and that nothing of it is cut off or
// covered, WCAG 1.4.10, and that whatever is pressed is large enough, 2.5.8: as it stands, and with
// each menu and explanation open.
func layout(views ...view) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.open(p); err != nil {
			return nil, err
		}
		return t.inViews(views, "reflow", "targets")
	}
}

// spacing checks that nothing is cut off, covered or needs scrolling to the side when the reader
// spaces out the text, WCAG 1.4.12.
func spacing(views ...view) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.open(p); err != nil {
			return nil, err
		}
		if _, err := probe[bool](t, "spaceout"); err != nil {
			return nil, err
		}
		return t.inViews(views, "reflow")
	}
}

// inViews returns what probes find on the open page in some views.
func (t *tab) inViews(views []view, names ...string) ([]string, error) {
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
				problems = append(problems, v.name+": "+f)
			}
		}
	}
	return problems, nil
}
