#!/bin/sh
# memline annotate on fixed profiles: what it prints, to the byte.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/profiles/* "$TESTTMP"
cd "$TESTTMP" || exit 1
unset NO_COLOR
export LC_ALL=C

# prints EXPECTED ARGUMENT...: annotate prints the file expected/EXPECTED, and
# nothing on standard error.
prints () {
  expected=$here/expected/$1
  shift
  "$MEMLINE" annotate "$@" >out 2>err
  status=$?
  cat err
  [ "$status" = 0 ] && [ ! -s err ] && diff "$expected" out
}

# shows TEXT ARGUMENT...: annotate succeeds, and TEXT is somewhere in its
# standard output and error.
shows () {
  text=$1
  shift
  "$MEMLINE" annotate "$@" >out 2>&1
  status=$?
  cat out
  [ "$status" = 0 ] && grep -qF -e "$text" out
}

# functions EXPECTED ARGUMENT...: the tables are those of these functions.
functions () {
  expected=$1
  shift
  "$MEMLINE" annotate "$@" >out || return 1
  found=$(sed -n 's/^Function: \([a-z:]*\).*/\1/p' out | uniq | tr '\n' ' ')
  echo "found: $found"
  [ "$found" = "$expected" ]
}

check 'the worked example' prints grow.txt grow.profile.json
check 'as CSV' prints grow.csv --format=csv grow.profile.json
check 'as JSON' prints grow.json --format=json grow.profile.json
check 'all columns, in KiB' \
  prints grow-all.txt --columns=all --unit=KiB --func=grow grow.profile.json
check 'in colour' prints grow-colour.txt --color=always grow.profile.json
check 'inlined and included code, odd names' \
  prints mixed.txt --show=0 --source=. mixed.profile.json
check 'the same as CSV' prints mixed.csv --format=csv mixed.profile.json
check 'the same with inlined places apart' \
  prints mixed-inlined.csv --format=csv --inlined mixed.profile.json
check 'the same as JSON' \
  prints mixed-inlined.json --format=json --inlined mixed.profile.json
check 'inlined places as tables' prints shelf-inlined.txt \
  --inlined --source=. --func=copy shelf.profile.json
check 'only what matters' prints shelf-context.txt \
  --context=1 --heat=self_allocated --source=. shelf.profile.json
check 'without the source' prints shelf-bare.txt \
  --context=1 --func=remember --columns=allocs,frees shelf.profile.json
check 'nothing matters' shows 'nothing allocated, freed or left memory there' \
  --context=1 --func=never mixed.profile.json
check 'a whole file' prints shelf-whole.txt --whole-file --source=. \
  --columns=self_allocs,self_frees --func=build --func=destroy \
  shelf.profile.json
check 'as Markdown' prints grow.md --format=markdown --heat=peak \
  grow.profile.json
check 'as Markdown, with odd source' prints mixed.md --format=markdown \
  --source=. --func=main mixed.profile.json
check 'rows sorted, columns chosen' \
  prints mixed-peak.csv --format=csv --sort=peak --columns=peak,at_exit_bytes \
  mixed.profile.json

check 'CSV has the columns that scripts rely on' test "$(head -n 1 \
  "$here/expected/mixed.csv")" = "file,function,line,inlined_at,mem_usage,\
increment,occurrences,peak,allocated,freed,allocs,frees,self_allocated,\
self_freed,self_allocs,self_frees,at_peak_bytes,at_peak_blocks,at_exit_bytes,\
at_exit_blocks"

check 'the functions that a person wants first' \
  functions 'main box::fill ' mixed.profile.json
check 'one of them' functions 'main ' --show=1 mixed.profile.json
check 'all of them' \
  functions 'main box::fill std::vector caf ' --show=0 mixed.profile.json
only_system () {
  sed 's/", 1, 0,/", 1, 1,/' mixed.profile.json >system.json
  functions '' system.json
}
check "not the system's, even if there are no others" only_system
check 'by name' \
  functions 'box::fill caf main std::vector ' --show=0 --sort=function \
  mixed.profile.json
check 'by visits' \
  functions 'box::fill main std::vector caf ' --show=0 \
  --sort=occurrences mixed.profile.json
check 'by a glob' functions 'main never ' --func=ma* --func=never \
  mixed.profile.json
check 'by file and function' \
  functions 'box::fill ' --func='mixed.cc:box::*' mixed.profile.json
check 'by file' functions 'caf ' --func='na*.c' mixed.profile.json
check 'by file alone' functions 'box::fill ' --file=fill.inc mixed.profile.json
check 'only its lines' shows '/inc/fill.inc' --file=fill.inc \
  mixed.profile.json
check 'not its other lines' fails grep -q mixed.cc out
check 'without some' functions 'main ' --exclude='box::*' mixed.profile.json
check 'without a file' functions 'main box::fill never ' --file='*' \
  --exclude='*.h' --exclude=na*.c mixed.profile.json
rows () {
  "$MEMLINE" annotate --format=csv --exclude='/usr/*' mixed.profile.json |
    cut -d, -f1 | sort -u >out
  cat out
  printf '%s\n' /var/nonexistent/inc/fill.inc /var/nonexistent/mixed.cc file \
    "$(printf 'na\357ve.c')" | sort | cmp - out
}
check 'rows without a file, and without those that have none' rows
without_included () {
  "$MEMLINE" annotate --format=csv --func='box::*' --exclude=fill.inc \
    mixed.profile.json >out || return 1
  cat out
  grep -q mixed.cc out && fails grep -q fill.inc out
}
check 'a function without the code that it includes' without_included
check 'none fits' shows \
  'memline: mixed.profile.json: nothing fits --func=nothing' \
  --func=nothing mixed.profile.json

from_stdin () {
  "$MEMLINE" annotate --format=csv - <grow.profile.json |
    diff "$here/expected/grow.csv" -
}
check 'from standard input' from_stdin
gzip -k grow.profile.json
check 'gzipped' prints grow.txt grow.profile.json.gz
gzipped_from_stdin () {
  "$MEMLINE" annotate --format=csv - <grow.profile.json.gz |
    diff "$here/expected/grow.csv" -
}
check 'gzipped from standard input' gzipped_from_stdin

mkdir none newest elsewhere
check 'no profile here' sh -c 'cd none && "$0" annotate 2>err; [ $? = 2 ] &&
  grep -F "memline: no memline.out.* in this directory" err &&
  grep -F "memline run -- PROGRAM" err' "$MEMLINE"
cp grow.profile.json newest/memline.out.1
cp mixed.profile.json newest/memline.out.2
touch -d '2020-01-01' newest/memline.out.2
mkdir newest/memline.out.3
echo '{' >newest/memline.out.1.77.tmp
cd newest || exit 1
check 'the newest profile here' functions 'main grow '
touch -d '2020-01-01' memline.out.1
check 'of several equally new ones the last' functions 'main box::fill ' \
  --show=2
cd .. || exit 1

cd elsewhere || exit 1
check 'source beside the profile' \
  shows 'int *p = malloc(n);' ../grow.profile.json
mkdir src
mv ../grow.c src
check 'source gone' shows \
  '(source gone since the run: looked for grow.c, ../grow.c)' ../grow.profile.json
check 'source in another directory' \
  shows 'int *p = malloc(n);' --source=src ../grow.profile.json
check 'no source there either' shows \
  '(source gone since the run: looked for grow.c, ../grow.c, none/grow.c)' \
  --source=none ../grow.profile.json
cd .. || exit 1

check 'source in a folder that has moved' \
  shows 'remember(i);' --source-map=/home/u/shelf=. shelf.profile.json
check 'not in one of a longer name' shows '(source gone since the run: looked for /home' \
  --source-map=/home/u/sh=. shelf.profile.json

# As the tool writes it for the grow.c of the moment.
with_digest () {
  hash=$(python3 -c '
import sys
h = 0xcbf29ce484222325
for b in open(sys.argv[1], "rb").read():
    h = (h ^ b) * 0x100000001b3 % 2**64
print("%016x" % h)' "$1")
  jq --arg hash "$hash" --argjson size "$(wc -c <"$1")" \
    '.sources = {columns: ["file", "size", "hash"], rows: [[0, $size, $hash]]}' \
    grow.profile.json
}
quiet_about_change () {
  "$MEMLINE" annotate "$@" >out && fails grep -q 'since the run' out
}
cp elsewhere/src/grow.c grow.c
with_digest grow.c >digest.profile.json
check 'a source that is as it was' quiet_about_change digest.profile.json
mkdir changed gone
cp digest.profile.json changed
sed 's/malloc(n)/malloc(m)/' grow.c >changed/grow.c
cp digest.profile.json gone
cd changed || exit 1
check 'a source of the same size that changed' shows \
  '(source changed since the run, --any-source shows it: grow.c)' \
  digest.profile.json
check 'its text is not shown' fails grep -q malloc out
check 'but to those who want it' shows 'int *p = malloc(m);' --any-source \
  digest.profile.json
check 'with a note' grep -qxF \
  '(source changed since the run, lines may have moved: grow.c)' out
jq 'del(.sources)' digest.profile.json >unknown.profile.json
check 'one of which nothing is known' shows '(source may be another than that '\
'of the run, --any-source shows it: grow.c)' unknown.profile.json
check 'nor is its text shown' fails grep -q malloc out
check 'but to those who want it, too' shows 'int *p = malloc(m);' --any-source \
  unknown.profile.json
check 'and without a note' fails grep -q '^(' out
check 'the unchanged one is preferred' \
  quiet_about_change --source=.. digest.profile.json
cd ../gone || exit 1
check 'a source that is gone' shows \
  '(source gone since the run: looked for grow.c)' digest.profile.json
cd .. || exit 1
rm grow.c

# A profile can come from anybody: names lead to no file outside the folders
# that were named.
mkdir -p jail/sub outside
yes 'int SECRET;' | head -n 30 >outside/secret.c
ln -s ../outside/secret.c jail/link.c
ln -s ../outside jail/way
yes 'int inner;' | head -n 30 >jail/inner.c
ln -s inner.c jail/alias.c
mkfifo jail/pipe.c
mkdir jail/folder.c
# named FILE OPTION...: what annotate prints of a profile with that file.
named () {
  jq --arg file "$1" '.files = [$file] | del(.sources)' grow.profile.json \
    >foreign.profile.json || return 1
  shift
  timeout 20 "$MEMLINE" annotate --any-source "$@" foreign.profile.json >out
  status=$?
  cat out
  return $status
}
no_secret () { named "$@" && fails grep -qE 'SECRET|inner;' out; }
for file in sub/../../outside/secret.c ../outside/secret.c link.c \
  way/secret.c /x/way/secret.c sub/../link.c; do
  check "not $file" no_secret "$file" --source=jail
done
check 'not by a map either' no_secret /old/sub/../../outside/secret.c \
  --source-map=/old=jail
check 'nor with links' no_secret /old/way/secret.c --source-map=/old=jail
inner () { named "$@" && grep -q 'int inner;' out; }
for file in inner.c sub/../inner.c alias.c /x/y/inner.c; do
  check "but $file" inner "$file" --source=jail
done
check 'and by a map' inner /old/sub/../inner.c --source-map=/old=jail
for file in jail/pipe.c jail/folder.c /dev/zero /dev/tty /dev/stdin; do
  check "no source: $file" no_secret "$file"
done

# What would do something on a terminal, or make text look as if it were
# another, in names, paths, messages and source text.
plain () {
  bad=$(printf '\342\200\256\342\201\246\342\200\217\330\234\302\233\033')
  yes "/*$bad*/" | head -n 30 >"odd$bad.c"
  jq --arg bad "$bad" '.files = ["odd" + $bad + ".c"] | del(.sources) |
    .functions.rows[][0] += $bad | .command = [$bad]' grow.profile.json \
    >"$bad.json"
  for what in 'annotate --any-source' annotate 'annotate --format=markdown' \
    top tree summary 'top --format=markdown' 'annotate --format=json' \
    check-profile 'annotate --func=nothing' 'export --format=openmetrics' \
    'export --format=folded'; do
    # shellcheck disable=SC2086 # words on purpose
    "$MEMLINE" $what "$bad.json" >out 2>&1
    # shellcheck disable=SC2086
    "$MEMLINE" $what --func="$bad" "$bad.x" >>out 2>&1
    if [ ! -s out ] || grep -aP '\xe2\x80\xae|\xe2\x81\xa6|\xe2\x80\x8f|'\
'\xd8\x9c|\xc2\x9b|\x1b' out; then
      echo "of: $what"
      return 1
    fi
  done
  "$MEMLINE" annotate --any-source "$bad.json" >out && grep -q '/\*??????\*/' out
}
check 'nothing but text' plain
exact () {
  "$MEMLINE" annotate --format=csv "$bad.json" | grep -qaF "odd$bad.c,main$bad" &&
    "$MEMLINE" annotate --format=json "$bad.json" |
    jq -e --arg bad "$bad" 'any(.file == "odd" + $bad + ".c")'
}
check 'which is exact for programs' exact

no_colour () {
  "$MEMLINE" annotate grow.profile.json >out
  fails grep -q "$(printf '\033')" out
}
check 'no colour in a pipe' no_colour

any_order () {
  jq -S . grow.profile.json >sorted.json &&
    "$MEMLINE" annotate --format=csv sorted.json |
    diff "$here/expected/grow.csv" -
}
check 'keys in another order' any_order

sums () {
  "$MEMLINE" annotate --format=json mixed.profile.json >lines.json &&
    jq -e --slurpfile lines lines.json '. as $profile |
      [["self_allocated", "allocated"], ["self_freed", "freed"],
       ["self_allocs", "allocs"], ["self_frees", "frees"],
       ["at_peak_bytes", "peak_bytes"], ["at_exit_blocks", "at_exit_blocks"]
      ] | all(. as [$key, $total] |
        ($lines[0] | map(.[$key]) | add) == $profile.totals[$total])' \
      mixed.profile.json
}
check 'self columns add up to the totals' sums

finish
