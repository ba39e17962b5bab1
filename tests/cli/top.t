#!/bin/sh
# memline top on fixed profiles: what it prints, to the byte, and that shares
# and sums are right.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/views.sh"

check 'lines' prints top-lines.txt top mixed.profile.json
check 'functions, with what they call' prints top-functions.txt \
  top --by=function --inclusive mixed.profile.json
check 'files, of which calls within count once' prints top-files.txt \
  top --by=file --inclusive mixed.profile.json
check 'call paths' prints top-contexts.txt top --by=context mixed.profile.json
check 'lines as CSV' prints top-lines.csv top --format=csv grow.profile.json
check 'call paths as JSON' prints top-contexts.json \
  top --by=context --format=json --columns=self_allocs,share mixed.profile.json
check 'as Markdown' prints top-lines.md \
  top --format=markdown --unit=B mixed.profile.json
check 'the first two' prints top-two.txt top --top=2 --sort=peak \
  grow.profile.json
check 'nothing fits' says 'grow.profile.json: nothing fits --func=x' \
  top --func=x grow.profile.json
check 'there is nothing' says 'there is nothing to show' \
  top --sort=at_exit_bytes grow.profile.json

# Whatever lines are grouped by, self columns add up to the totals.
adds_up () {
  "$MEMLINE" top --by="$1" --format=json mixed.profile.json >rows.json &&
    jq -e --slurpfile rows rows.json '. as $profile |
      [["self_allocated", "allocated"], ["self_frees", "frees"],
       ["at_peak_bytes", "peak_bytes"], ["at_exit_blocks", "at_exit_blocks"]
      ] | all(. as [$key, $total] |
        ($rows[0] | map(.[$key]) | add) == $profile.totals[$total])' \
      mixed.profile.json
}
for by in line function file context; do
  check "the self columns of each $by add up" adds_up $by
done
with_callees () {
  "$MEMLINE" top --by=context --format=json mixed.profile.json >rows.json &&
    jq -e '.[] | select(.path | test("^[^<]*mixed.cc:20 main$")) |
      .allocated == 330 and .self_allocated == 0' rows.json
}
check 'a call path has what is below it' with_callees
finish
