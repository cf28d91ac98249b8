#!/usr/bin/env bash
# One scan in parts with GNU parallel: bash parallel.sh DATA STATE [PARTS]. Started again, it does only what is missing.
# On several machines that share DATA and STATE: export PARALLEL='--sshlogin host1,host2'
set -euo pipefail
data=${1:?DATA: a folder or file} state=${2:?STATE: a folder for the parts} n=${3:-8}
mkdir -p "$state"
parts() { seq -f "$state/part-%.0f.$1" "$n"; }

parallel --retries 3 zenbun scan shard --shard "{}/$n" -o "$state/part-{}.state" "$data" ::: $(seq "$n")
zenbun scan merge $(parts state) -o "$state/merged.state"
parallel --retries 3 zenbun scan marks --shard "{}/$n" --with "$state/merged.state" -o "$state/part-{}.marks" "$data" ::: $(seq "$n")
zenbun scan finish "$state/merged.state" $(parts marks) --json "$state/result.json"
