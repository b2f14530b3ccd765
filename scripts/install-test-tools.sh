#!/usr/bin/env bash
# Installs what the tests need beside Go and is not there yet: PostgreSQL (the
# server's programs) and Chromium. With "bench", also what make bench compares
# with: wrk and SciPy's HiGHS. Debian and Ubuntu; elsewhere it says what to bring.
set -euo pipefail

need=()
if ! command -v initdb >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
	need+=(postgresql)
fi
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
	need+=(chromium)
fi
if [ "${1:-}" = bench ]; then
	command -v wrk >/dev/null || need+=(wrk)
	python3 -c 'import scipy.optimize' 2>/dev/null || need+=(python3-scipy)
fi

if [ ${#need[@]} = 0 ]; then
	exit 0
fi
if ! command -v apt-get >/dev/null; then
	echo "Please install: ${need[*]}" >&2
	exit 1
fi

as_root() { "$@"; }
if [ "$(id -u)" != 0 ]; then
	as_root() { sudo "$@"; }
fi
echo "Installing: ${need[*]}" >&2
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
