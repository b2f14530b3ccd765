#!/bin/sh
# Brings the accessibility checks that the browser tests run from their npm
# package. Needs npm, tar and sha256sum. It writes into its own folder.
set -eu

version=4.14.1
folder=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null && tar xzf "axe-core-$version.tgz")
cp "$work/package/LICENSE" "$work/package/LICENSE-3RD-PARTY.txt" "$work/package/axe.min.js" "$folder/"
chmod 644 "$folder"/LICENSE* "$folder/axe.min.js"

cd "$folder" && sha256sum LICENSE LICENSE-3RD-PARTY.txt axe.min.js
