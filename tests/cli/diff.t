#!/bin/sh
# memline diff on two versions of one program: what is the same line, what is
# said of the others, and the exit status.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp -R "$here"/diff/* "$here"/profiles/grow.* "$TESTTMP"
cd "$TESTTMP" || exit 1
unset NO_COLOR
export LC_ALL=C

# exits STATUS ARGUMENT...: into the files out and err.
exits () {
  wanted=$1
  shift
  "$MEMLINE" diff "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = "$wanted" ]
}

# prints EXPECTED ARGUMENT...: that there are differences, as in that file.
prints () {
  expected=$here/expected/$1
  shift
  exits 1 "$@" >/dev/null
  status=$?
  cat err
  [ "$status" = 0 ] && [ ! -s err ] && diff "$expected" out
}

# finds STATUS LETTERS ARGUMENT...: the changes of lines in CSV, as "new 15,
# grown 9/7" with the old line behind the slash.
finds () {
  wanted=$1 lines=$2
  shift 2
  exits "$wanted" --format=csv --columns=self_allocated "$@" >/dev/null ||
    return 1
  found=$(awk -F, 'NR > 1 && $1 != "total" {
    printf "%s%s %s", between, $1, $4 == $5 ? $4 : $4 "/" $5; between = ", " }' out)
  echo "found: $found"
  [ "$found" = "$lines" ]
}

check 'as text' prints diff.txt old/profile.json new/profile.json
check 'in colour' prints diff-colour.txt --color=always --top=1 \
  old/profile.json new/profile.json
check 'as CSV' prints diff.csv --format=csv old/profile.json new/profile.json
check 'as Markdown' prints diff.md --format=markdown --unit=KiB \
  --columns=self_allocated,at_peak_bytes old/profile.json new/profile.json
json () {
  exits 1 --format=json old/profile.json new/profile.json >/dev/null
  /usr/bin/python3 -c '
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1])))
same = [{key: "" if value is None else str(value)
         for key, value in row.items()} for row in json.load(open("out"))]
sys.exit(rows != same)' "$here/expected/diff.csv"
}
check 'as JSON' json
narrow () {
  awk 'length > 80 { print; wrong = 1 } END { exit wrong }' \
    "$here/expected/diff.txt"
}
check 'text fits into 80 columns' narrow

changes='new 15/, grown 9/7, moved 22/20'
check 'lines are known by their text' finds 1 "$changes" \
  old/profile.json new/profile.json
check 'nothing differs from itself' finds 0 '' old/profile.json old/profile.json
said () {
  exits 0 new/profile.json new/profile.json && grep -qx 'No line differs.' out
}
check 'and text says so' said

# The same profile over a source with three more lines at its beginning.
mkdir moved
{ printf '/*\n * moved\n */\n'; cat old/app.c; } >moved/app.c
hash () {
  /usr/bin/python3 -c '
import sys
h = 0xcbf29ce484222325
for b in open(sys.argv[1], "rb").read():
    h = (h ^ b) * 0x100000001b3 % 2**64
print("%016x" % h)' "$1"
}
jq --arg hash "$(hash moved/app.c)" --argjson size "$(wc -c <moved/app.c)" '
  .sources.rows = [[0, $size, $hash]] | (.places.rows[1:][] | .[3]) += 3' \
  old/profile.json >moved/profile.json
check 'code that moved is no difference' finds 0 'moved 10/7, moved 23/20' \
  old/profile.json moved/profile.json
check 'and back' finds 0 'moved 7/10, moved 20/23' \
  moved/profile.json old/profile.json
white_space () {
  sed 's/ = / =\t/; s/(/( /' moved/app.c >spaced.c
  mkdir spaced && mv spaced.c spaced/app.c
  jq --arg hash "$(hash spaced/app.c)" \
    --argjson size "$(wc -c <spaced/app.c)" \
    '.sources.rows = [[0, $size, $hash]]' moved/profile.json >spaced/profile.json
  finds 0 'moved 10/7, moved 23/20' old/profile.json spaced/profile.json
}
check 'white space is none either' white_space

# The usual case: the old source is no more.
mkdir now
cp old/profile.json now/old.json
cp new/profile.json now/new.json
cp new/app.c now
by_distance='grown 15/13, grown 9/7, moved 22/20'
check 'without the old source, by the distance' finds 1 "$by_distance" \
  now/old.json now/new.json
says_so () {
  exits 1 now/old.json now/new.json
  grep -F 'compared by the distance from the first line' out &&
    tail -n 1 out | grep -x '  app.c' &&
    exits 1 --format=csv now/old.json now/new.json &&
    grep '^grown,app.c,fill,15,13,.*,distance,self_allocated,0,12000' out
}
check 'and that is said' says_so
check 'the old source is elsewhere' finds 1 "$changes" --old-source=old \
  now/old.json now/new.json
check 'both are' finds 1 "$changes" --source=old --source=new \
  now/old.json now/new.json
check 'a source that changed is not believed' finds 1 "$by_distance" \
  --old-source=moved now/old.json now/new.json
for side in old new; do
  mkdir -p unknown/$side
  cp $side/app.c unknown/$side
  jq 'del(.sources)' $side/profile.json >unknown/$side/profile.json
done
check 'one that nothing is known of neither' finds 1 "$by_distance" \
  unknown/old/profile.json unknown/new/profile.json
check 'unless it is named' finds 1 "$changes" --old-source=old \
  --new-source=new unknown/old/profile.json unknown/new/profile.json

# The other file that the profile names is none of them.
sneaky () {
  for side in old new; do
    jq --arg file "$PWD/$side/app.c" 'del(.sources) | .files = [$file]' \
      $side/profile.json >sneaky-$side.json
  done
  mkdir -p empty
  exits 1 --format=csv --old-source=empty --new-source=empty sneaky-old.json \
    sneaky-new.json && grep -q ',distance,' out && fails grep -q '^[a-z]*,/.*,line,' out
}
check 'but not elsewhere' sneaky

elsewhere () {
  for side in old new; do
    jq --arg file "/home/$side/src/app.c" '.files = [$file]' \
      $side/profile.json >$side.json
  done
  finds 1 "$changes" --old-source=old --new-source=new old.json new.json
}
check 'compiled in another folder' elsewhere

check 'a smaller selection' finds 1 'grown 9/7' --func=copy \
  old/profile.json new/profile.json
check 'one without a difference' finds 0 'moved 22/20' --exclude=fill \
  --exclude=copy old/profile.json new/profile.json
nothing_chosen () {
  finds 0 '' --file=none.c old/profile.json new/profile.json
  status=$?
  cat err
  [ "$status" = 0 ] && grep -qF 'nothing fits --file=none.c' err
}
check 'an empty one' nothing_chosen
check 'sorted by the first column' finds 1 \
  'grown 15/13, grown 15/13, grown 9/7, grown 9/7, moved 22/20' \
  --columns=self_allocated,self_allocs now/old.json now/new.json
check 'sorted by another' finds 1 \
  'grown 9/7, grown 9/7, grown 15/13, grown 15/13, moved 22/20' \
  --columns=self_allocated,self_allocs --sort=self_allocs \
  now/old.json now/new.json

# FROM TO TEXT: the line in which FROM becomes TO is the only difference.
one_line () {
  sed "s/$1/$2/" grow.profile.json >changed.json
  exits 1 --columns=all --format=csv grow.profile.json changed.json &&
    grep -v ^total out | sed 1d | diff - "$3"
}
printf '%s\n' 'shrunk,grow.c,grow,13,13,free(t);,line,frees,4,3,-1' >fewer
check 'one figure of one line' one_line \
  '0, 13, 4, 400, 1400, 0, 4000, 0, 4' '0, 13, 4, 400, 1400, 0, 4000, 0, 3' \
  fewer
printf '%s\n' 'grown,,,,,,line,self_allocs,0,7,7' >without
check 'what no line was active for' one_line \
  '^\(\[-1, -1, -1, 0, 0, null, null, 0, 0, 0, 0, 0, 0\), 0' '\1, 7' without
printf '%s\n' 'shrunk,grow.c,main,21,21,return 0;,line,mem_usage,0,,0' \
  'shrunk,grow.c,main,21,21,return 0;,line,occurrences,1,0,-1' \
  'shrunk,grow.c,main,21,21,return 0;,line,peak,0,,0' >less
check 'a line that does not run any more' one_line '0, 21, 1, 0, 0' \
  '0, 21, 0, null, null' less

merged () {
  "$MEMLINE" merge -q -o twice.json old/profile.json old/profile.json &&
    finds 1 'grown 20, grown 7' --source=old old/profile.json twice.json
}
check 'a merged profile' merged
zipped () {
  gzip <new/profile.json | "$MEMLINE" diff old/profile.json - --format=csv \
    --columns=self_allocated --new-source=new >out
  [ $? = 1 ] && grep '^grown,app.c,copy,9,7' out
}
check 'gzipped, from standard input' zipped

# refused TEXT ARGUMENT...: exit status 2 and one message with TEXT in it.
refused () {
  text=$1
  shift
  exits 2 "$@" && [ ! -s out ] && grep -qF -e "$text" err
}
check 'one profile' refused 'diff takes two profiles, found 1' grow.profile.json
check 'three' refused 'diff takes two profiles, found 3' 1 2 3
check 'no file' refused 'none: cannot be opened' grow.profile.json none
check 'a directory' refused 'old: cannot be read' old grow.profile.json
head -c 1000 grow.profile.json >cut
check 'a truncated file' refused 'cut:' grow.profile.json cut
check 'an unknown column' refused "did you mean 'frees'?" --columns=fres \
  grow.profile.json grow.profile.json
check 'two columns to sort by' refused '--sort expects one column' \
  --sort=frees,freed grow.profile.json grow.profile.json
check 'a full disk' sh -c '"$0" diff old/profile.json new/profile.json \
  >/dev/full 2>err; [ $? = 2 ] && grep "No space left on device" err' "$MEMLINE"
# More than a pipe holds.
nobody_reads () {
  for seed in 1 2; do
    /usr/bin/python3 "$here/synthetic.py" 300 1000 $seed >"run$seed.json"
  done
  exits 1 --columns=all --format=csv run1.json run2.json >/dev/null &&
    [ "$(wc -c <out)" -gt 65536 ] || return 1
  "$MEMLINE" diff --columns=all --format=csv run1.json run2.json 2>err |
    head -n 1
  [ ! -s err ]
}
check 'a reader that leaves' nobody_reads

finish
