# What there is to do with this repository.

GO ?= go
# What is given to go test, such as TESTFLAGS=-v to read what the browser tests measured.
TESTFLAGS ?=
# How long each fuzz target runs.
FUZZTIME ?= 30s

# Where make bench writes what it has measured, and flags for it.
BENCH ?= dist/bench.json
BENCHFLAGS ?=

# Without this, the race detector has every process that tests start wait a second before it ends.
export GORACE ?= atexit_sleep_ms=10

# Targets that compile packages, to test or to analyze them.
checks = lint unit browser thorough netlify-check opendata-check hosting-check

# Most of the memory that tests and the compiler use is young when it is garbage: with fewer
# collections, tests take a quarter less.
$(checks): export GOGC ?= 400

# Compiled packages name the module instead of this directory: so each clone and each worktree uses
# what go build, go vet and staticcheck have kept of another one.
$(checks): export GOFLAGS := $(strip $(shell $(GO) env GOFLAGS) -trimpath)

.PHONY: help test tools types $(checks) search-compare build release vuln check serve bench bench-compare bench-record fuzz clean

help: ## list what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

# The browser waits for much, and the other tests don't: together they take little longer than one
# of them.
test: ## everything that a change must pass
	@$(MAKE) --no-print-directory tools
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-Otarget) browser unit netlify-check opendata-check hosting-check
	@.ci/tools missing

tools: ## install what the tests need, where that is allowed
	@.ci/tools

# For other systems, types suffice where the files are those that vet reads here.
lint: ## formatting, go vet, types for other systems, staticcheck, code that nothing uses
	@unformatted=$$("$$($(GO) env GOROOT)/bin/gofmt" -l .) && \
	if [ -n "$$unformatted" ]; then echo "not as gofmt writes it:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run ./internal/systems $(filter-out $(shell $(GO) env GOHOSTOS),linux darwin windows)
	$(GO) tool staticcheck ./...
	@unused=$$($(GO) tool deadcode -test ./...) && \
	if [ -n "$$unused" ]; then echo "nothing uses:"; echo "$$unused"; exit 1; fi

types: ## the types of the scripts that pages load, by TypeScript
	@.ci/tools types

# The race detector makes tests five times slower, and links each of them a second time: only these
# packages have goroutines or locks of their own, as TestRaceDetector holds. Where that is little of
# a package, its tests run under the detector that are named in racing, and the rest without it;
# those of cmd/baken serve, watch and send feedback.
concurrent = ^[^/]*/[^/]*/(cmd/functions/feedback|internal/(asset|atomicfile|cache/(snapshot|trace)|command/(feedbackcommand/receive|lastrun)|content(/include)?|dev|linkcheck|output/(record|removal)|pipeline/kept|render/(locale|navigation)|search/(index/forward|language|lazy|query)|server(/connlimit)?|site(/(directive|edition|link|redirect|suggest|tree))?|spool)|internal/feedback(/(postgres|postgres/pgtest|service|sqlite|storetest|systemtest))?)$$
partly = ./cmd/baken ./internal/cachedir ./internal/criteria/compiled ./internal/criteria/proof ./internal/facts ./internal/markdown ./internal/output ./internal/picture ./internal/pipeline ./internal/render ./internal/render/brand ./internal/search/extract ./internal/search/index
racing = Concurrent|^(TestRenderCanceled|TestPicturesOfSession|TestRuns|TestEveryAnswerHasSecurityHeaders|TestPurgeClock|TestReaders|TestRandomSites|TestSequences)$$

# go vet has been run already.
unit: ## the tests of all packages but those that need other programs
	$(GO) test -vet=off -timeout 30m $$(.ci/tools race) $(TESTFLAGS) $$($(GO) list ./... | grep -E '$(concurrent)')
	$(GO) test -vet=off -timeout 30m $$(.ci/tools race) $(TESTFLAGS) -run '$(racing)' $(partly)
	$(GO) test -vet=off -timeout 30m $(TESTFLAGS) -skip '$(racing)' $$($(GO) list ./... | grep -v -E '/(browser|netlify|opendata|hosting)test$$|$(concurrent)')

# Go's test cache doesn't know what else these depend on: the browser. What they run of Baken, the
# others run under the race detector; here it would only make the comparing of pictures slow.
browser: ## every page in a browser, and valid HTML
	$(GO) test -vet=off -count=1 -timeout 40m $(TESTFLAGS) ./internal/browsertest

# Within make test, each page is looked at in some of the views, by turns, so that each view and each
# kind of page has its share; of the largest sets, and of random ones, there are some. This looks at
# every page and every state of a check in all views, walks all paths in all languages, holds the
# limits on time as they are, leaves out no set, no mutant and no stage, kills stores as often as
# their tests can, and runs the commands of all scripts as programs.
thorough: tools ## every page and state in all views, all sets and mutants, limits on time as they are
	THOROUGH=true $(GO) test -vet=off -count=1 -timeout 60m $(TESTFLAGS) ./internal/browsertest -paths
	THOROUGH=true $(GO) test -vet=off -count=1 -timeout 60m $$(.ci/tools race) $(TESTFLAGS) ./internal/feedback/postgres ./internal/feedback/sqlite
	THOROUGH=true $(GO) test -vet=off -count=1 -timeout 60m $(TESTFLAGS) ./cmd/... ./internal/criteria/... ./internal/pipeline ./internal/opendatatest ./internal/netlifytest

# Nor does it know of Node.js. A test that is skipped because it is missing shows only with -v.
netlify-check: ## what Netlify would make of the site, by its own parsers
	@.ci/tools netlify
	$(GO) test -vet=off -count=1 $(TESTFLAGS) ./internal/netlifytest

opendata-check: ## the open data, by the programs of others that read it
	@.ci/tools opendata
	$(GO) test -vet=off -count=1 $(TESTFLAGS) ./internal/opendatatest

hosting-check: ## nginx and Caddy, with the configuration that is written for them
	@.ci/tools hosting
	$(GO) test -vet=off -count=1 $(TESTFLAGS) ./internal/hostingtest

# Pagefind and MiniSearch answer 3,000 queries, and large indexes are made: this takes minutes.
search-compare: ## search beside other engines, recorded anew, and what it transfers
	cd internal/search/searchtest && npm ci
	$(GO) test -vet=off -count=1 -timeout 30m -v ./internal/search/searchtest -args -record -large

build: ## the program, as bin/baken
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/baken ./cmd/baken

release: ## archives of the commit that is checked out, reproducible, in dist
	$(GO) run ./internal/release

# The database is on the internet. What can't be asked is said, and fails only where
# REQUIRE_VULN=true.
vuln: ## known vulnerabilities of what is compiled in
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	status=0 && { GOBIN=$$dir $(GO) install golang.org/x/vuln/cmd/govulncheck@v1.9.0 && $$dir/govulncheck ./...; } || status=$$?; \
	if [ $$status -ne 0 ] && [ $$status -ne 3 ] && [ "$${REQUIRE_VULN-}" != true ]; then \
		echo "SKIPPED: govulncheck didn't get as far as an answer; is https://vuln.go.dev within reach?" >&2; \
	else exit $$status; fi

check: ## find mistakes in the content
	$(GO) run ./cmd/baken check

serve: ## read the portal at http://127.0.0.1:8080/
	$(GO) run ./cmd/baken serve

# docs/performance.md says what it needs, and which flags make it shorter.
bench: ## measure everything on 10,000 page pairs, a quarter of an hour; BENCHFLAGS for less
	@mkdir -p dist
	$(GO) run ./internal/bench -out $(BENCH) $(BENCHFLAGS)

bench-compare: ## compare what make bench has measured with the baseline
	$(GO) run ./internal/bench compare $(BENCH)

bench-record: ## make that the baseline, in docs/performance.md too
	$(GO) run ./internal/bench record $(BENCH)

fuzz: ## run each fuzz target for FUZZTIME
	@set -e; grep -rl --include='*_test.go' '^func Fuzz' cmd internal | sort | while read -r file; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
			echo "$$target in $$file"; \
			$(GO) test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) "./$$(dirname "$$file")"; \
		done; \
	done

clean: ## remove what the other targets have made
	rm -rf bin dist public internal/browsertest/node_modules internal/netlifytest/node_modules internal/opendatatest/node_modules internal/hostingtest/bin
