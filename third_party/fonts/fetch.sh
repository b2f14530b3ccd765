#!/bin/sh
# Brings the two families from their npm packages and cuts them to what the pages
# use: one file per alphabet, the weights the design has, the features that tables
# of figures need. For paper it makes one TTF per weight with all alphabets in it,
# rarer Latin letters too (paper has no fallback), and figures of one width. Needs npm, tar, sha256sum and fonttools with brotli
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

# join FAMILY SHORT WEIGHT makes SHORT-WEIGHT.ttf of all alphabets.
join() {
	for alphabet in latin latin-ext greek cyrillic; do
		case $alphabet in
		latin-ext) letters=U+0100-017F,U+0218-021B ;;
		*) eval "letters=\$$alphabet" ;;
		esac
		"$python" -m fontTools.varLib.instancer -q -o "$work/all.ttf" \
			"$work/$1/package/files/$1-$alphabet-wght-normal.woff2" "wght=$3"
		"$python" -m fontTools.subset "$work/all.ttf" --unicodes="$letters" \
			--layout-features=tnum --no-hinting --drop-tables+=GDEF,GPOS,STAT \
			--name-IDs=0,1,2,4,6,13,14 --output-file="$work/one-$alphabet.ttf"
	done
	"$python" - "$work" "$folder/$2-$3.ttf" <<-'END'
		import sys
		from fontTools.merge import Merger
		from fontTools.ttLib import TTFont
		parts, to = [f"{sys.argv[1]}/one-{a}.ttf" for a in ("latin", "latin-ext", "greek", "cyrillic")], sys.argv[2]
		for part in parts:  # the figures of one width take the place of the others
		    font = TTFont(part)
		    alike = {}
		    if "GSUB" in font:
		        for lookup in font["GSUB"].table.LookupList.Lookup:
		            for table in lookup.SubTable:
		                alike.update(getattr(table, "mapping", {}))
		        del font["GSUB"]
		    for table in font["cmap"].tables:
		        table.cmap = {code: alike.get(name, name) for code, name in table.cmap.items()}
		    font.save(part)
		font = Merger().merge(parts)
		font["head"].created = font["head"].modified = 2082844800  # 1970
		font["name"].setName(to.split("/")[-1].removesuffix(".ttf"), 4, 3, 1, 0x409)
		font["name"].setName("TOK-" + to.split("/")[-1].removesuffix(".ttf"), 6, 3, 1, 0x409)
		font.recalcTimestamp = False
		font.save(to)
	END
}

cut sofia-sans text 400:700
cut sofia-sans-extra-condensed display 700:900
join sofia-sans text 400
join sofia-sans text 700
join sofia-sans-extra-condensed display 800
cp "$work/sofia-sans/package/LICENSE" "$folder/LICENSE"
chmod 644 "$folder"/*.woff2 "$folder"/*.ttf "$folder/LICENSE"

cd "$folder" && sha256sum LICENSE ./*.woff2 ./*.ttf
