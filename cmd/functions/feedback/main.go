// Feedback is a function on Netlify that receives the answers to "Did this page help?" and stores
// them in PostgreSQL, with the handler of baken serve.
//
// It embeds site/pages.json, which the build writes before the function is compiled, since Netlify
// deploys nothing but the binary of a Go function.
package main

import (
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/feedback/netlify"
	"baken.example/baken/internal/feedback/postgres"
)

//go:embed site
var site embed.FS

// The environment variables. The function of a preview reads previewDatabaseURL and ignores the
// other two addresses, so that answers about a preview never count.
const (
	databaseURL        = "DATABASE_URL"
	netlifyDatabaseURL = "NETLIFY_DATABASE_URL" // of Netlify's own database
	previewDatabaseURL = "FEEDBACK_PREVIEW_DATABASE_URL"
	retention          = "FEEDBACK_RETENTION_DAYS"
)

func main() {
	logger := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	handler, err := newHandler(site, os.Getenv, logger)
	if err != nil {
		logger.Error("feedback: it can't start", "error", err)
		os.Exit(1)
	}
	lambda.Start(netlify.Handle(handler))
}

func newHandler(files fs.FS, getenv func(string) string, logger *slog.Logger) (http.Handler, error) {
	file, err := files.Open("site/pages.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("it was compiled without site/pages.json: have the build run baken feedback pages before, as netlify.toml does")
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	pages, err := manifest.Read(file)
	if err != nil {
		return nil, err
	}
	config := feedback.Config{Clock: time.Now, Random: rand.Reader, Logger: logger}
	config.RetentionDays, err = days(getenv)
	if err == nil {
		config.Store, err = open(pages.Preview, getenv)
	}
	if err != nil {
		// Answer 503 with the reader's input. If the program exited, Netlify would show an error of
		// its own.
		config.Store = postgres.Unavailable(err)
		if !errors.Is(err, errPreview) {
			logger.Error("feedback: answers can't be stored until this is mended", "error", err)
		}
	}
	pages.Configure(&config)
	return feedback.New(config)
}

// days returns the retention in days, the default one with an error if the setting is invalid.
func days(getenv func(string) string) (int, error) {
	text := getenv(retention)
	if text == "" {
		return feedback.DefaultRetentionDays, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > feedback.MaxRetentionDays {
		return feedback.DefaultRetentionDays, fmt.Errorf("%s is %q: it takes a number of days, from 1 to %d", retention, text, feedback.MaxRetentionDays)
	}
	return n, nil
}

// errPreview is the error of a preview without a database of its own.
var errPreview = errors.New("this is a preview, and " + previewDatabaseURL + " isn't set: nothing is stored")

// open opens the store. The database need not be reachable yet.
func open(preview bool, getenv func(string) string) (feedback.Store, error) {
	names := []string{databaseURL, netlifyDatabaseURL}
	if preview {
		names = []string{previewDatabaseURL}
	}
	for _, name := range names {
		address := getenv(name)
		if address == "" {
			continue
		}
		// An instance handles one request at a time.
		store, err := postgres.Open(address, postgres.Options{Connections: 2})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return store, nil
	}
	if preview {
		return nil, errPreview
	}
	return nil, fmt.Errorf("neither %s nor %s is set", databaseURL, netlifyDatabaseURL)
}
