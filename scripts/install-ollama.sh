#!/usr/bin/env bash
# Builds a real Ollama from its Go module, CPU only, for the test suite under test/real/.
#
#   scripts/install-ollama.sh [FOLDER]
#
# FOLDER (default: $XDG_CACHE_HOME or ~/.cache, then bionote/ollama-0.24.0) keeps the binary between runs; the
# last line printed is its path. Does nothing where the binary is there already. Meant for Debian and its
# relatives with Go; elsewhere install Ollama from its site and set OLLAMA_BIN.
set -euo pipefail

# The last release whose model runner is compiled with cgo; later ones need a payload from elsewhere.
version=v0.24.0
miniaudio=1.71
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/bionote/ollama-${version#v}}
binary=$folder/ollama

if [ -x "$binary" ]; then
  echo "$binary"
  exit 0
fi

if ! command -v go >/dev/null; then
  for candidate in /usr/local/go/bin /usr/lib/go/bin; do
    [ -x "$candidate/go" ] && PATH=$candidate:$PATH
  done
fi
missing=()
for tool in go g++ python3; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "install-ollama: needs ${missing[*]} (Go 1.24 or newer, a C++ compiler, Python 3 with pip)." >&2
  exit 1
fi

# The module's archive lacks the folders named vendor/, so three sets of headers come from elsewhere.
if [ ! -e /usr/include/nlohmann/json.hpp ] || [ ! -e /usr/include/stb/stb_image.h ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" apt-get install -y -q --no-install-recommends nlohmann-json3-dev libstb-dev >&2
fi

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
python3 -m pip download -q "miniaudio==$miniaudio" --no-deps --no-binary :all: -d "$work/sdist" >&2
mkdir -p "$work/include"
python3 - "$work" >&2 <<'PYTHON'
import pathlib, sys, tarfile

work = pathlib.Path(sys.argv[1])
[archive] = (work / "sdist").glob("*.tar.gz")
with tarfile.open(archive) as tar:
    [header] = [m for m in tar.getmembers() if m.name.endswith("/miniaudio/miniaudio.h")]
    target = work / "include" / "miniaudio" / "miniaudio.h"
    target.parent.mkdir()
    target.write_bytes(tar.extractfile(header).read())
PYTHON

echo "install-ollama: building Ollama $version; 5 minutes on two idle cores" >&2
GOBIN=$work/bin \
  CGO_ENABLED=1 \
  CGO_CPPFLAGS="-I$work/include" \
  CGO_CFLAGS=-O3 \
  CGO_CXXFLAGS=-O3 \
  GOFLAGS="${GOFLAGS:--p=2}" \
  go install "github.com/ollama/ollama@$version" >&2

mkdir -p "$folder"
mv "$work/bin/ollama" "$binary.new"
mv "$binary.new" "$binary"
echo "$binary"
