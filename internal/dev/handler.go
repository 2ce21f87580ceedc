package dev

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"time"

	"baken.example/baken/internal/diag"
)

// The paths of dev's own resources. No site publishes a path below .baken.
const (
	scriptPath = "/.baken/dev.js"
	panelPath  = "/.baken/panel.js" // which the script imports, like the next one
	sharePath  = "/.baken/share.js"
	eventsPath = "/.baken/events"
	statePath  = "/.baken/state"
)

//go:embed client
var client embed.FS

// ServeHTTP serves the site and the resources of dev's script. It refuses requests that name an
// unknown host, and requests from other origins for anything but pages.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !p.admits(w, r) {
		return
	}
	switch r.URL.Path {
	case scriptPath, panelPath, sharePath:
		harden(w.Header())
		w.Header().Set("Cache-Control", "no-store")
		http.ServeFileFS(w, r, client, "client/"+path.Base(r.URL.Path))
	case eventsPath:
		p.events(w, r)
	case statePath:
		p.answerState(w, r)
	default:
		p.page(w, r)
	}
}

// event is the message that a browser gets, in JSON.
type event struct {
	// Run is the id of the process: versions of different processes can't be compared.
	Run     string `json:"run"`
	Version int    `json:"version"`
	// Told counts the events of the process. A browser that has the last one is up to date.
	Told     int            `json:"told"`
	Failure  string         `json:"failure"`
	Findings []diag.Finding `json:"findings"`
}

func (s state) event(run string) event {
	e := event{Run: run, Version: s.version, Told: s.told, Findings: s.findings.All()}
	if s.failure != nil {
		e.Failure = s.failure.Error()
	}
	return e
}

// wait blocks until the site was loaded for the first time, and reports whether it was.
func (p *Preview) wait(r *http.Request) bool {
	select {
	case <-p.ready:
		return true
	case <-p.over:
	case <-r.Context().Done():
	}
	return false
}

const (
	// eventTime is how long a browser may take to receive an event. One that has stopped reading
	// mustn't keep its connection for ever.
	eventTime = 30 * time.Second
	// retry is how long a browser waits before it asks for events again, after the server has gone.
	retry = time.Second
)

// events streams the present state, and then every change, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	connection := http.NewResponseController(w)
	harden(w.Header())
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	// send writes an event. The stream is open for as long as the page, but no write is.
	send := func(format string, args ...any) error {
		if err := connection.SetWriteDeadline(time.Now().Add(eventTime)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, format, args...); err != nil {
			return err
		}
		return connection.Flush()
	}
	// The headers arrive at once, however long loading the site takes.
	if send("retry: %d\n\n", retry.Milliseconds()) != nil || !p.wait(r) {
		return
	}
	for {
		state, changed := p.now()
		data, err := json.Marshal(state.event(p.run))
		if err != nil {
			p.logger.Error("tell of a change", "error", err)
			return
		}
		if send("data: %s\n\n", data) != nil {
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

// answerState sends the present state to a browser that can't share a stream of events, or 204
// where that names the last event as the one that it has seen.
func (p *Preview) answerState(w http.ResponseWriter, r *http.Request) {
	if !p.wait(r) {
		return
	}
	harden(w.Header())
	w.Header().Set("Cache-Control", "no-store")
	state, _ := p.now()
	if r.URL.Query().Get("seen") == p.run+"."+strconv.Itoa(state.told) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(state.event(p.run)); err != nil {
		p.logger.Debug("tell the state", "error", err)
	}
}
