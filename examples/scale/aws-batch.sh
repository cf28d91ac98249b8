#!/usr/bin/env bash
# One scan in parts as AWS Batch array jobs: bash aws-batch.sh QUEUE DATA STATE [PARTS]. Before: a job definition `zenbun` (image, 1 vCPU,
# 1 GiB, a role that may read DATA and write STATE, both s3://). Started again, it does only what is missing.
set -euo pipefail
queue=${1:?QUEUE} data=${2:?DATA} state=${3:?STATE} n=${4:-8}
retry='attempts=3,evaluateOnExit=[{onExitCode=1,action=EXIT},{onExitCode=2,action=EXIT}]'
parts() { seq -s ' ' -f "\"\$1/part-%.0f.$1\"" 0 $((n - 1)); }
submit() { # NAME COMMAND [FLAGS]: submits it and prints its id; COMMAND is read by sh, with DATA as $0 and STATE as $1
  local command=${2//'"'/'\"'}
  aws batch submit-job --job-queue "$queue" --job-definition zenbun --job-name "$1" --retry-strategy "$retry" --query jobId --output text \
    --container-overrides "{\"command\": [\"sh\", \"-c\", \"zenbun scan $command\", \"$data\", \"$state\"]}" "${@:3}"
}

shards=$(submit shards 'shard --shard env -o "$1/part-$AWS_BATCH_JOB_ARRAY_INDEX.state" "$0"' --array-properties "size=$n")
merge=$(submit merge "merge $(parts state) -o \"\$1/merged.state\"" --depends-on "jobId=$shards")
marks=$(submit marks 'marks --shard env --with "$1/merged.state" -o "$1/part-$AWS_BATCH_JOB_ARRAY_INDEX.marks" "$0"' \
  --array-properties "size=$n" --depends-on "jobId=$merge")
submit finish "finish \"\$1/merged.state\" $(parts marks) --json \"\$1/result.json\"" --depends-on "jobId=$marks"
