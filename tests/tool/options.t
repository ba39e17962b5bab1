#!/bin/sh
# The tool's options, and what the program must not notice.
#
# seconds: 20
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/sample.c "$here"/sample_part.c "$TESTTMP"
cd "$TESTTMP" || exit 1
${CC:-gcc} -g -O0 -w -o sample sample.c sample_part.c || exit 1

# profile OPTION...: runs the program; what the tool says goes to the file log.
profile () {
  rm -f log p
  "$MEMLINE" run --log-file=log --memline-out-file=p "$@" -- ./sample \
    >out 2>err
}

# ends STATUS COMMAND...: the command ends with this exit status.
ends () {
  expected=$1
  shift
  status=0
  "$@" || status=$?
  echo "exit status $status"
  [ "$status" = "$expected" ]
}

# The tables in the log.
tables () {
  grep -v '^==[0-9][0-9]*==' log | sed '/./,$!d'
}

./sample >native.out 2>native.err
check 'the exit status is the program'\''s' ends 3 profile
check 'so is its output' cmp out native.out
check 'and what it writes to stderr' cmp err native.err
check 'the profile holds together' "$MEMLINE" check-profile p
check 'the profile fits its schema' \
  "$here/../cli/validate.py" "$SRC/docs/profile.schema.json" p
check 'there is nothing left but the profile' test "$(echo p*)" = p

same_profile () {
  mkdir one two
  (cd one && "$MEMLINE" run --tables=no --memline-out-file=p -- ../sample) 2>&1
  (cd two && "$MEMLINE" run --tables=no --memline-out-file=q -- ../sample) 2>&1
  cmp one/p two/q
}
check 'two runs give the same bytes' same_profile

# As annotate: the tables at exit are what annotate prints for these options.
as_annotate () {
  profile "$@"
  tables >at-exit
  "$MEMLINE" annotate "$@" p >annotated
  [ -s at-exit ] && diff at-exit annotated
}
check 'the tables are those of annotate' as_annotate
for options in --func=main '--func=keep --func=pass' '--func=*sample_part.c' \
  '--func=*sample.c:k*' --show=1 --show=0 '--columns=all --func=main' \
  '--columns=+peak --func=main' '--func=pa[rs]?' \
  '--columns=at_exit_bytes,frees,increment --show=3' \
  '--unit=B --func=main' '--unit=KiB --func=main' '--unit=MiB --func=main' \
  '--unit=GiB --func=main'; do
  # shellcheck disable=SC2086 # words on purpose
  check "the same with $options" as_annotate $options
done

# functions EXPECTED OPTION...: the tables are those of these functions, in
# any order.
functions () {
  expected=$1
  shift
  profile "$@"
  found=$(tables | awk '/^File: / { sub(".*/", ""); file = $0 }
    /^Function: / { print file ":" $2 }' | LC_ALL=C sort | tr '\n' ' ')
  echo "found: $found"
  [ "$found" = "$expected" ]
}
check 'a function by name' \
  functions 'sample.c:keep sample_part.c:keep ' --func=keep
check 'functions by a glob' \
  functions 'sample.c:pass sample_part.c:part ' '--func=pa[rs]?'
check 'functions of a file' \
  functions 'sample_part.c:keep sample_part.c:part ' '--func=*/sample_part.c'
check 'a function of a file' \
  functions 'sample_part.c:keep ' '--func=*sample_part.c:keep'
check 'several patterns' \
  functions 'sample.c:main sample.c:pass ' --func=main --func=pass
check 'no function' functions '' --func=nowhere
check '--func wins over --show' \
  functions 'sample.c:main sample.c:pass ' --func=main --func=pass --show=1
check 'as many tables as asked for' \
  functions 'sample.c:main sample.c:pass ' --show=2
check 'no tables' functions '' --tables=no
check 'but the profile' "$MEMLINE" check-profile p

# refuses TEXT OPTION...: Valgrind's message about a bad option, with the text;
# the program does not run.
refuses () {
  text=$1
  shift
  rm -f p
  status=0
  "$MEMLINE" run --memline-out-file=p "$@" -- ./sample >out 2>err || status=$?
  cat out err
  [ "$status" = 1 ] && [ ! -s out ] && [ ! -e p ] &&
    grep -qF -e "$text" err && grep -qi 'bad option\|unknown option' err
}
check 'a column that is not one' refuses nonsense --columns=peak,nonsense
check 'no columns' refuses columns --columns=
check 'a unit that is not one' refuses KB --unit=KB
check 'a number of tables that is not one' refuses --show=x --show=x
check 'a negative number of tables' refuses --show=-1 --show=-1
for number in 9223372036854775807 9223372036854775808 18446744073709551617 \
  99999999999999999999 1x 0x1 +1 ' 1' ''; do
  for range in 'show from 0 to 1000000' 'check-stacks from 1 to 1000000000' \
    'end-at from 1 to 9000000000000000000' \
    'report-at from 1 to 9000000000000000000'; do
    option=--${range%% *}=$number
    check "no such number: $option" refuses "${range#* }" "$option"
  done
done
check 'too many tables' refuses 'from 0 to 1000000' --show=1000001
check 'every nothing' refuses 'from 1 to 1000000000' --check-stacks=0
for events in 0 '1,' ',1' '1,,2' '1,0'; do
  check "no such events: $events" refuses 'from 1 to' "--report-at=$events"
done
check 'the largest numbers' ends 3 profile --show=1000000 \
  --check-stacks=1000000000 --end-at=9000000000000000000 \
  --report-at=1000000,9000000000000000000
check 'neither yes nor no' refuses maybe --tables=maybe
check 'an unknown option' refuses --colums=peak --colums=peak

# writes GLOB OPTION...: a run makes just one profile, with such a name.
writes () {
  glob=$1
  shift
  rm -rf there
  mkdir there
  (cd there && "$MEMLINE" run --tables=no "$@" -- ../sample) >out 2>&1
  ls there
  # shellcheck disable=SC2086 # a glob on purpose
  (cd there && [ "$(find . -type f | wc -l)" = 1 ] && "$MEMLINE" check-profile $glob)
}
check 'the default name' writes 'memline.out.[0-9]*'
check 'the process id' writes 'my.[1-9]*.out' --memline-out-file=my.%p.out
check 'an environment variable' \
  env MINE=here sh -c '"$MEMLINE" run --tables=no --memline-out-file=p.%q{MINE} \
    -- ./sample; "$MEMLINE" check-profile p.here'
check 'a number' writes 'my.[0-9]*' --memline-out-file=my.%n
check 'a path' writes 'abs' --memline-out-file="$TESTTMP/there/abs"

# complains TEXT: the program ran as ever, and the log has this text once.
complains () {
  status=0
  profile --tables=no "$@" || status=$?
  cat log
  [ "$status" = 3 ] && cmp out native.out &&
    [ "$(grep -c "$TESTTMP/no/such" log)" = 1 ] && fails grep -q annotate log
}
check 'a profile that cannot be written' \
  complains --memline-out-file="$TESTTMP/no/such/file"
mkdir folder
check 'a folder in its place' \
  ends 3 profile --memline-out-file=folder
check 'the folder stays' rmdir folder

finish
