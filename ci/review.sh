#!/usr/bin/env bash
# What the action runs: annotations to the log, review.md and review.html into a folder, the review as the step's summary.
# AGAINST and FAIL_ON_REFUSAL are the action's inputs.
set -euo pipefail

folder=$RUNNER_TEMP/overlayer-review
mkdir -p "$folder"

# 1 is a change, 2 an error in what was written: both are to be shown before the job fails. 3 is the machine's fault.
diff() {
  npx --no-install overlayer diff --against "$AGAINST" "$@" || (($? <= 2))
}

refusal=()
if [[ $FAIL_ON_REFUSAL == true ]]; then refusal=(--fail-on-refusal); fi
code=0
npx --no-install overlayer diff --against "$AGAINST" "${refusal[@]}" --format github || code=$?
if ((code > 2)); then exit "$code"; fi

diff --format markdown >"$folder/review.md" 2>/dev/null
diff --format html >"$folder/review.html" 2>/dev/null
diff --format markdown --max-bytes 1000000 >>"$GITHUB_STEP_SUMMARY" 2>/dev/null
# nothing to show: the first run has said why
if [[ ! -s $folder/review.md ]]; then exit 2; fi
printf 'folder=%s\ncode=%s\n' "$folder" "$code" >>"$GITHUB_OUTPUT"
