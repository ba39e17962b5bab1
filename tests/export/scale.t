#!/bin/sh
# The answers of scripts/scale.js about a job of 256 ranks, of which each has
# been exported on its own, as docs/scale.md has it.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TESTTMP" || exit 1

viewers=$("$here/viewers") || exit 1
export NODE_PATH="$viewers/node_modules"

job () {
  mkdir job &&
    "$here/job.py" make "$SRC/tests/cli/profiles/shelf.profile.json" job ||
    return 1
  for profile in job/*.json; do
    rank=$(basename "$profile" .json)
    "$MEMLINE" export --format=csv --run=j --rank="$rank" \
      -o "job/rank-$rank.csv" "$profile" || return 1
  done
}
check 'a job of 256 ranks' job

answers () {
  "$SRC/scripts/scale.js" --json 'job/rank-*.csv' >answers.json &&
    "$here/job.py" check job answers.json
}
check 'totals, largest and worst rank, imbalance' answers

table () {
  "$SRC/scripts/scale.js" 'job/rank-*.csv' >said && cat said &&
    grep -Eq '^run +ranks +allocated' said && grep -Eq '^j +256 ' said
}
check 'as tables' table

# Line 82 is the one that every third rank has not run.
page () {
  sed -n '/^    SELECT file, line/,/;$/p' "$SRC/docs/scale.md" >question &&
    "$SRC/scripts/scale.js" 'job/rank-*.csv' "$(cat question)" >said
  cat said
  [ "$(tail -n 1 said)" = '/home/u/shelf/shelf.cpp    82    171' ] || return
  question=$(grep '^    COPY' "$SRC/docs/scale.md")
  "$SRC/scripts/scale.js" 'job/rank-*.csv' "$question" >said && [ -s "$(echo *.parquet)" ]
}
check 'the other questions of docs/scale.md' page

without () {
  NODE_PATH=/nonexistent "$SRC/scripts/scale.js" 'job/rank-*.csv' >said 2>&1
  status=$?
  cat said
  [ "$status" = 2 ] && grep -q 'npm install @duckdb/node-api' said
}
check 'without DuckDB it says how to get it' without

no_files () {
  "$SRC/scripts/scale.js" 'none-*.csv' >said 2>&1
  status=$?
  cat said
  [ "$status" = 2 ] && grep -q 'none-\*.csv' said
}
check 'no files' no_files

finish
