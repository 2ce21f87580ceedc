package dev

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"time"

	"baken.example/baken/internal/diag"
)

// These paths are never a site's: it doesn't publish what is in .baken.
const (
	scriptPath = "/.baken/dev.js"
	panelPath  = "/.baken/panel.js" // which the script imports
	eventsPath = "/.baken/events"
)

//go:embed client
var client embed.FS

// ServeHTTP answers with the site, and with what its script asks for.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case scriptPath, panelPath:
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		http.ServeFileFS(w, r, client, "client/"+path.Base(r.URL.Path))
	case eventsPath:
		p.events(w, r)
	default:
		p.page(w, r)
	}
}

// event is what a browser is told, in JSON.
type event struct {
	Version  int            `json:"version"`
	Failure  string         `json:"failure"`
	Findings []diag.Finding `json:"findings"`
}

func (s state) event() event {
	e := event{Version: s.version, Findings: s.findings.All()}
	if s.failure != nil {
		e.Failure = s.failure.Error()
	}
	return e
}

// events tells a browser of every change, the state as it is first, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	connection := http.NewResponseController(w)
	// It stays open for as long as the page does.
	if err := connection.SetWriteDeadline(time.Time{}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	for {
		state, changed := p.now()
		data, err := json.Marshal(state.event())
		if err != nil {
			p.logger.Error("tell of a change", "error", err)
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if err := connection.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-p.over:
			return
		}
	}
}
