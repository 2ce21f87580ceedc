package browsertest

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// impassable is why a step of a journey can't be taken.
type impassable string

func (i impassable) Error() string { return string(i) }

// journey is what a reader with a phone, a keyboard and no scripts does from a home page: skip to
// the text, go to a section by the main menu, to a page in it by the section's menu, and read that
// page in another language. The check reports the first step that can't be taken.
func (s *site) journey() check {
	return withoutScripts(phone, func(t *tab, home page) ([]string, error) {
		if err := t.open(home); err != nil {
			return nil, err
		}
		// A page at /language/section/page/.
		below := s.each(func(p page) bool {
			return p.lang == home.lang && p.status == 200 && strings.Count(p.path, "/") == 4
		})
		if len(below) == 0 {
			return []string{"there is no section with pages to go to"}, nil
		}
		to := below[0].path
		for _, step := range []func() error{
			t.skipToMain,
			func() error { return t.followFrom("page:menu", path.Dir(path.Clean(to))+"/") },
			func() error { return t.followFrom("page:section", to) },
			t.changeLanguage,
		} {
			var stuck impassable
			if err := step(); errors.As(err, &stuck) {
				return []string{stuck.Error()}, nil
			} else if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
}

// tabTo presses Tab until the focus is on an element that will do.
func (t *tab) tabTo(what string, will func(stop) bool) (stop, error) {
	const most = 200 // stops are on a page
	for range most {
		if err := t.press(kb.Tab); err != nil {
			return stop{}, err
		}
		s, err := probe[*stop](t, "focus", controls)
		if err != nil {
			return stop{}, err
		}
		if s != nil && will(*s) {
			return *s, nil
		}
	}
	return stop{}, impassable("Tab doesn't lead to " + what)
}

// follow presses Enter on the link that has the focus and waits until its page is there.
func (t *tab) follow(s stop) error {
	response, err := chromedp.RunResponse(t.ctx, chromedp.KeyEvent(kb.Enter))
	if err != nil {
		return fmt.Errorf("follow %s: %w", s.Href, err)
	}
	if response.Status != http.StatusOK || response.URL != s.Href {
		return impassable(fmt.Sprintf("%s leads to %s, status %d", s.Href, response.URL, response.Status))
	}
	return nil
}

// skipToMain takes the first link, which must be the one that skips what all pages have.
func (t *tab) skipToMain() error {
	first, err := t.tabTo("anything", func(stop) bool { return true })
	if err != nil {
		return err
	}
	if err := t.press(kb.Enter); err != nil {
		return err
	}
	next, err := t.tabTo("anything", func(stop) bool { return true })
	if err != nil {
		return err
	}
	if !next.Main {
		return impassable(fmt.Sprintf("after %s comes %s, which isn't in the main content", first.Name, next.Name))
	}
	return nil
}

// followFrom opens a menu by its button and takes the link in it that leads to a path.
func (t *tab) followFrom(popover, to string) error {
	if _, err := t.tabTo("the button of #"+popover, func(s stop) bool { return s.Opens == popover }); err != nil {
		return err
	}
	if err := t.press(kb.Enter); err != nil {
		return err
	}
	s, err := t.tabTo("a link to "+to+" in #"+popover, func(s stop) bool {
		return s.Popover == popover && s.Href == t.origin+to
	})
	if err != nil {
		return err
	}
	return t.follow(s)
}

// changeLanguage takes the link to another language, which must be to the same page.
func (t *tab) changeLanguage() error {
	alternates, err := probe[map[string]string](t, "alternates")
	if err != nil {
		return err
	}
	s, err := t.tabTo("a link to another language", func(s stop) bool { return s.Hreflang != "" })
	if err != nil {
		return err
	}
	if alternates[s.Hreflang] != s.Href {
		return impassable(fmt.Sprintf("the link to %s is %s, but this page's version is %s",
			s.Hreflang, s.Href, alternates[s.Hreflang]))
	}
	return t.follow(s)
}
