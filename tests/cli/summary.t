#!/bin/sh
# memline summary and churn on fixed profiles: what they print, to the byte, and
# what summary warns of.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/views.sh"

check 'a summary' prints summary-shelf.txt summary shelf.profile.json
check 'with odd names, two lines each' prints summary-mixed.txt \
  summary --top=2 mixed.profile.json
check 'of some lines' prints summary-grow.txt \
  summary --func=grow --unit=KiB grow.profile.json
check 'as CSV' prints summary.csv summary --format=csv shelf.profile.json
check 'as Markdown' prints summary.md \
  summary --format=markdown grow.profile.json
one_screen () {
  "$MEMLINE" summary shelf.profile.json >out && [ "$(wc -l <out)" -le 24 ]
}
check 'it is one screen' one_screen

# warns FROM TO TEXT: of the changed profile, the summary says TEXT.
warns () {
  sed "s/$1/$2/" grow.profile.json >changed &&
    "$MEMLINE" summary changed >out && grep -xF "Warning: $3" out
}
check 'of a signal' warns '"exit 0"' '"signal"' \
  'the program was ended by a signal'
check 'of bad frees' warns '"ignored_frees": 0' '"ignored_frees": 2' \
  '2 bad frees were ignored; Memcheck says more'
check 'of a function without a name' warns '"grow", 0,' '"", 0,' \
  '1 function without a name'
nothing_wrong () {
  "$MEMLINE" summary grow.profile.json >out && fails grep Warning out
}
check 'of nothing' nothing_wrong

check 'churn' prints churn-shelf.txt churn shelf.profile.json
check 'churn of functions, by size' prints churn-functions.txt \
  churn --by=function --sort=mean_size --columns=+mean_size shelf.profile.json
check 'churn as CSV' prints churn.csv churn --format=csv mixed.profile.json
check 'churn with temporary blocks' prints churn-turns.txt \
  churn turns.profile.json
check 'churn of a program' prints churn-program.txt \
  churn --by=program --columns=all turns.profile.json
check 'churn by temporary bytes' prints churn-lives.csv \
  churn --format=csv --sort=temporary_bytes turns.profile.json
check 'sizes' prints sizes.txt churn --sizes turns.profile.json
check 'sizes of a program' prints sizes-program.txt \
  churn --sizes --by=program turns.profile.json
check 'sizes of one line' prints sizes.csv \
  churn --sizes --sort=mean_size --top=1 --format=csv turns.profile.json
check 'sizes as JSON' prints sizes.json \
  churn --sizes --func=append --columns=allocs --format=json turns.profile.json
check 'sizes as Markdown' prints sizes.md \
  churn --sizes --by=function --func=join --format=markdown turns.profile.json
check 'sizes of nothing' says 'nothing fits --file=x' \
  churn --sizes --file=x turns.profile.json
unknown_sizes () {
  "$MEMLINE" churn --sizes shelf.profile.json >out 2>err
  [ $? = 2 ] && [ ! -s out ] && cat err &&
    grep -qF 'shelf.profile.json: an earlier version of memline made it' err
}
check 'sizes that nobody counted' unknown_sizes
check 'churn of nothing' says 'nothing fits --file=x' \
  churn --file=x shelf.profile.json

# What was freed again is what was freed at all, for nothing was inherited.
balanced () {
  "$MEMLINE" churn --format=json "$1" >rows.json &&
    jq -e --slurpfile rows rows.json '.totals as $totals |
      ($rows[0] | map(.churned_blocks) | add) == $totals.frees and
      ($rows[0] | map(.churned_bytes) | add) == $totals.freed' "$1"
}
for name in grow mixed shelf turns; do
  check "the churn of $name is what was freed" balanced $name.profile.json
done
finish
