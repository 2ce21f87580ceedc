package browsertest

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// view is the screen a page is seen on, and how its reader likes it.
type view struct {
	name string
	// width and height are in CSS pixels; zoom is how many device pixels each takes.
	width, height int64
	zoom          float64
	dark, forced  bool
}

var (
	desk       = view{name: "light, 1280 px", width: 1280, height: 800, zoom: 1}
	deskDark   = view{name: "dark, 1280 px", width: 1280, height: 800, zoom: 1, dark: true}
	deskForced = view{name: "forced colours, 1280 px", width: 1280, height: 800, zoom: 1, forced: true}
	phone      = view{name: "light, 320 px", width: 320, height: 640, zoom: 1}
	phoneDark  = view{name: "dark, 320 px", width: 320, height: 640, zoom: 1, dark: true}
	// zoomed is a window of 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10).
	zoomed = view{name: "1280 px at 400 %", width: 320, height: 256, zoom: 4}
)

// look gives the tab's screen the properties of a view and waits until the page has taken them on.
func (t *tab) look(v view) error {
	if v.forced && t.window != nil {
		t.window.forced = true
	}
	_, err := chromedp.Call(t.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: v.width, Height: v.height, DeviceScaleFactor: v.zoom,
	})
	if err != nil {
		return err
	}
	scheme, forced := "light", "none"
	if v.dark {
		scheme = "dark"
	}
	if v.forced {
		forced = "active"
	}
	_, err = chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "forced-colors", Value: forced},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
	if err != nil {
		return err
	}
	_, err = probe[bool](t, "settle", v.width, scheme, forced)
	return err
}
