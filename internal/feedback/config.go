package feedback

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/feedback/limit"
)

// Config configures a Handler. Fields without a default are required.
type Config struct {
	Store Store
	// Languages are the languages of the site, in its order. The first one is used if the language
	// of a form is unknown.
	Languages []string
	// Texts has the texts of each language.
	Texts map[string]Texts
	// Known reports whether there is a page at the path, in the language.
	Known func(lang, page string) bool
	// Thanks returns the address that a form without a script is redirected to once its answer is
	// stored.
	Thanks func(Answer) string

	// Unanswered returns the path of the page under which the searches without results in a
	// language are stored; nil, or "", if they aren't. See [UnansweredPart].
	Unanswered func(lang string) string
	// Quorum is the number of visitors of a day below which no search is stored, 5 by default.
	Quorum int

	// Action is the path of the handler, "/api/feedback" by default.
	Action string
	// Stylesheet is the path of the style sheet of the handler's own pages, or "".
	Stylesheet string
	// Origins are the trusted origins of cross-origin requests, such as "https://www.example.org".
	Origins []string
	// Proxies are the networks whose X-Forwarded-For is trusted. None by default.
	Proxies []netip.Prefix

	// Limits are limit.Default by default.
	Limits limit.Limits
	// RetentionDays is how long answers are kept after their day, 365 by default.
	RetentionDays int
	// BodyTimeout bounds the time that a body takes to arrive, 10 seconds by default. StoreTimeout
	// bounds the time that the store takes, 5 seconds by default.
	BodyTimeout, StoreTimeout time.Duration

	// Clock returns the current time. Random is a source of secure random bytes
	// (crypto/rand.Reader).
	Clock  func() time.Time
	Random io.Reader
	// Logger receives operational messages, without personal data.
	Logger *slog.Logger
}

// MinQuorum is the least that Quorum may be.
const MinQuorum = 3

// MaxRetentionDays is the most that RetentionDays may be, a hundred years.
const MaxRetentionDays = 36500

// Defaults of Config.
const (
	DefaultAction        = "/api/feedback"
	DefaultRetentionDays = 365
	DefaultQuorum        = 5
	DefaultBodyTimeout   = 10 * time.Second
	DefaultStoreTimeout  = 5 * time.Second
)

// Handler serves requests as the package comment specifies, at any path.
type Handler struct {
	config  Config
	pages   *template.Template
	origins *http.CrossOriginProtection
	salts   *salts
	// window and day bound the answers of all visitors.
	window, day *limit.Allowance
	metrics     metrics
	// full is the last day on which the bound of a day's growth was reached.
	full atomic.Int64
}

// New returns a handler. The caller closes the store, after the server has finished all requests.
func New(c Config) (*Handler, error) {
	if c.Store == nil || c.Known == nil || c.Thanks == nil || c.Clock == nil || c.Random == nil || c.Logger == nil {
		return nil, errors.New("feedback: Store, Known, Thanks, Clock, Random and Logger must be given")
	}
	if len(c.Languages) == 0 {
		return nil, errors.New("feedback: there must be a language")
	}
	for _, lang := range c.Languages {
		if err := c.Texts[lang].validate(); err != nil {
			return nil, fmt.Errorf("feedback: language %s: %w", lang, err)
		}
	}
	if len(c.Texts) != len(c.Languages) {
		return nil, errors.New("feedback: there are texts for other languages than those of the site")
	}
	c.Action = cmp.Or(c.Action, DefaultAction)
	c.Limits = cmp.Or(c.Limits, limit.Default())
	c.RetentionDays = cmp.Or(c.RetentionDays, DefaultRetentionDays)
	c.Quorum = cmp.Or(c.Quorum, DefaultQuorum)
	c.BodyTimeout = cmp.Or(c.BodyTimeout, DefaultBodyTimeout)
	c.StoreTimeout = cmp.Or(c.StoreTimeout, DefaultStoreTimeout)
	c.Languages, c.Proxies = slices.Clone(c.Languages), slices.Clone(c.Proxies)
	if err := c.Limits.Validate(); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	if c.Quorum < MinQuorum {
		return nil, fmt.Errorf("feedback: searches of %d visitors are too few to be kept, %d are the least", c.Quorum, MinQuorum)
	}
	if c.RetentionDays > MaxRetentionDays {
		return nil, fmt.Errorf("feedback: %d days are too many to keep answers, %d are the most", c.RetentionDays, MaxRetentionDays)
	}
	if c.RetentionDays < 1 || c.BodyTimeout < 0 || c.StoreTimeout < 0 {
		return nil, errors.New("feedback: days and timeouts must be positive")
	}

	h := &Handler{config: c, origins: http.NewCrossOriginProtection(), window: limit.NewWindow(c.Store.Lease, c.Limits.All)}
	if c.Limits.Day > 0 {
		const first = 8 // KiB: most instances of a function store only a few answers
		h.day = limit.NewAllowance(func(ctx context.Context, day int64, want, limit int) (int, error) {
			return c.Store.Allot(ctx, Day(day), want, limit)
		}, c.Limits.Day, first)
	}
	for _, origin := range c.Origins {
		if err := h.origins.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("feedback: %w", err)
		}
	}
	var err error
	if h.pages, err = parsePages(); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	h.salts = newSalts(c.Store, c.Random, h.beginDay)
	return h, nil
}

// newID returns a random id like those of clients.
func (h *Handler) newID() (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(h.config.Random, b[:]); err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}
