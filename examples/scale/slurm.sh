#!/usr/bin/env bash
# One scan in parts as Slurm arrays: bash slurm.sh DATA STATE [PARTS], both on a disk that all nodes share.
# It waits for the end. Started again, it does only what is missing.
set -euo pipefail
data=${1:?DATA: a folder or file} state=${2:?STATE: a folder for the parts} n=${3:-8}
mkdir -p "$state" && rm -f "$state/result.json"
parts() { seq -f "$state/part-%.0f.$1" 0 $((n - 1)) | xargs; }
submit() { sbatch --parsable --requeue --mem=1G --output="$state/%x-%A_%a.log" --kill-on-invalid-dep=yes "$@"; }
me=\$SLURM_ARRAY_TASK_ID

shards=$(submit -J shards -a 0-$((n - 1)) --wrap "zenbun scan shard --shard env/$n -o $state/part-$me.state $data")
merge=$(submit -J merge -d "afterok:$shards" --wrap "zenbun scan merge $(parts state) -o $state/merged.state")
marks=$(submit -J marks -d "afterok:$merge" -a 0-$((n - 1)) \
  --wrap "zenbun scan marks --shard env/$n --with $state/merged.state -o $state/part-$me.marks $data")
submit -J finish -d "afterok:$marks" --wait \
  --wrap "zenbun scan finish $state/merged.state $(parts marks) --json $state/result.json" || code=$?
[ -s "$state/result.json" ] && exit "${code:-0}" # of a job that a failed one kept from running, Slurm says 0
