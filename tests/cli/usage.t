#!/bin/sh
# How the command is called: help, wrong usage, and output that cannot be
# written.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
grow=$(cd "$(dirname "$0")" && pwd)/profiles/grow.profile.json
cd "$TESTTMP" || exit 1

# exits STATUS STDOUT STDERR ARGUMENT...: with texts that are in its output;
# the empty text means that there is none.
exits () {
  wanted=$1 in_out=$2 in_err=$3
  shift 3
  "$MEMLINE" "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = "$wanted" ] && holds out "$in_out" && holds err "$in_err"
}

holds () {
  if [ -n "$2" ]; then grep -qF -e "$2" "$1"; else [ ! -s "$1" ]; fi
}

check 'no command' exits 2 '' 'Usage: memline COMMAND'
check 'help' exits 0 'check-profile' '' help
check '--help' exits 0 'Usage: memline COMMAND' '' --help
check '--version' exits 0 'memline ' '' --version
check 'a wrong command' exits 2 '' "did you mean 'annotate'?" anotate
check 'help on a wrong command' exits 2 '' "there is no command 'x'" help x

for verb in $("$MEMLINE" help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
do
  check "help $verb" exits 0 "Usage: memline $verb" '' help "$verb"
  check "$verb --help" exits 0 "Usage: memline $verb" '' "$verb" --help
  check "$verb with a wrong option" exits 2 '' "Usage: memline $verb" \
    "$verb" --no-such-option
done

# Every command has the options that all views have, or says why not.
for verb in $("$MEMLINE" help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
do
  "$MEMLINE" help "$verb" >page
  for option in func file exclude unit columns sort top format; do
    grep -qE "^ .*--$option=" page ||
      check "why $verb has no --$option" exits 2 '' \
        "there is no --$option here: " "$verb" "--$option=text" x
  done
done

# What every view says of a profile that is none, and of patterns and columns
# that are none.
head -c 900 "$grow" >cut
quiet () {
  { "$MEMLINE" "$@" 2>err; echo $? >status; } | :
  cat err status
  [ ! -s err ]
}
says_nothing () {
  "$MEMLINE" "$1" --func=x "$grow" 2>&1 >out | grep -F 'nothing fits --func=x'
}
for view in summary annotate top tree peak leaks churn; do
  check "$view without a file" exits 2 '' 'none: cannot be opened' $view none
  check "$view of a directory" exits 2 '' 'cannot be read: Is a dir' $view .
  check "$view of half a file" exits 2 '' "cut:23: expected" $view cut
  check "$view of two files" exits 2 '' 'takes one profile' $view cut cut
  check "$view of nothing" "$MEMLINE" $view --func=x "$grow"
  check "$view says so" says_nothing $view
  check "$view into a closed pipe" quiet $view --top=0 "$grow"
  [ $view = summary ] || {
    check "$view with a wrong column" exits 2 '' 'unknown column' \
      $view --columns=allocz "$grow"
    check "$view names those there are" grep -q ' allocs, ' err
    check "$view and the nearest" grep -q "did you mean 'allocs'?" err
  }
done

check 'an export to no format' exits 2 '' 'one of callgrind cachegrind' \
  export "$grow"
check 'rows are not sorted by names' exits 2 '' "unknown column 'file' (the col" \
  churn --sort=file "$grow"
printf '\037\213\010\377' >damaged.gz
check 'a damaged file is not called otherwise' exits 2 '' \
  'damaged.gz: what is gzipped is damaged: unknown header' top damaged.gz

check 'an option with a slip' exits 2 '' 'did you mean --columns?' \
  annotate --colums=peak "$grow"
check 'an option cut short' exits 0 'Peak' '' annotate --colu=peak "$grow"
check 'an option cut too short' exits 2 '' '--f can be --func or --file' \
  annotate --f=main "$grow"
check 'a value on its own' exits 0 'Peak' '' annotate --columns peak "$grow"
check 'no value' exits 2 '' '--columns needs a value: --columns=LIST' \
  annotate "$grow" --columns
check 'a value for a flag' exits 2 '' "--inlined takes no value, found 'x'" \
  annotate --inlined=x "$grow"
check 'an operand before options' exits 0 'Peak' '' \
  annotate "$grow" --columns=peak
check 'an operand like an option' exits 2 '' '--top: cannot be opened' \
  annotate -- --top

check 'a wrong column' exits 2 '' "did you mean 'peak'?" \
  annotate --columns=peek "$grow"
check 'a wrong unit' exits 2 '' '--unit expects auto, B, KiB, MiB or GiB' \
  annotate --unit=MB "$grow"
check 'a wrong order' exits 2 '' "did you mean 'frees'?" \
  annotate --sort=fres "$grow"
check 'a wrong format' exits 2 '' "--format expects text, csv, json or markdown, found 'xml'" \
  annotate --format=xml "$grow"
check 'a wrong number' exits 2 '' "found '-1'" annotate --show=-1 "$grow"
check 'a number beyond all' exits 0 'Function: grow' '' \
  annotate --show=99999999999999999999 "$grow"
check 'a unit for CSV' exits 2 '' 'always in bytes' \
  annotate --format=csv --unit=KiB "$grow"
check 'whole files in CSV' exits 2 '' '--whole-file is for text' \
  annotate --whole-file --format=csv "$grow"
check 'whole files and parts of them' exits 2 '' \
  '--whole-file does not go with --context' \
  annotate --whole-file --context=1 "$grow"
shelf=${grow%grow*}shelf.profile.json
check 'a share' exits 0 'shelf.cpp:80' '' tree --min=2.5% "$shelf"
check 'a little more' exits 0 'shelf.cpp:82' '' tree --min=2.52 "$shelf"
check 'which is less' fails grep -q shelf.cpp:80 out
check 'a share in thousandths' exits 2 '' "found '0.555'" \
  tree --min=0.555 "$shelf"
check 'more than there is' exits 2 '' "share of 0 to 100%, found '101%'" \
  tree --min=101% "$shelf"
check 'a map that is none' exits 2 '' 'expects OLD=NEW' \
  annotate --source-map=src "$grow"
check 'heat of nothing' exits 2 '' "did you mean 'peak'?" \
  annotate --heat=peek "$grow"
check 'two profiles' exits 2 '' 'takes one profile' annotate "$grow" "$grow"
check 'no program' exits 2 '' 'run needs a program' run -v --
check 'nothing to check' exits 2 '' 'needs a profile' check-profile

full () {
  "$MEMLINE" annotate "$grow" >/dev/full 2>err
  status=$?
  cat err
  [ "$status" = 2 ] && grep -q 'No space left on device' err
}
check 'a full disk' full

closed () {
  { "$MEMLINE" annotate --show=0 "$grow" 2>err; echo $? >status; } | :
  cat err
  [ ! -s err ]
}
check 'a closed pipe' closed

finish
