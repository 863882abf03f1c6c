# make help lists the targets; every one of them is a short command you can type yourself.
SHELL := /bin/bash
TOOL  := go tool -modfile=tools/go.mod

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: demo
demo: ## run the bot against the sandbox, no token needed
	go run ./cmd/attache demo

.PHONY: build
build: ## build the static binary into dist/
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o dist/attache ./cmd/attache

.PHONY: test
test: ## run every test
	go test ./...

.PHONY: race
race: ## run the tests of what runs concurrently under the race detector
	go test -race ./bot ./commands ./digest ./extract ./index ./ingest ./sandbox ./store

.PHONY: bench
bench: ## run the benchmarks that docs/EVALUATION.md quotes
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: fuzz
fuzz: ## fuzz every target for a while: make fuzz TIME=1m
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep ^Fuzz); do \
		echo "== $$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $${TIME:-10s} $$p || exit 1; done; done

.PHONY: lint
lint: ## gofmt, vet and staticcheck
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo 'gofmt -w the files above'; exit 1; }
	go vet ./...
	$(TOOL) staticcheck ./...

.PHONY: vuln
vuln: ## look the dependencies up in the vulnerability database (needs the network)
	$(TOOL) govulncheck ./...

.PHONY: golden
golden: ## rewrite golden files and generated pages: read the diff before you commit it
	go test $$(grep -rl --include=*_test.go internal/golden . | xargs -n1 dirname | sort -u) -update

GOLD := ../shared/eval
.PHONY: eval
eval: ## score the extractor on the project's own gold, and on that beside the repository if it is there
	go run ./cmd/attache eval
	@test ! -d $(GOLD) || { set -x; \
	go run ./cmd/attache eval attribution $(GOLD)/attribution/polnear-dev.jsonl.gz --cofe $(GOLD)/attribution/polnear-dev.cofe.jsonl.gz; \
	go run ./cmd/attache eval timex $(GOLD)/timex/timebank.dev.jsonl $(GOLD)/timex/aquaint.dev.jsonl --by-type; \
	go run ./cmd/attache eval timeline $(GOLD)/timeline/dev.jsonl; \
	go run ./cmd/attache eval conditions $(GOLD)/conditions/dev.jsonl; }

# The version of axe-core that the browser tests hold the page against.
AXE := 4.14.1

.PHONY: axe
axe: ## fetch axe-core, which checks the sandbox's page for accessibility (needs npm)
	npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix dist/axe axe-core@$(AXE)

.PHONY: screenshots
screenshots: ## make the pictures of the readme (needs Chromium): look at them before you commit them
	go test ./cmd/attache -run '^TestPictures$$' -count=1 -args -pictures=$(CURDIR)/docs/pictures
