#!/bin/sh
# Compiles the program and builds the portal, on Netlify's build machine.
set -eu
: "${BAKEN_REPOSITORY:?set this variable of the site on Netlify}" "${BAKEN_VERSION:?set this variable of the site on Netlify}"
source=$(mktemp -d)
git clone --depth 1 --branch "$BAKEN_VERSION" "$BAKEN_REPOSITORY" "$source"
# With -trimpath, what Go has cached of another directory holds for this one.
(cd "$source" && go build -trimpath -o "$source/bin/baken" ./cmd/baken)
"$source/bin/baken" build --cache "$HOME/.cache/baken-site" "$@"
