#!/usr/bin/env bash
# The scan of action.yml. Takes its inputs from the environment (ZENBUN_*), so that none of them is ever script text; writes
# the outputs to $GITHUB_OUTPUT and the report to $GITHUB_STEP_SUMMARY. The exit code of the scan becomes the output
# `exit-code`, and not the step's own, because the findings are uploaded before the job is failed.
set -euo pipefail

# A summary above 1 MiB is thrown away by GitHub without a word.
summary_limit=1000000

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

refuse() {
  printf '::error title=zenbun::%s\n' "$1"
  output exit-code 2
  exit 0
}

one_line() {
  case "$2" in *[$'\n\r']*) refuse "The input $1 must be one line." ;; esac
}

switch() {
  case "$2" in true | false) ;; *) refuse "The input $1 must be true or false." ;; esac
}

one_line sarif "${ZENBUN_SARIF:-}"
switch job-summary "${ZENBUN_JOB_SUMMARY:-true}"
switch upload-sarif "${ZENBUN_UPLOAD_SARIF:-false}"
[ -n "${ZENBUN_PACKAGE:-}" ] || refuse 'The input package is empty.'

work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/zenbun.XXXXXX")
json=$work/zenbun.json
markdown=$work/zenbun.md
sarif=${ZENBUN_SARIF:-$work/zenbun.sarif}

# A value is joined to its flag, so that one that begins with a dash stays a value.
arguments=(scan "--json=$json" "--sarif=$sarif" "--md=$markdown")
option() { if [ -n "$2" ]; then arguments+=("$1=$2"); fi; }
option --fail-on "${ZENBUN_FAIL_ON:-}"
option --config "${ZENBUN_CONFIG:-}"
option --max-skipped "${ZENBUN_MAX_SKIPPED:-}"
option --lang "${ZENBUN_LANG:-}"

arguments+=(--)
paths=0
while IFS= read -r path || [ -n "$path" ]; do
  path=${path#"${path%%[![:space:]]*}"}
  path=${path%"${path##*[![:space:]]}"}
  if [ -n "$path" ]; then
    arguments+=("$path")
    paths=$((paths + 1))
  fi
done <<<"${ZENBUN_PATHS:-}"
[ "$paths" -gt 0 ] || refuse 'The input paths is empty: there is nothing to scan.'

# npx looks for settings and for installed packages below its prefix. An empty one keeps what is being judged, the checkout
# with its .npmrc and node_modules, from choosing the judge. Files are then named in full, as they are relative to the prefix.
package=$ZENBUN_PACKAGE
case "$package" in /*) ;; *) if [ -e "$package" ]; then package=$PWD/$package; fi ;; esac
mkdir "$work/prefix" "$work/before"

# The report quotes rows, and a row may hold what the runner takes for a command (`::set-env`): none is obeyed meanwhile.
pause=$(node -p 'crypto.randomUUID()')
printf '::stop-commands::%s\n' "$pause"
code=0
npx --prefix "$work/prefix" --yes --package="$package" -- zenbun "${arguments[@]}" </dev/null || code=$?
printf '\n::%s::\n' "$pause"

# Neither npm nor a signal keeps to the codes of the scan.
case "$code" in 0 | 1 | 2 | 3) ;; *) code=2 ;; esac
verdict=
if [ -f "$json" ]; then
  verdict=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).verdict' "$json")
  output json "$json"
elif [ "$code" -ne 3 ]; then
  # npx ends with 1 when it cannot install; without a result that is not findings.
  code=2
fi
# A file of an earlier run is not this run's. (`-nt` of the bash that macOS has knows whole seconds only.)
if node -e '
  const [written, before] = process.argv.slice(1).map((path) => require("node:fs").statSync(path, { throwIfNoEntry: false }));
  process.exit(written !== undefined && written.mtimeMs > before.mtimeMs ? 0 : 1);
' "$sarif" "$work/before"; then output sarif "$sarif"; fi
output verdict "$verdict"
output exit-code "$code"

if [ "${ZENBUN_JOB_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  if [ ! -f "$markdown" ]; then
    printf 'zenbun scan gave no result (exit code %s). See the log of the step for the reason.\n' "$code" >>"$GITHUB_STEP_SUMMARY"
  elif [ "$(wc -c <"$markdown")" -gt "$summary_limit" ]; then
    printf 'zenbun scan: **%s**. The report is too long for a summary; see the log.\n' "$verdict" >>"$GITHUB_STEP_SUMMARY"
  else
    cat "$markdown" >>"$GITHUB_STEP_SUMMARY"
  fi
fi
