#!/usr/bin/env bash
# Runs all tests on SQLite, then those that touch a database once more on
# PostgreSQL. Both runs are made even if the first fails.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0

echo "== All tests, on SQLite"
env -u TOK_TEST_POSTGRES go test -timeout 15m ./... || status=1

# The packages whose tests use internal/database, directly or through others.
touching=$(go list -test -f '{{if .ForTest}}{{.ForTest}} {{join .Deps " "}}{{end}}' ./... |
	awk '/tok\/internal\/database/ {print $1}' | sort -u)

echo "== Those with a database, on PostgreSQL"
scripts/with-postgres.sh go test -timeout 15m ${touching:?no package uses the database} || status=1

exit $status
