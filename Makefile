# What there is to do here. A fresh Debian or Ubuntu with Go, make and git is
# enough; `make test` installs the rest.

.PHONY: run build test check spec bench tools

run: ## the site with the sample region, on http://localhost:8080
	go run ./cmd/tok serve --sample

build: ## the one binary, ./tok
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o tok ./cmd/tok

test: tools check ## everything a change must pass, on SQLite and PostgreSQL
	scripts/test.sh

check: ## form, vet, staticcheck, build without cgo
	scripts/check.sh

spec: ## the specification: the tests as sentences, who may do what
	@go run ./cmd/spec

bench: ## the table of speeds, beside the programs we compare with
	scripts/install-test-tools.sh bench
	go run ./cmd/tok bench

tools:
	scripts/install-test-tools.sh
