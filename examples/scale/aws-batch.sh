#!/usr/bin/env bash
# One scan in parts as AWS Batch array jobs: bash aws-batch.sh QUEUE DATA STATE [PARTS]. Before: a job definition `zenbun` (image, 1 vCPU,
# 1 GiB, a role that may read DATA and write STATE, both s3://). Started again, it does only what is missing.
set -euo pipefail
queue=${1:?QUEUE} data=${2:?DATA} state=${3:?STATE} n=${4:-8}
retry='attempts=3,evaluateOnExit=[{onExitCode=1,action=EXIT},{onExitCode=2,action=EXIT}]'
parts() { seq -f "$state/part-%.0f.$1" 0 $((n - 1)) | xargs; }
submit() { # NAME COMMAND [FLAGS]: submits it and prints its id
  aws batch submit-job --job-queue "$queue" --job-definition zenbun --job-name "$1" --retry-strategy "$retry" \
    --container-overrides "{\"command\": [\"sh\", \"-c\", \"zenbun scan $2\"]}" --query jobId --output text "${@:3}"
}
me=\$AWS_BATCH_JOB_ARRAY_INDEX

shards=$(submit shards "shard --shard env -o $state/part-$me.state $data" --array-properties "size=$n")
merge=$(submit merge "merge $(parts state) -o $state/merged.state" --depends-on "jobId=$shards")
marks=$(submit marks "marks --shard env --with $state/merged.state -o $state/part-$me.marks $data" --array-properties "size=$n" --depends-on "jobId=$merge")
submit finish "finish $state/merged.state $(parts marks) --json $state/result.json" --depends-on "jobId=$marks"
