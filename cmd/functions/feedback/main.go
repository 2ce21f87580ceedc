// Feedback receives the answers to "Did this page help?" as a function on Netlify, and keeps them
// in PostgreSQL. The handler is the one of baken serve.
//
// Nothing of the site is in it but site/pages.json, which the build writes before this is compiled:
// Netlify puts nothing else into a Go function than the program.
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

// The environment variables that are read.
const (
	databaseURL = "DATABASE_URL"
	retention   = "FEEDBACK_RETENTION_DAYS"
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
	days := feedback.DefaultRetentionDays
	if text := getenv(retention); text != "" {
		if days, err = strconv.Atoi(text); err != nil || days < 1 {
			return nil, fmt.Errorf("%s is %q: it takes a number of days", retention, text)
		}
	}
	if getenv(databaseURL) == "" {
		// Readers are told to try again later, rather than shown what Netlify makes of a program that ends.
		logger.Error("feedback: " + databaseURL + " isn't set, so answers can't be stored")
	}
	// An instance answers one request at a time.
	store, err := postgres.Open(getenv(databaseURL), postgres.Options{Connections: 2})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", databaseURL, err)
	}
	config := feedback.Config{Store: store, RetentionDays: days, Clock: time.Now, Random: rand.Reader, Logger: logger}
	pages.Configure(&config)
	return feedback.New(config)
}
