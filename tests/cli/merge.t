#!/bin/sh
# memline merge: what the sum of profiles holds, that it is a profile like any
# other, and that neither order nor steps make a difference.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/profiles/*.json "$TESTTMP"
cd "$TESTTMP" || exit 1

# refused TEXT ARGUMENT...: exit status 2 and one message with TEXT in it.
refused () {
  text=$1
  shift
  "$MEMLINE" merge "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = 2 ] && [ ! -s out ] && grep -qF -e "$text" err
}

golden () {
  "$MEMLINE" merge -o sum.json grow.profile.json mixed.profile.json >out 2>err
  cat err
  diff "$here/expected/merged.txt" out && diff "$here/expected/merged.json" sum.json
}
check 'two profiles' golden
check 'the sum fits together' "$MEMLINE" check-profile sum.json
check 'and follows the schema' /usr/bin/python3 "$here/validate.py" \
  "$SRC/docs/profile.schema.json" sum.json

views () {
  "$MEMLINE" summary sum.json | sed -n '3,4p' >out
  "$MEMLINE" peak sum.json | head -n 1 >>out
  diff - out <<'END'
Peak:      90.756 KiB in 6 blocks, the highest of 2 profiles
           (mean 46.062 KiB, sum 92.123 KiB), in mixed.profile.json
Peak: 90.756 KiB in 6 blocks, the highest of 2 profiles, in mixed.profile.json
END
}
check 'views say whose peak it is' views

# alone PROFILE FORMAT: a profile that is merged with none says the same.
alone () {
  "$MEMLINE" annotate --format="$2" "$1" >before &&
    "$MEMLINE" merge "$1" | "$MEMLINE" annotate --format="$2" - |
    diff before -
}
check 'one profile as lines' alone mixed.profile.json csv
check 'one profile as text' alone mixed.profile.json text

for seed in 1 2 3 4 5; do
  /usr/bin/python3 "$here/synthetic.py" 300 1000 $seed >"run$seed.json"
done
gzip -k run4.json
"$MEMLINE" merge run?.json >all.json
check 'five runs fit together' "$MEMLINE" check-profile -v all.json

reordered () {
  "$MEMLINE" merge run5.json run4.json run1.json run3.json run2.json |
    cmp - all.json
}
check 'in another order' reordered
in_steps () {
  "$MEMLINE" merge -q -o left.json run3.json run1.json &&
    "$MEMLINE" merge run2.json run5.json | "$MEMLINE" merge run4.json - |
    "$MEMLINE" merge left.json - | cmp - all.json
}
check 'in steps' in_steps
zipped () {
  "$MEMLINE" merge run1.json run2.json run3.json run4.json.gz run5.json |
    sed 's/run4.json.gz/run4.json/' | cmp - all.json
}
check 'gzipped' zipped
itself () {
  cp run1.json grown.json &&
    "$MEMLINE" merge -q -o grown.json grown.json run2.json &&
    jq -e '.merged.profiles == 2' grown.json
}
check 'into one of them' itself

# Each figure of the sum is what jq makes of those of the parts.
adds_up () {
  jq -s '[.[].totals | {allocs, frees, allocated, freed, events,
      at_exit_bytes, at_exit_blocks}] |
    reduce .[] as $t ({}; . as $s | $t | with_entries(.value += $s[.key]))' \
    run?.json >sums
  jq -s '{peak_sum_bytes: map(.totals.peak_bytes) | add,
      worst: (max_by(.totals.peak_bytes) | .totals.peak_bytes)}' \
    run?.json >peaks
  jq -e --slurpfile sums sums --slurpfile peaks peaks '
    (.totals | {allocs, frees, allocated, freed, events, at_exit_bytes,
       at_exit_blocks}) == $sums[0] and
    .merged.peak_sum_bytes == $peaks[0].peak_sum_bytes and
    .totals.peak_bytes == $peaks[0].worst' all.json
}
check 'totals' adds_up
lines () {
  for profile in run?.json; do
    "$MEMLINE" annotate --format=csv --columns=occurrences,freed,peak "$profile"
  done | grep -v occurrences | sort -t, -k2,4 | awk -F, -v OFS=, '
    function put() { if (NR > 1) print key, visits, freed, peak }
    { new = $1 "," $2 "," $3
      if (new != key) { put(); key = new; visits = freed = 0; peak = "" }
      visits += $5; freed += $6; if ($7 != "" && $7 + 0 >= peak + 0) peak = $7 }
    END { put() }' | sort >expected
  "$MEMLINE" annotate --format=csv --columns=occurrences,freed,peak all.json |
    grep -v occurrences | awk -F, -v OFS=, '{ print $1, $2, $3, $5, $6, $7 }' |
    sort | diff expected -
}
check 'lines' lines
worst () {
  name=$(jq -r .merged.worst all.json)
  jq -c '[.contexts.rows[] | .[6:8]] | [map(.[0]), map(.[1])] | map(add)' \
    "$name" all.json | uniq | awk 'END { exit NR != 1 }'
}
check 'what was live at the peak of the worst' worst

# The line, who is worst, and its peaks, from each profile alone; the first that
# ran is the one with seed 1, so equals would be found in the same order.
peaks () {
  for profile in run?.json; do
    "$MEMLINE" annotate --format=csv --columns=peak "$profile" |
      sed "1d; s/$/,$profile/"
  done | awk -F, '$5 != "" {
    line = $1 "," $2 "," $3
    if (!(line in n) || $5 + 0 > most[line]) { most[line] = $5; worst[line] = $6 }
    n[line]++; sum[line] += $5
  } END { for (line in n) printf "%s,%s,%d,%d,%d,%d\n", line, worst[line], n[line],
    most[line], int(sum[line] / n[line]), sum[line] }' | sort >expected
  for sum in all.json 'run1.json run3.json run5.json run2.json run4.json'; do
    # shellcheck disable=SC2086 # one word a file
    "$MEMLINE" merge --format=csv \
      --columns=profiles,peak,peak_mean,peak_sum $sum | sed 1d |
      grep -v '^,' | sort | diff expected - || return 1
  done
  [ "$(wc -l <expected)" -gt 200 ]
}
check 'peaks of lines' peaks

# broken FROM TO TEXT: check-profile says TEXT of a sum that is changed like that.
broken () {
  sed "s/$1/$2/" sum.json >wrong.json
  "$MEMLINE" check-profile wrong.json 2>err
  status=$?
  cat err
  [ "$status" = 1 ] && grep -qF -e "$3" err
}
check 'a line in more profiles than there are' broken '\[4, 3, 12, 1,' \
  '[4, 3, 12, 3,' 'merged: lines row 12 ran in 3 of 2 profiles'
check 'a sum of peaks below the largest' broken '1, 1400, "grow' '1, 1399, "grow' \
  'peak 1400 is more than the sum of its peaks'

# table EXPECTED ARGUMENT...: of two profiles, with nothing on standard error.
table () {
  expected=$here/expected/$1
  shift
  "$MEMLINE" merge "$@" grow.profile.json mixed.profile.json >out 2>err
  status=$?
  cat err
  [ "$status" = 0 ] && [ ! -s err ] && diff "$expected" out
}
check 'a table' table merged-lines.txt --format=text
check 'of chosen lines' table merged-two.txt --format=text -q --file='*.c' \
  --exclude=main --columns=default,profiles --sort=occurrences --top=2 --unit=KiB
check 'as CSV' table merged-lines.csv --format=csv \
  --columns=self_allocated,at_exit_bytes,profiles,peak,peak_mean,peak_sum
check 'as Markdown' table merged-lines.md --format=markdown --func=grow
json () {
  "$MEMLINE" merge --format=json --columns=profiles,peak_sum \
    grow.profile.json mixed.profile.json >out
  jq -c '.[0], (.[] | select(.line == 12))' out
  jq -e 'length == 27 and (.[] | select(.line == 12)) == {file: "grow.c",
    function: "grow", line: 12, worst: "grow.profile.json", profiles: 1,
    peak_sum: 1400}' out
}
check 'as JSON' json
both () {
  "$MEMLINE" merge -o both.json --format=text --top=1 grow.profile.json \
    mixed.profile.json >out && cmp both.json sum.json &&
    [ "$(head -n 1 out)" = '2 profiles in both.json' ] &&
    [ "$(tail -n 1 out)" = '(5 more; --top=0 shows all)' ]
}
check 'a table and a profile' both
empty () {
  "$MEMLINE" merge -q --format=text --func=x sum.json >out 2>err
  status=$?
  cat out err
  [ "$status" = 0 ] && [ ! -s out ] &&
    grep -xF 'memline: the sum: nothing fits --func=x' err
}
check 'an empty one' empty
for option in --func=x --file=x --exclude=x --columns=all --sort=peak --top=3; do
  check "$option without one" refused "${option%=*} is for a table" $option \
    sum.json
done
check 'an unknown column' refused \
  "unknown column 'peak_meen', did you mean 'peak_mean'?" --format=csv \
  --columns=peak_meen sum.json
check 'two columns to sort by' refused '--sort expects one column' \
  --format=csv --sort=peak,freed sum.json

# A sanitizer's shadow does not fit.
in_little_memory () {
  runs=$(for i in 1 2 3 4 5 6 7 8; do echo run?.json run?.json; done)
  ulimit -v 32768
  "$MEMLINE" --version || return 0
  # shellcheck disable=SC2046,SC2086 # one word a file
  "$MEMLINE" merge -q -o many.json $runs $runs $runs &&
    jq -e '.merged.profiles == 240' many.json
}
check 'many profiles take the memory of one' in_little_memory

# What one of them does not say nobody knows of both.
lives () {
  "$MEMLINE" merge turns.profile.json turns.profile.json >twice.json &&
    "$MEMLINE" check-profile twice.json &&
    "$MEMLINE" churn --format=csv --columns=temporary_blocks,temporary_bytes,\
mean_lifetime twice.json >out && cat out && diff - out <<'END' &&
file,function,line,temporary_blocks,temporary_bytes,mean_lifetime
/home/u/turns/turns.c,append,25,38,380,0.95
/home/u/turns/turns.c,join,11,20,328,12.28
/home/u/turns/turns.c,main,33,0,0,3.40
END
    "$MEMLINE" churn --sizes --func=append --format=csv --columns=allocs \
      twice.json >out && grep -x '.*,25,4,8-15 B,16' out
}
check 'temporary blocks, lifetimes and sizes' lives
largest () {
  jq -c '.contexts.rows[][10:12]' turns.profile.json >before
  "$MEMLINE" merge turns.profile.json twice.json >thrice.json
  jq -c '.contexts | (.columns | index("max_bytes")) as $i |
    .rows[][$i:$i + 2]' thrice.json | sort >out
  sort before | diff - out
}
check 'the most that was live is the largest' largest
unknown () {
  "$MEMLINE" merge turns.profile.json grow.profile.json >partly.json &&
    "$MEMLINE" merge grow.profile.json turns.profile.json | cmp - partly.json &&
    "$MEMLINE" check-profile partly.json && fails grep -e temporary -e sizes \
      partly.json
}
check 'or nothing of it' unknown

other_sources () {
  for hash in 0123456789abcdef fedcba9876543210; do
    jq --arg hash $hash '.sources = {columns: ["file", "size", "hash"],
      rows: [[0, 100, $hash]]}' grow.profile.json >"$hash.json"
  done
  "$MEMLINE" merge 0*.json 0*.json >same.json 2>err && [ ! -s err ] &&
    jq -e '.sources.rows == [[0, 100, "0123456789abcdef"]]' same.json &&
    "$MEMLINE" merge 0*.json fed*.json >changed.json 2>err && cat err &&
    grep -F 'memline: grow.c is not the same in all profiles' err &&
    jq -e '.sources.rows == []' changed.json
}
check 'sources that changed' other_sources

check 'no profile' refused 'merge needs profiles'
check 'no file' refused 'none: cannot be opened' run1.json none
check 'a directory' refused '.: cannot be read' run1.json .
head -c 5000 run1.json >cut
check 'a truncated file' refused 'cut:' -o out.json run1.json cut
check 'nothing is written then' test ! -e out.json
check 'no place to write to' refused 'none/out.json: cannot be written' \
  -o none/out.json run1.json
check 'a full disk' sh -c '"$0" merge run1.json >/dev/full 2>err; [ $? = 2 ] &&
  grep "No space left on device" err' "$MEMLINE"
check 'a full disk by name' refused '/dev/full: cannot be written' \
  -o /dev/full run1.json
nobody_reads () {
  { "$MEMLINE" merge run1.json 2>err; echo $? >status; } | head -n 1
  [ ! -s err ]
}
check 'a reader that leaves' nobody_reads
too_much () {
  sed 's/"allocated": [0-9]*/"allocated": 9223372036854775807/' run1.json >big1
  cp run2.json big2
  refused 'big2: the sum of allocated would be 2^63 or more' big1 big2
}
check 'sums beyond 2^63' too_much
terminal () {
  /usr/bin/python3 "$here/terminal.py" 80 24 "$MEMLINE" merge run1.json >out
  status=$?
  cat out
  [ "$status" = 2 ] && grep -q 'nothing for a terminal' out
}
check 'a terminal' terminal

# What -o names appears whole or stays what it was, and nothing else is there.
kept () {
  cp run1.json kept.json
  ls >before
  (trap '' XFSZ; ulimit -f 1; fails "$MEMLINE" merge -q -o kept.json kept.json \
    run2.json) && ls >after && cmp run1.json kept.json && diff before after
}
: >before
: >after
check 'a full disk leaves the old sum' kept
into_itself () {
  chmod 640 kept.json
  "$MEMLINE" merge -q -o expected.json run1.json run2.json &&
    "$MEMLINE" merge -q -o kept.json kept.json run2.json &&
    "$MEMLINE" check-profile kept.json &&
    [ "$(jq -c .totals kept.json)" = "$(jq -c .totals expected.json)" ] &&
    [ "$(stat -c %a kept.json)" = 640 ]
}
check 'a sum into one of its profiles' into_itself
through () {
  : >target.json
  ln -s target.json link.json
  "$MEMLINE" merge -q -o link.json run1.json run2.json && [ -h link.json ] &&
    cmp expected.json target.json
}
check 'a link is written through' through
lost () {
  cp run1.json kept.json
  ln kept.json other.json
  for to in kept.json other.json ./kept.json; do
    fails "$MEMLINE" export --format=csv -o $to kept.json 2>err || return 1
    grep 'it is the profile to export' err || return 1
  done
  cmp run1.json kept.json
}
check 'an export does not replace its profile' lost

finish
