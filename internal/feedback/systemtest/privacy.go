package systemtest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
)

// Privacy sends answers with personal data in their comments, each from an address of its own, and
// searches the files of the store, the log and the metrics for that data. It also checks that a
// salt is destroyed after its day. files returns the contents of every file of the store.
func Privacy(t *testing.T, times int, s feedback.Store, files func() [][]byte) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	var log syncBuffer
	h, err := Handler(s, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()

	const clients = 32
	secrets := make([][]string, clients)
	var all sync.WaitGroup
	for c := range clients {
		r := rand.New(rand.NewPCG(seed, uint64(c)))
		all.Go(func() {
			for n := c; n < times; n += clients {
				address := netip.AddrFrom4([4]byte{198, 51, byte(n >> 8), byte(n)}).String()
				if n%2 == 0 {
					address = fmt.Sprintf("2001:db8:%x:%x:aaaa:bbbb:cccc:%x", 0x1000+n>>8, 0x1000+n, 0x1000+r.IntN(0xe000))
				}
				planted := plant(r)
				secrets[c] = append(secrets[c], append(planted, address, userAgent(n))...)
				if err := post(server, n, address, planted); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if t.Failed() {
		return
	}

	known := newNeedles()
	for _, list := range secrets {
		for _, secret := range list {
			known.add(secret)
			if a, err := netip.ParseAddr(secret); err == nil && a.Is6() {
				raw := a.As16()
				known.add(string(raw[:]))
			}
		}
	}
	var metrics bytes.Buffer
	if err := h.WriteMetrics(&metrics); err != nil {
		t.Error(err)
	}
	// The search itself works.
	for _, list := range secrets {
		if hits := known.in([]byte("\x00…" + list[0] + "\x00")); len(hits) == 0 {
			t.Errorf("%q isn't found where it is", list[0])
		}
	}
	size := 0
	for _, b := range append(files(), log.bytes(), metrics.Bytes()) {
		size += len(b)
		for _, hit := range known.in(b) {
			t.Errorf("%q is there", hit)
		}
	}
	n := 0
	for a, err := range s.Answers(t.Context(), 0, 1<<20) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; !strings.HasPrefix(a.Comment, "Duidelijke uitleg van 1.2.3, maar [") || !strings.HasSuffix(a.Comment, "] sinds 01-02-2024.") {
			t.Errorf("kept as %q", a.Comment)
		}
	}
	if n != times {
		t.Errorf("%d answers of %d", n, times)
	}
	t.Logf("searched %d bytes", size)
	saltIsGone(t, s, files)
}

// saltIsGone ends the day, and searches for its salt.
func saltIsGone(t *testing.T, s feedback.Store, files func() [][]byte) {
	today := feedback.DayOf(time.Now())
	salt, err := s.Salt(t.Context(), feedback.Salt{Day: today, Key: []byte("this one isn't taken")})
	if err != nil {
		t.Fatal(err)
	}
	there := func() bool {
		for _, b := range files() {
			if bytes.Contains(b, salt.Key) {
				return true
			}
		}
		return false
	}
	if !there() {
		t.Error("the salt isn't found while it is there")
	}
	if err := s.Forget(t.Context(), today+1); err != nil {
		t.Fatal(err)
	}
	if there() {
		t.Error("the salt is still there after its day")
	}
}

// plant returns random personal data, each of at least eight bytes.
func plant(r *rand.Rand) []string {
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + r.IntN(10))
		}
		return string(b)
	}
	var bsn string
	for bsn == "" {
		d := fmt.Sprint(1+r.IntN(9)) + digits(7)
		sum := 0
		for i, c := range []byte(d) {
			sum += (9 - i) * int(c-'0')
		}
		if sum%11 < 10 {
			bsn = d + fmt.Sprint(sum%11)
		}
	}
	account := digits(10)
	rest := 0 // of ABNA, the account and NL00, letters being 10 to 35
	for _, c := range []byte("10112310" + account + "232100") {
		rest = (rest*10 + int(c-'0')) % 97
	}
	iban := fmt.Sprintf("NL%02dABNA%s", 98-rest, account)
	mobile := digits(8)
	return []string{
		"jan." + digits(8) + "@example.org",
		"06-" + mobile, "+31 6 " + digits(8), "020-" + fmt.Sprint(2+r.IntN(8)) + digits(6),
		bsn, bsn[:3] + "." + bsn[3:6] + "." + bsn[6:], iban, iban[:4] + " " + iban[4:8] + " " + iban[8:12] + " " + iban[12:16] + " " + iban[16:],
		fmt.Sprintf("203.0.%d.%d", 100+r.IntN(156), 100+r.IntN(156)), fmt.Sprintf("2001:db8:%x::%x", 0x1000+r.IntN(0xe000), 0x1000+r.IntN(0xe000)),
	}
}

func userAgent(n int) string { return fmt.Sprintf("Browser/%d", n) }

// post sends an answer, and retries under the same id while the store is busy.
func post(server *httptest.Server, n int, address string, planted []string) error {
	body := fmt.Sprintf(`{"page":"/xx/","lang":"xx","helpful":"no","id":"privacy-%016d","comment":"Duidelijke uitleg van 1.2.3, maar %s sinds 01-02-2024."}`,
		n, strings.Join(planted, ", "))
	for busy := 0; ; busy++ {
		r, err := http.NewRequest(http.MethodPost, server.URL, strings.NewReader(body))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-For", address)
		r.Header.Set("User-Agent", userAgent(n))
		res, err := server.Client().Do(r)
		if err != nil {
			return err
		}
		answer, err := io.ReadAll(res.Body)
		res.Body.Close()
		switch {
		case err != nil:
			return err
		case res.StatusCode == http.StatusCreated || busy > 0 && res.StatusCode == http.StatusOK:
			return nil
		case res.StatusCode != http.StatusServiceUnavailable || busy == 10:
			return fmt.Errorf("%s: %s", res.Status, answer)
		}
	}
}

// needles is an index of strings to search for, each of at least eight bytes.
type needles struct {
	// by is keyed by the first eight bytes. begin reports whether any needle has the first three
	// bytes.
	by    map[uint64][]string
	begin []bool
}

func newNeedles() needles { return needles{map[uint64][]string{}, make([]bool, 1<<24)} }

func (n needles) add(s string) {
	key := binary.LittleEndian.Uint64([]byte(s))
	n.by[key] = append(n.by[key], s)
	n.begin[key&(1<<24-1)] = true
}

// in returns the needles that occur in b.
func (n needles) in(b []byte) []string {
	var hits []string
	for i := range max(0, len(b)-7) {
		if !n.begin[int(b[i])|int(b[i+1])<<8|int(b[i+2])<<16] {
			continue
		}
		for _, s := range n.by[binary.LittleEndian.Uint64(b[i:])] {
			if bytes.HasPrefix(b[i:], []byte(s)) {
				hits = append(hits, s)
			}
		}
	}
	return hits
}

// syncBuffer is a buffer that is safe for concurrent use.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) bytes() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.b.Bytes())
}
