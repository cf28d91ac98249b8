#!/usr/bin/env bash
# Says whether the Node of the runner is new enough, so that action.yml sets one up only where there is none.
set -euo pipefail

usable=false
if command -v npx >/dev/null && node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
'; then usable=true; fi
printf 'usable=%s\n' "$usable" >>"$GITHUB_OUTPUT"
