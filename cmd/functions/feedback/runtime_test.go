package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"baken.example/baken/internal/feedback/manifest"
)

// runtime emulates Lambda's runtime API
// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), on the loopback.
type runtime struct {
	*httptest.Server
	waiting chan invocation
	mu      sync.Mutex
	begun   map[string]invocation
	n       int
}

type invocation struct {
	event []byte
	done  chan outcome
}

type outcome struct {
	path string
	body []byte
}

func newRuntime(t *testing.T) *runtime {
	t.Helper()
	r := &runtime{waiting: make(chan invocation), begun: map[string]invocation{}}
	const prefix = "/2018-06-01/runtime/invocation/"
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+prefix+"next", func(w http.ResponseWriter, request *http.Request) {
		select {
		case next := <-r.waiting:
			r.mu.Lock()
			r.n++
			id := strconv.Itoa(r.n)
			r.begun[id] = next
			r.mu.Unlock()
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", id)
			w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(10*time.Second).UnixMilli(), 10))
			w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:xx:0:function:feedback")
			w.Write(next.event)
		case <-request.Context().Done():
		}
	})
	mux.HandleFunc("POST "+prefix+"{id}/{outcome}", func(w http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		r.mu.Lock()
		begun, ok := r.begun[request.PathValue("id")]
		delete(r.begun, request.PathValue("id"))
		r.mu.Unlock()
		if err != nil || !ok {
			http.Error(w, "no such invocation", http.StatusBadRequest)
			return
		}
		begun.done <- outcome{request.PathValue("outcome"), body}
		w.WriteHeader(http.StatusAccepted)
	})
	r.Server = httptest.NewServer(mux)
	t.Cleanup(r.Server.Close)
	return r
}

// invoke sends an event to an idle instance, and returns the response.
func (r *runtime) invoke(t *testing.T, event events.APIGatewayProxyRequest) (*events.APIGatewayProxyResponse, error) {
	encoded, err := json.Marshal(event)
	if err != nil {
		return nil, err
	}
	next := invocation{encoded, make(chan outcome, 1)}
	select {
	case r.waiting <- next:
	case <-t.Context().Done():
		return nil, t.Context().Err()
	}
	select {
	case out := <-next.done:
		if out.path != "response" {
			return nil, fmt.Errorf("%s: %s", out.path, out.body)
		}
		var response events.APIGatewayProxyResponse
		return &response, json.Unmarshal(out.body, &response)
	case <-t.Context().Done():
		return nil, t.Context().Err()
	}
}

// compileFunction compiles the function as Netlify does, with the manifest of a site.
func compileFunction(t *testing.T, site *manifest.Site) string {
	t.Helper()
	dir := t.TempDir()
	var pages bytes.Buffer
	if err := site.Write(&pages); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	// An overlay adds the file to the build, not to the repository.
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(here, "site", "pages.json"): filepath.Join(dir, "pages.json"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"pages.json": pages.Bytes(), "overlay.json": overlay} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	program := filepath.Join(dir, "bootstrap")
	build := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, "-ldflags", "-s -w", "-tags", "lambda.norpc")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// start starts an instance of the function for the duration of the test, and returns its log.
func (r *runtime) start(t *testing.T, program string, env ...string) *strings.Builder {
	t.Helper()
	log := new(strings.Builder)
	c := exec.Command(program)
	c.Env = append([]string{"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(r.URL, "http://")}, env...)
	c.Stdout, c.Stderr = log, log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Kill() // fails if the instance has exited
		<-ended
		for _, no := range []string{"192.0.2.", "2001:db8", "bericht"} {
			if strings.Contains(log.String(), no) {
				t.Errorf("the log has %s: %s", no, log)
			}
		}
	})
	return log
}
