#!/bin/sh
# memline tree, peak and leaks on fixed profiles: what they print, to the byte;
# that a node has what is below it; and suppressions.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/views.sh"

check 'from the top' prints tree.txt tree --min=0 shelf.profile.json
check 'from the bottom' prints tree-callers.txt \
  tree --callers --min=0 --by=function shelf.profile.json
check 'from one function' prints tree-from.txt \
  tree --from=remember --sort=at_exit_bytes shelf.profile.json
check 'to one function' prints tree-to.txt \
  tree --from=copy --callers --columns=allocs,frees,share shelf.profile.json
check 'recursion, cut' prints tree-recursion.txt \
  tree --from=build --depth=4 --min=5% shelf.profile.json
check 'as CSV' prints tree.csv tree --format=csv --min=1% mixed.profile.json
check 'as Markdown' prints tree.md tree --format=markdown mixed.profile.json
check 'peak' prints peak.txt peak --min=0 shelf.profile.json
check 'peak, two lines' prints peak-two.txt \
  peak --depth=1 --top=2 --min=0 --unit=KiB shelf.profile.json
check 'peak as JSON' prints peak.json peak --format=json grow.profile.json
check 'leaks' prints leaks.txt leaks shelf.profile.json
check 'no leaks' prints leaks-none.txt leaks grow.profile.json
check 'leaks but of some functions' prints leaks-ignored.txt \
  leaks --ignore='*insert_or_assign' --file='sh*' shelf.profile.json

sed 's/"main"/"__libc_start_main"/' grow.profile.json >below.json
main_is_hidden () {
  "$MEMLINE" "$@" --min=0 --format=json below.json >rows.json &&
    jq -e 'length == 2 and all(.function == "grow" and .depth == 0)' rows.json
}
check 'callers below main are left out' main_is_hidden peak
check 'and the tree begins behind them' main_is_hidden tree

check 'no such function' says 'no call path through --from=x has any allocated' \
  tree --from=x shelf.profile.json
check 'nothing fits' says 'nothing fits --func=x' \
  tree --func=x shelf.profile.json

# At every node, what is one level below it is no more than what it has.
consistent () {
  "$MEMLINE" tree --min=0 --format=csv "$@" shelf.profile.json >rows.csv &&
    python3 -c '
import csv
above = []  # of each depth, what is left for its children
for row in csv.DictReader(open("rows.csv")):
    depth, allocated = int(row["depth"]), int(row["allocated"])
    del above[depth:]
    if depth:
        above[-1] -= allocated
        assert above[-1] >= 0, row
    above.append(allocated)
assert depth, "no level"'
}
check 'children have no more than their parent' consistent
check 'and so have callers' consistent --callers
roots () {
  "$MEMLINE" tree --min=0 --format=json "$@" shelf.profile.json >rows.json &&
    jq -e --slurpfile rows rows.json '.totals as $totals |
      ["allocs", "allocated", "at_exit_bytes"] | all(. as $key |
        ($rows[0] | map(select(.depth == 0)[$key]) | add) == $totals[$key])' \
      shelf.profile.json
}
check 'roots add up to the totals' roots
check 'and so do those of callers' roots --callers
check 'and those of functions' roots --callers --by=function
roots_of_frees () {
  "$MEMLINE" tree --min=0 --sort=frees --callers --format=json \
    shelf.profile.json >rows.json &&
    jq -e '(map(select(.depth == 0).frees) | add) == 117' rows.json
}
check 'whatever they are sorted by' roots_of_frees

# left_out BYTES: with the suppressions in the file s, so much is left out.
left_out () {
  "$MEMLINE" leaks --suppressions=s shelf.profile.json >out 2>err
  cat out err
  found=$(sed -n 's/^  left out: \([0-9]*\) B .*/\1/p' out | tr '\n' ' ')
  [ "$found" = "$1" ]
}
# suppression FRAME...: Valgrind's, with those frames.
suppression () {
  printf '{\n  name\n  Memcheck:Leak\n  match-leak-kinds: all\n' >s
  printf '  %s\n' "$@" >>s
  echo '}' >>s
}
suppression fun:malloc fun:copy fun:remember
check 'suppressed by functions' left_out '700 '
check 'under its name' grep -q 'left out: 700 B in 100 blocks, name$' out
suppression '...' 'fun:ma*' '...' fun:main
check 'by any number of frames' left_out '1340 '
suppression fun:_Znwm 'fun:*' fun:remember
check 'by the caller of a caller' left_out '1340 '
suppression fun:malloc fun:remember
check 'not by a caller alone' left_out ''
suppression fun:_Znwm 'fun:_ZN7library9catalogueI*16insert_or_assign*'
check 'by a mangled name' left_out '640 '
suppression fun:malloc src:shelf.cpp:40
check 'by a line' left_out '700 '
suppression fun:malloc 'obj:*'
check 'not by an object' left_out ''
check 'which is said' grep -q '1 suppression fits nothing' err
suppression fun:copy
sed -i 's/Memcheck:Leak/Memcheck:Cond/' s
check 'not by one of another kind' left_out ''
printf '# Both\n\n{\nname\nMemcheck:Leak\nfun:copy\n}\nleak:or_assign\n' >s
check 'both syntaxes in one file' left_out '700 640 '
echo 'leak:^remember' >s
check 'from the beginning of a name' left_out '1340 '
echo 'leak:remember$' >s
check 'to the end of a name' left_out ''
echo 'leak:shelf.cpp' >s
check 'by a file' left_out '1340 '

wrong () {
  "$MEMLINE" leaks --suppressions=s shelf.profile.json >out 2>err
  status=$?
  cat out err
  [ "$status" = 2 ] && [ ! -s out ] && grep -qF -e "memline: $1" err
}
printf '{\nname\nMemcheck:Leak\nfun:copy\n' >s
check 'no end' wrong 's:4: expected }, found the end'
printf '{\nname\nMemcheck:Leak\ncopy\n}\n' >s
check 'no frame' wrong "s:4: expected fun:, obj:, src:, ... or }, found 'copy'"
printf '\nrace:x\n' >s
check 'another sanitizer' wrong "s:2: expected { or leak:PATTERN"
rm s
check 'no file' wrong 's: cannot be opened: No such file'
mkdir s
check 'a directory' wrong 's: cannot be read: Is a directory'

# One path of 100,000 calls: what is shown of it does not grow with its square.
/usr/bin/python3 "$here/synthetic.py" 1 100000 1 deep >deep.json
deep () {
  (ulimit -t 30 && "$MEMLINE" "$@" deep.json >out 2>err) || return
  cat err
  wc -l <out
}
check 'deep recursion: the peak' deep peak
check 'a tree' deep tree
check 'by function' deep tree --callers --by=function
check 'its leaks' deep leaks
check 'not all callers of each' grep -qx \
  'memline: callers are shown to a depth of [1-9][0-9]*: --depth=N shows more' err
rows () { [ "$(wc -l <out)" -gt 1000 ] && [ "$(wc -l <out)" -le 500100 ]; }
check 'but many' rows
paths () {
  deep top --by=context --top=0 --format=csv && [ "$(wc -l <out)" = 100001 ] &&
    awk -F ' < ' 'NF > 201 { exit 1 } NF == 201 && / < \.\.\.,/ { n++ }
      END { exit n < 99000 }' out
}
check 'paths' paths
finish
