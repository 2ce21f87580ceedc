# What there is to do with this repository.

GO ?= go
# What is given to go test, such as TESTFLAGS=-v to read what the browser tests measured.
TESTFLAGS ?=
# How long each fuzz target runs.
FUZZTIME ?= 30s

# Without this, the race detector has every process that tests start wait a second before it ends.
export GORACE ?= atexit_sleep_ms=10

.PHONY: help test tools lint types unit browser netlify-check build check serve bench fuzz clean

help: ## list what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

# The browser waits for much, and the other tests don't: together they take little longer than one of them.
test: ## everything that a change must pass
	@$(MAKE) --no-print-directory tools
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-Otarget) browser unit netlify-check
	@.ci/tools missing

tools: ## install what the tests need, where that is allowed
	@.ci/tools

lint: ## formatting, go vet, staticcheck
	@unformatted=$$("$$($(GO) env GOROOT)/bin/gofmt" -l .) && \
	if [ -n "$$unformatted" ]; then echo "not as gofmt writes it:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

types: ## the types of the scripts that pages load, by TypeScript
	@.ci/tools types

# go vet has been run already.
unit: ## the tests of all packages but the browser's and Netlify's
	$(GO) test -vet=off -timeout 20m $$(.ci/tools race) $(TESTFLAGS) $$($(GO) list ./... | grep -v -e /browsertest$$ -e /netlifytest$$)

# Go's test cache doesn't know what else these depend on: the browser. What they run of Baken, the others run under the
# race detector; here it would only make the comparing of pictures slow.
browser: ## every page in a browser, and valid HTML
	$(GO) test -vet=off -count=1 -timeout 20m $(TESTFLAGS) ./internal/browsertest

# Nor does it know of Node.js. That a test is skipped for want of it is only seen with -v.
netlify-check: ## what Netlify would make of the site, by its own parsers
	@.ci/tools netlify
	$(GO) test -vet=off -count=1 $(TESTFLAGS) ./internal/netlifytest

build: ## the program, as bin/baken
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/baken ./cmd/baken

check: ## find mistakes in the content
	$(GO) run ./cmd/baken check

serve: ## read the portal at http://127.0.0.1:8080/
	$(GO) run ./cmd/baken serve

bench: ## build 10,000 page pairs, and measure; with hugo on the PATH, compare
	$(GO) run ./internal/bench

fuzz: ## run each fuzz target for FUZZTIME
	@set -e; grep -rl --include='*_test.go' '^func Fuzz' cmd internal | sort | while read -r file; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
			echo "$$target in $$file"; \
			$(GO) test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) "./$$(dirname "$$file")"; \
		done; \
	done

clean: ## remove what the other targets have made
	rm -rf bin public internal/browsertest/node_modules internal/netlifytest/node_modules
