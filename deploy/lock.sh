#!/bin/sh
# Compile the hashed lists of packages from the .in files. No registry's address is written.
set -eu
cd "$(dirname "$0")/requirements"
tool=../../var/lock
[ -x "$tool/bin/uv" ] || { python3 -m venv "$tool" && "$tool/bin/pip" install --quiet uv; }
for list in demo test; do
    "$tool/bin/uv" pip compile --quiet --generate-hashes --no-annotate --no-header --universal \
        --python-version 3.11 --no-emit-index-url --no-emit-find-links "$list.in" -o "$list.txt"
done
