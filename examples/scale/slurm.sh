#!/usr/bin/env bash
# One scan in parts as Slurm arrays: bash slurm.sh DATA STATE [PARTS], both on a disk that all nodes share.
# It waits for the end. Started again, it does only what is missing.
set -euo pipefail
data=${1:?DATA: a folder or file} state=${2:?STATE: a folder for the parts} n=${3:-8}
mkdir -p "$state" && rm -f "$state/result.json"
d=${data@Q} s=${state@Q} me=\$SLURM_ARRAY_TASK_ID # quoted: sh reads them once more
parts() { seq -s ' ' -f "${s//%/%%}/part-%.0f.$1" 0 $((n - 1)); }
submit() { sbatch --parsable --requeue --mem=1G --output="${state//%/%%}/%x-%A_%a.log" --kill-on-invalid-dep=yes "$@"; }

shards=$(submit -J shards -a 0-$((n - 1)) --wrap "zenbun scan shard --shard env/$n -o $s/part-$me.state $d")
merge=$(submit -J merge -d "afterok:$shards" --wrap "zenbun scan merge $(parts state) -o $s/merged.state")
marks=$(submit -J marks -d "afterok:$merge" -a 0-$((n - 1)) \
  --wrap "zenbun scan marks --shard env/$n --with $s/merged.state -o $s/part-$me.marks $d")
submit -J finish -d "afterok:$marks" --wait \
  --wrap "zenbun scan finish $s/merged.state $(parts marks) --json $s/result.json" || code=$?
[ -s "$state/result.json" ] && exit "${code:-0}" # of a job that a failed one kept from running, Slurm says 0
