#!/usr/bin/env bash
# Runs a command with TOK_TEST_POSTGRES set to a PostgreSQL server it may make
# databases on. If the variable is not set yet, a private server is started in
# a temporary folder and stopped when the command ends:
#
#     scripts/with-postgres.sh go test ./internal/database
set -euo pipefail

if [ -n "${TOK_TEST_POSTGRES:-}" ]; then
	exec "$@"
fi

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$bin" ]; then
	bin=$(dirname "$(command -v initdb || command -v pg_ctl)") || {
		echo "PostgreSQL is not installed: scripts/install-test-tools.sh brings it" >&2
		exit 1
	}
fi

dir=$(mktemp -d /tmp/tok-postgres-XXXXXX)

# PostgreSQL refuses to run as root, so root lets the user postgres do it.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
	chown postgres "$dir"
	as() { (cd "$dir" && exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"); }
fi

stop() {
	as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$dir"
}
trap stop EXIT

# Nothing here must survive a power cut, so nothing waits for the disk.
as "$bin/initdb" -D "$dir/data" -U tok --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log"
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 400
shared_buffers = 128MB
wal_level = minimal
max_wal_senders = 0
CONF
as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 start >/dev/null || {
	cat "$dir/log" >&2
	exit 1
}

export TOK_TEST_POSTGRES="postgres://tok@/postgres?host=$dir&sslmode=disable"
"$@"
