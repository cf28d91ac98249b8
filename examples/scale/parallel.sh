#!/usr/bin/env bash
# One scan in parts with GNU parallel: bash parallel.sh DATA STATE [PARTS]. Started again, it does only what is missing.
# On several machines that share DATA and STATE: export PARALLEL='--sshlogin host1,host2'
set -euo pipefail
data=${1:?DATA: a folder or file} state=${2:?STATE: a folder for the parts} n=${3:-8}
mkdir -p "$state"
numbered() { seq -f "$state/$1-%.0f" "$n"; }

parallel --retries 3 zenbun scan shard --shard "{}/$n" -o "$state/part-{}" "$data" ::: $(seq "$n")
zenbun scan merge $(numbered part) -o "$state/merged"
parallel --retries 3 zenbun scan marks --shard "{}/$n" --with "$state/merged" -o "$state/marks-{}" "$data" ::: $(seq "$n")
zenbun scan finish "$state/merged" $(numbered marks) --json "$state/result.json"
