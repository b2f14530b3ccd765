#!/usr/bin/env bash
# Runs all tests on SQLite, then those that touch a database once more on
# PostgreSQL, then every fuzz target for a few seconds. All of it is run even if
# something fails.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0

echo "== All tests, on SQLite"
env -u TOK_TEST_POSTGRES go test -timeout 15m ./... || status=1

# The packages whose tests use internal/database, directly or through others;
# what a browser shows does not depend on it.
touching=$(go list -test -f '{{if .ForTest}}{{.ForTest}} {{join .Deps " "}}{{end}}' ./... |
	awk '/tok\/internal\/database/ {print $1}' | grep -v internal/browser | sort -u)

echo "== Those with a database, on PostgreSQL"
scripts/with-postgres.sh go test -timeout 15m ${touching:?no package uses the database} || status=1

echo "== Fuzz targets, a few seconds each"
while IFS=: read -r file line; do
	target=$(sed 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/' <<<"$line")
	go test "$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime 5s || status=1
done < <(grep -r --include='*_test.go' '^func Fuzz' .)

exit $status
