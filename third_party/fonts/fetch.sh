#!/bin/sh
# Brings the two families from their npm packages and cuts them to what the pages
# use: one file per alphabet, the weights the design has, the features that tables
# of figures need. Needs npm, tar, sha256sum and fonttools with brotli
# (Debian: fonttools python3-brotli). It writes into its own folder.
set -eu
export SOURCE_DATE_EPOCH=0 # so that the same input gives the same bytes

version=5.3.0
folder=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Albanian, English and the accented letters of the commonest neighbours; rarer ones come from the fallback.
latin=U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00BD,U+00C4,U+00C7,U+00CB,U+00D6,U+00D7,U+00DC,U+00DF,U+00E4,U+00E7,U+00E8,U+00E9,U+00EB,U+00F6,U+00F8,U+00FC,U+2012-2014,U+2018-201A,U+201C-201E,U+2026,U+20AC,U+2212
greek=U+0370-03FF
cyrillic=U+0400,U+0410-0450,U+040D,U+045D

# cut FAMILY SHORT WEIGHTS makes SHORT-{latin,greek,cyrillic}.woff2.
cut() {
	(cd "$work" && npm pack --silent "@fontsource-variable/$1@$version" >/dev/null &&
		mkdir -p "$1" && tar xzf "fontsource-variable-$1-$version.tgz" -C "$1")
	for alphabet in latin greek cyrillic; do
		eval "letters=\$$alphabet"
		"$python" -m fontTools.varLib.instancer -q -o "$work/$2-$alphabet.ttf" \
			"$work/$1/package/files/$1-$alphabet-wght-normal.woff2" "wght=$3"
		"$python" -m fontTools.subset "$work/$2-$alphabet.ttf" --unicodes="$letters" --flavor=woff2 \
			--layout-features=kern,tnum --no-hinting --desubroutinize \
			--name-IDs=0,1,2,13,14 --output-file="$folder/$2-$alphabet.woff2"
	done
}

cut sofia-sans text 400:700
cut sofia-sans-extra-condensed display 700:900
cp "$work/sofia-sans/package/LICENSE" "$folder/LICENSE"
chmod 644 "$folder"/*.woff2 "$folder/LICENSE"

cd "$folder" && sha256sum LICENSE ./*.woff2
