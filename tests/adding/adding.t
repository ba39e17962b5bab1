#!/bin/sh
# What docs/architecture.md says under "How to add" is all that there is to do: in
# a copy of the tree two columns, a format, a view and a client request are added,
# in no file but the ones named there, and are found wherever one looks for them.
#
# tier: release
# seconds: 75
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
add=$(cd "$(dirname "$0")" && pwd)/add.py
here=${add%/*}
tree=$TESTTMP/tree
mkdir "$tree"
(cd "$SRC" && tar -cf - --exclude=./.git --exclude=./build \
  --exclude=__pycache__ .) | tar -xf - -C "$tree"
[ ! -f "$tree/config.status" ] || make -s -C "$tree" distclean
cp "$tree/docs/profile.schema.json" "$TESTTMP/schema.before"

# The files in the paragraph that architecture.md has about it.
told () {
  sed -n "/<!-- files: $1 -->/,/^\$/p" "$SRC/docs/architecture.md" |
    grep -o '`memline/[^`]*`' | tr -d '`' |
    sed 's/NAME/names/; s/VERB/files/'
}

# addition WHAT: nothing else was touched.
addition () {
  python3 "$add" "$tree" "$1" >touched || return
  told "$1" >named
  echo "architecture.md names: $(tr '\n' ' ' <named)"
  ! grep -v -x -F -f named touched
}

cd "$TESTTMP" || exit
check 'a column' addition column
check 'a format' addition export
check 'a view' addition view
check 'a client request' addition request

build () {
  cd "$tree" && autoreconf -fi && mkdir build && cd build &&
    ../configure CFLAGS='-O1 -g -Werror' && make -s -j "$JOBS"
}
check 'it builds, without a warning' build
added=$tree/build/memline/cli/memline
cd "$TESTTMP" || exit

# What the program grow.c does: line 11 allocates 100 bytes in each of 4 visits,
# which stay; line 12 allocates 1,000, which line 13 frees at once.
cp "$SRC/docs/example/grow.c" .
$CC -g -O0 grow.c -o grow
printed () {
  "$added" run --columns=temporary,most_bytes --func=grow \
    --memline-out-file=new.json -- ./grow >out 2>&1 && cat out &&
    grep 'Temporary    Most live   Line Contents' out &&
    grep -E '^ +12 +4 +1000 B +char \*t' out
}
check 'in the table at exit' printed

# says WHAT COMMAND...: its output has a line that fits.
says () {
  pattern=$1
  shift
  "$@" >out 2>&1
  status=$?
  cat out
  [ "$status" -le 1 ] && grep -E -e "$pattern" out
}

annotate="$added annotate --func=grow --columns=temporary,most_bytes"
# shellcheck disable=SC2086 # words on purpose
{
  check 'in annotate' says '^ +12 +4 +1000 B +char \*t' $annotate new.json
  check 'in CSV' says '^[^,]*grow.c,grow,12,,4,1000$' \
    $annotate --format=csv new.json
  check 'in JSON' says '"line": ?12,.*"temporary": ?4, ?"most_bytes": ?1000' \
    $annotate --format=json new.json
}
check 'in the CSV of export' says 'grow.c,grow,12,.*,?4,1000' "$added" export \
  --format=csv --columns=temporary,most_bytes new.json
check 'in help' says '^  temporary +Temporary +blocks that it allocated and' \
  "$added" help columns
check 'in completion' says 'temporary' "$added" help --completion=bash
check 'top sorts by it, with a share of what the contract says' \
  says '4 +50.00? *% ' "$added" top --sort=temporary new.json
check 'top sorts by one of which there are no shares' \
  says '1000 B' "$added" top --sort=most_bytes new.json
check 'check-profile' "$added" check-profile new.json

# Each place has what its contexts have together.
adds_up () {
  jq -e '
    (.contexts.columns | index("temporary_blocks")) as $of |
    (.contexts.columns | index("place")) as $at |
    (.places.columns | index("temporary")) as $to |
    (reduce .contexts.rows[] as $c ({}; .["\($c[$at])"] += $c[$of])) as $sums |
    [.places.rows | to_entries[] | .value[$to] == ($sums["\(.key)"] // 0)] |
    all' new.json
}
check 'it is the sum that it says' adds_up

merged () {
  "$added" merge new.json new.json -o two.json &&
    says '^[^,]*grow.c,grow,12,,8,1000$' "$added" annotate --func=grow \
      --columns=temporary,most_bytes --format=csv two.json
}
check 'merge adds up the sum, and keeps the maximum' merged
check 'diff compares it' says 'Temporary +4 +8 +\+4' "$added" diff \
  --columns=temporary new.json two.json

# Profiles of before know nothing of it, which is not 0.
old=$SRC/tests/cli/profiles/grow.profile.json
unknown () {
  says '^[^,]*grow.c,grow,12,,,,4000$' "$added" annotate --func=grow \
    --columns=temporary,most_bytes,allocated --format=csv "$old"
}
check 'an older profile has empty cells' unknown
check 'top of an older profile has none either' fails \
  says '[0-9] B|%' "$added" top --sort=temporary --columns=temporary "$old"
check 'diff with an older one says that it is left out' \
  says 'grow.profile.json has no column temporary, which is left out' "$added" diff \
  --columns=temporary,allocated "$old" new.json
merged_with_older () {
  "$added" merge "$old" new.json -o both.json &&
    jq -e '.places.columns | index("temporary") == null and index("peak") > 0' \
      both.json
}
check 'merged with an older one, nobody knows it' merged_with_older
check 'the command of before passes over it' says '^ +12 +1400 B +4000 B' \
  "$MEMLINE" annotate --func=grow --columns=mem_usage,allocated new.json

documented () {
  (cd "$tree" && ! scripts/contract --check >/dev/null && scripts/contract) &&
    grep -F '| `temporary` | number | sum |' "$tree/docs/format.md" &&
    grep 'earlier versions lack temporary, most_bytes' \
      "$tree/docs/profile.schema.json" &&
    ! cmp -s "$TESTTMP/schema.before" "$tree/docs/profile.schema.json" &&
    python3 "$SRC/tests/cli/validate.py" "$tree/docs/profile.schema.json" \
      new.json two.json both.json "$old"
}
check 'in the schema and in format.md' documented

check 'the format writes' says '^grow$' "$added" export --format=names new.json
check 'the format is in help' says '^names: a list of functions' \
  "$added" help export
check 'the view shows' says '^ *4400 B +grow.c' "$added" files new.json
check 'the view as CSV' says 'grow.c,4400$' "$added" files --format=csv new.json
check 'the view is in help' says '^  files +Show what' "$added" help
check 'the view has a manual page' grep MEMLINE-FILES \
  "$tree/build/docs/memline-files.1"

asked () {
  $CC -g -I"$tree/memline" "$here/request.c" -o request &&
    "$added" run --tables=no -q --memline-out-file=asked.json -- ./request \
      >out && grep -x '1234 0' out && [ "$(./request)" = '0 0' ]
}
check 'the request answers, and without Valgrind is 0' asked
check 'everything is still where it may be' "$SRC/tests/layers/check" \
  "$tree/memline"
finish
