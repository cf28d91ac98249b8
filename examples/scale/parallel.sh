#!/usr/bin/env bash
# One scan in parts with GNU parallel: bash parallel.sh DATA STATE [PARTS], each on disk or s3://. Started again, it does only what is missing.
# On several machines that share DATA and STATE: export PARALLEL='--sshlogin host1,host2' (and --env for each variable of AWS)
set -euo pipefail
data=${1:?DATA: a folder or file} state=${2:?STATE: a folder for the parts} n=${3:-8}
[[ $state == s3://* ]] || mkdir -p "$state"
each() { parallel --quote --retries 3 zenbun scan "$@" "$data" ::: $(seq "$n"); }
shards=() marks=()
for i in $(seq "$n"); do shards+=("$state/part-$i.state") marks+=("$state/part-$i.marks"); done

each shard --shard "{}/$n" -o "$state/part-{}.state"
zenbun scan merge "${shards[@]}" -o "$state/merged.state"
each marks --shard "{}/$n" --with "$state/merged.state" -o "$state/part-{}.marks"
zenbun scan finish "$state/merged.state" "${marks[@]}" --json "$state/result.json"
