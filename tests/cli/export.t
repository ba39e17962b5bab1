#!/bin/sh
# memline export on fixed profiles: what it writes in each format, to the byte,
# and what it says to wrong wishes.  Whether the programs that the formats are
# for agree is in tests/export.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/profiles/*.json "$TESTTMP"
cd "$TESTTMP" || exit 1
export LC_ALL=C
text_formats="callgrind cachegrind dhat folded speedscope csv ndjson \
openmetrics lcov dot"

# all NAME: the profile in all formats that are text.
all () {
  for format in $text_formats; do
    echo "== $format"
    "$MEMLINE" export --format="$format" "$1.profile.json" || return 1
  done
  for format in csv ndjson; do
    echo "== $format by path"
    "$MEMLINE" export --format="$format" --by=path "$1.profile.json" ||
      return 1
  done
}

# golden NAME: they are what the file expected/NAME-export.txt has.
golden () {
  all "$1" >out 2>err
  status=$?
  cat err
  [ "$status" = 0 ] && [ ! -s err ] && diff "$here/expected/$1-export.txt" out
}

# writes EXPECTED ARGUMENT...: export prints exactly the lines of EXPECTED.
writes () {
  printf '%s\n' "$1" >expected
  shift
  "$MEMLINE" export "$@" >out && diff expected out
}

# refused TEXT ARGUMENT...: wrong usage, with TEXT in the message.
refused () {
  text=$1
  shift
  "$MEMLINE" export "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = 2 ] && [ ! -s out ] && grep -qF -e "$text" err
}

check 'the worked example in every format' golden grow
check 'inlined and included code, odd names' golden mixed
check 'long names, recursion' golden shelf

twice () {
  "$MEMLINE" export --format=pprof -o one.pb.gz mixed.profile.json &&
    "$MEMLINE" export --format=pprof mixed.profile.json >two.pb.gz &&
    cmp one.pb.gz two.pb.gz && gzip -t one.pb.gz
}
check 'pprof: equal profiles give equal bytes, to a file or not' twice

check 'one column' writes 'main (grow.c:19);grow (grow.c:13) 4000
main (grow.c:20) 400' --format=folded --columns=freed grow.profile.json
check 'chosen columns' writes 'run,rank,file,function,line,inlined_at,peak
r,7,grow.c,grow,13,,1400' --format=csv --run=r --rank=7 --columns=peak \
  --func=grow --sort=peak --exclude=main --top=1 --sort=self_freed \
  grow.profile.json
check 'the largest paths' writes 'main (grow.c:19);grow (grow.c:12) 1000' \
  --format=folded --top=1 grow.profile.json
# 300 calls of one function, of which the innermost allocates.
deep () {
  jq -c '.contexts.rows = [range(300) | [. - 1, 4,
      if . == 299 then 1, 5, 0, 0, 5, 1, 5, 1 else (range(8) | 0) end]]' \
    grow.profile.json >deep.json
  for depth in '' --depth=0 --depth=250; do
    "$MEMLINE" export --format=folded $depth deep.json | tr ';' '\n' | wc -l
  done >out
  cat out
  [ "$(tr '\n' ' ' <out)" = '200 300 250 ' ]
}
sorted () {
  "$MEMLINE" export --format=ndjson --by=path --sort=freed \
    grow.profile.json | jq -c .freed | tr '\n' ' ' >out
  cat out
  [ "$(cat out)" = '4000 400 0 0 ' ]
}
check 'paths in order' sorted
check 'paths cut short' writes 'grow (grow.c:11) 400
grow (grow.c:12) 1000' --format=folded --depth=1 grow.profile.json
check 'a depth that no path has' writes 'main (grow.c:19);grow (grow.c:11) 400
main (grow.c:19);grow (grow.c:12) 1000' --format=folded --depth=2 \
  grow.profile.json
check 'no more than 200 frames, unless asked for' deep
check 'one function' writes 'main (grow.c:20) 400' \
  --format=folded --columns=freed --func=main grow.profile.json
check 'inlined places apart' writes \
  'run,rank,file,function,line,inlined_at,occurrences
,,/usr/include/c++/none/vector.h,"std::vector<int, std::allocator<int> >'\
'::push_back(int&&)",1296,/var/nonexistent/mixed.cc:7,2
,,/usr/include/c++/none/vector.h,"std::vector<int, std::allocator<int> >'\
'::push_back(int&&)",1296,/var/nonexistent/mixed.cc:22,1' \
  --format=csv --columns=occurrences --inlined --file=vector.h \
  mixed.profile.json

# Two functions of one name share a line of a header.
same_name () {
  sed 's/"never()"/"main"/
    s/^\[-1, 3, 1, 14, 0, null, null, 0, 0, 0,/[-1, 3, 1, 20, 1, 7, 8, 5, 0, 1,/' \
    mixed.profile.json >same.json
  "$MEMLINE" export --format=openmetrics same.json >out &&
    grep -F 'function="main",line="20"' out >found
  cat found
  [ "$(wc -l <found)" = 4 ] && grep -q '^memline_line_increment.* 235$' found
}
check 'openmetrics: no labels twice' same_name

nothing () {
  for format in $text_formats pprof; do
    "$MEMLINE" export --format="$format" --func=none -o none \
      grow.profile.json 2>err || return 1
    cat err
    grep -qxF 'memline: grow.profile.json: nothing fits --func=none' err ||
      return 1
  done
}
check 'an empty selection says so' nothing

check 'no format' refused 'needs --format' grow.profile.json
check 'a wrong format' refused 'callgrind, cachegrind, dhat' --format=xml \
  grow.profile.json
check 'a wrong column' refused "did you mean 'peak'?" --format=csv \
  --columns=peek grow.profile.json
check 'columns of a format that fixes them' refused \
  'the columns of dhat are always the same' --format=dhat --columns=peak \
  grow.profile.json
check 'columns of paths' refused 'the columns of paths are always the same' \
  --format=csv --by=path --columns=peak grow.profile.json
check 'a column that paths do not have' refused 'folded takes one column' \
  --format=folded --columns=peak grow.profile.json
check 'two columns for one' refused 'dot takes one column' \
  --format=dot --columns=allocated,freed grow.profile.json
check 'a maximum where sums are needed' refused 'mem_usage is not a sum' \
  --format=cachegrind --columns=mem_usage grow.profile.json
check 'depth of a format of calls' refused 'dot does not list call paths' \
  --format=dot --depth=3 grow.profile.json
check 'paths of a format of lines' refused 'lcov is about lines' \
  --format=lcov --by=path grow.profile.json
check 'inlined places of paths' refused 'lines of csv and ndjson' \
  --format=csv --by=path --inlined grow.profile.json
check 'a file that cannot be written' refused \
  'none/x: cannot be written: Not a directory' \
  --format=csv -o none/x grow.profile.json
check 'a full disk' refused 'No space left' \
  --format=csv -o /dev/full grow.profile.json
check 'no profile' refused 'none.json: cannot be opened' --format=csv none.json
check 'a directory' refused 'cannot be read' --format=csv .
cut_off () {
  head -c 1500 mixed.profile.json >cut
  refused 'cut:' --format=pprof cut
}
check 'a profile that is cut off' cut_off
on_terminal () {
  script -qec "'$MEMLINE' export --format=pprof grow.profile.json" /dev/null \
    >out
  status=$?
  cat out
  [ "$status" = 2 ] && grep -qF 'pprof is nothing for a terminal' out
}
check 'binary output to a terminal' on_terminal

closed () {
  for format in $text_formats pprof; do
    { "$MEMLINE" export --format="$format" mixed.profile.json 2>>closed; } | :
  done
  cat closed
  [ ! -s closed ]
}
check 'a closed pipe' closed

finish
