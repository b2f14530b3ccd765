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

# The newest that is installed; Debian keeps the programs outside the PATH.
initdb=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)
initdb=${initdb:-$(command -v initdb || true)}
if [ -z "$initdb" ]; then
	echo "PostgreSQL is not installed; scripts/install-test-tools.sh brings it" >&2
	exit 1
fi
bin=$(dirname "$initdb")

# In /tmp whatever TMPDIR says: the path of a socket must be short.
dir=$(mktemp -d /tmp/tok-postgres-XXXXXX)

# PostgreSQL refuses to run as root, so root lets another user do it.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
	user=$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)
	chown "$user" "$dir"
	as() { (cd "$dir" && exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"); }
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
wal_level = minimal
max_wal_senders = 0
autovacuum = off
max_connections = 400
CONF
as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 start >/dev/null || {
	cat "$dir/log" >&2
	exit 1
}

export TOK_TEST_POSTGRES="postgres://tok@/postgres?host=$dir&sslmode=disable"
"$@"
