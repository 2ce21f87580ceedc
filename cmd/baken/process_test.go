package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// process is the server that a script started.
type process struct {
	cmd    *exec.Cmd
	url    string
	stderr strings.Builder
}

type processKey struct{}

func processOf(ts *testscript.TestScript) *process { return ts.Value(processKey{}).(*process) }

// startServer is the script command "serve [FLAGS…]": it runs baken serve at a free port and waits
// until it says where.
func startServer(ts *testscript.TestScript, _ bool, flags []string) {
	start(ts, append([]string{"serve", "--addr", "127.0.0.1:0"}, flags...)...)
}

// startReceiver is the script command "receive [FLAGS…]": the same for baken feedback serve.
func startReceiver(ts *testscript.TestScript, _ bool, flags []string) {
	start(ts, append([]string{"feedback", "serve", "--addr", "127.0.0.1:0"}, flags...)...)
}

// startPreview is the script command "preview [FLAGS…]": the same for baken dev.
func startPreview(ts *testscript.TestScript, _ bool, flags []string) {
	start(ts, append([]string{"dev", "--addr", "127.0.0.1:0"}, flags...)...)
}

func start(ts *testscript.TestScript, args ...string) {
	s := processOf(ts)
	one.Lock()
	path, err := exec.LookPath(program) // TestMain has put it there.
	environment := os.Environ()
	one.Unlock()
	ts.Check(err)
	s.stderr.Reset()
	s.cmd = exec.Command(path, args...)
	s.cmd.Dir = ts.MkAbs(".")
	s.cmd.Env = append(environment, databaseURL+"="+ts.Getenv(databaseURL))
	s.cmd.Stderr = &s.stderr
	stdout, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() { _ = s.cmd.Process.Kill() }) // It has ended already unless the script failed.
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		_ = s.cmd.Wait()
		ts.Fatalf("serve printed no address: %s", s.stderr.String())
	}
	fmt.Fprint(ts.Stdout(), line)
	at, err := url.Parse(strings.TrimSpace(line))
	ts.Check(err)
	s.url = at.Scheme + "://" + at.Host
}

// sendRequest is the script command "request PATH [NAME:VALUE…]": it puts status, header and body
// of the response, redirects not followed, on stdout.
func sendRequest(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodGet, processOf(ts).url+args[0], nil)
	ts.Check(err)
	send(ts, request, args[1:])
}

// sendForm is the script command "post PATH BODY [NAME:VALUE…]": it sends a form as a browser does,
// unless a header says that the body is something else.
func sendForm(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodPost, processOf(ts).url+args[0], strings.NewReader(args[1]))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	send(ts, request, args[2:])
}

func send(ts *testscript.TestScript, request *http.Request, headers []string) {
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ":")
		request.Header.Set(name, strings.TrimSpace(value))
		if name == "Host" {
			request.Host = strings.TrimSpace(value)
		}
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       time.Minute,
	}
	response, err := client.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	out := ts.Stdout()
	fmt.Fprintln(out, response.Status)
	for _, name := range slices.Sorted(maps.Keys(response.Header)) {
		fmt.Fprintf(out, "%s: %s\n", name, response.Header.Get(name))
	}
	_, err = io.Copy(out, response.Body)
	ts.Check(err)
}

// stopServer is the script command "stop": the server ends on an interrupt, without complaint.
func stopServer(ts *testscript.TestScript, _ bool, _ []string) {
	s := processOf(ts)
	ts.Check(s.cmd.Process.Signal(os.Interrupt))
	ts.Check(s.cmd.Wait())
	fmt.Fprint(ts.Stderr(), s.stderr.String())
}
