#!/usr/bin/env bash
# Puts a Java on the machine for Spark, from the distribution (Debian and its relatives, as root or with sudo). Does nothing where
# there is one.
set -euo pipefail

command -v java >/dev/null && exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
