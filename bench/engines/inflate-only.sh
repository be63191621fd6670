#!/bin/sh
# A command that inflates, over all files, two processes at once. Usage: inflate-only.sh LIST OUT COMMAND…, where LIST has
# a file a line; OUT gets the text (/dev/null), or with `count` in its place the number of bytes goes to standard output.
set -eu
list=$1 out=$2
shift 2
batch=$(($(wc -l <"$list") / 16 + 1))
inflate() {
  tr '\n' '\0' <"$list" | xargs -0 -P 2 -n "$batch" "$@"
}
if [ "$out" = count ]; then inflate "$@" | wc -c; else inflate "$@" >"$out"; fi
