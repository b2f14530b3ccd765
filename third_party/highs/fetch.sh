#!/bin/sh
# Brings the HiGHS solver as WebAssembly from its npm package, with the map from
# the names of its C interface to the shortened names the build gave them.
# Needs npm, tar, sed and sha256sum. Run it anywhere; it writes into its own folder.
set -eu

version=1.15.3
folder=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "highs@$version" >/dev/null && tar xzf "highs-$version.tgz")
cp "$work/package/LICENSE" "$folder/LICENSE"
cp "$work/package/build/highs.wasm" "$folder/highs.wasm"
chmod 644 "$folder/LICENSE" "$folder/highs.wasm"
glue="$work/package/build/highs.js"

# pairs PATTERN cuts name=short pairs out of the glue code: PATTERN has the name
# as its first group and the short name as its second.
pairs() {
	tr ';,{}' '\n\n\n\n' <"$glue" | sed -nE "s/^$1\$/\t\t\"\1\": \"\2\"/p" | LC_ALL=C sort -u | sed '$!s/$/,/'
}

# imports lists the host functions in the order the glue code names them.
imports() {
	sed -nE 's/.*wasmImports=\{([^}]*)\}.*/\1/p' "$glue" | tr ',' '\n' |
		sed -E 's/^([a-z]+):_*(.*)$/\t\t"\2": "\1"/' | LC_ALL=C sort | sed '$!s/$/,/'
}

{
	printf '{\n\t"exports": {\n'
	pairs '_([A-Za-z_0-9]+)=Module\["[A-Za-z_0-9]+"\]=wasmExports\["([^"]+)"\]'
	printf '\t},\n\t"imports": {\n'
	imports
	printf '\t},\n'
	sed -nE 's/.*function initRuntime\(\)\{.*TTY\.init\(\);wasmExports\["([^"]+)"\]\(\).*/\t"start": "\1",/p' "$glue"
	sed -nE 's/.*memory=wasmMemory=wasmExports\["([^"]+)"\].*/\t"memory": "\1"/p' "$glue"
	printf '}\n'
} >"$folder/names.json"

cd "$folder" && sha256sum LICENSE highs.wasm names.json
