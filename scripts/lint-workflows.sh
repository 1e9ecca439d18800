#!/usr/bin/env bash
# Checks the workflows of the forge with actionlint, which Go builds from its module. Kept between runs.
set -euo pipefail

version=1.7.7
folder=${XDG_CACHE_HOME:-$HOME/.cache}/bionote/actionlint-$version
if [ ! -x "$folder/actionlint" ]; then
  for candidate in /usr/local/go/bin /usr/lib/go/bin; do
    [ -x "$candidate/go" ] && PATH=$candidate:$PATH
  done
  mkdir -p "$folder"
  GOBIN=$folder GOFLAGS=-modcacherw go install "github.com/rhysd/actionlint/cmd/actionlint@v$version"
fi
"$folder/actionlint" .github/workflows/*.yml
