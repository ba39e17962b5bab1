# For tests of real programs: what memline must be true to, whatever it runs.
#
#   . "$(dirname "$0")/program.sh"
#   examine [--depth=N] [--cut-at=FUNCTION] -- COMMAND [ARGUMENT...]
#   examine_checked COMMAND [ARGUMENT...]
#
# The command runs in an empty folder of its own; files that it leaves there
# are part of its output, and its arguments must not name that folder.  The
# options are those of xtree.py.
#
# SPDX-License-Identifier: GPL-2.0-or-later

. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# Valgrind puts the name of the tool into the program's environment, and a
# program may copy that to its heap: here Memcheck has a name as long as
# memline's, and every run the same environment.
library_with_twin () {
  eval "$("$MEMLINE" env)"
  mkdir "$TESTTMP/lib"
  ln -s "$VALGRIND_LIB"/* "$TESTTMP/lib"
  for file in "$VALGRIND_LIB"/*memcheck*; do
    name=${file##*/}
    ln -s "$file" "$TESTTMP/lib/${name%%memcheck*}memtwin${name#*memcheck}"
  done
  VALGRIND_LIB=$TESTTMP/lib
  export VALGRIND_LIB
}
library_with_twin

# run_as NAME COMMAND...: runs it and leaves its files, stdout and exit status
# in the folder NAME, its stderr beside it.  The folder has the same name in
# every run while it lasts.
run_as () {
  run=$TESTTMP/$1
  shift
  mkdir "$TESTTMP/work"
  (
    cd "$TESTTMP/work" || exit
    "$@" >stdout 2>"$run.err" </dev/null
    echo $? >status
  )
  rm -rf "$run"
  mv "$TESTTMP/work" "$run"
  cat "$run.err"
  [ "$(cat "$run/status")" = 0 ]
}

memline () {
  valgrind --tool=memline --tables=no --memline-out-file=profile "$@"
}

# All it reports is what was allocated and freed, and where.
memcheck () {
  valgrind --tool=memtwin --leak-check=no --undef-value-errors=no \
    --run-libc-freeres=no --run-cxx-freeres=no --freelist-vol=0 \
    --xtree-memory=full --xtree-memory-file="$TESTTMP/xtree" \
    --num-callers="$callers" "$@"
}

same_output () {
  diff -r -x profile "$TESTTMP/native" "$TESTTMP/$1"
}

memcheck_totals () {
  sed -n -E -e ':digits' -e 's/([0-9]),([0-9])/\1\2/' -e 't digits' \
    -e 's/^==[0-9]+== +(in use at exit|total heap usage):/\1:/p' \
    "$TESTTMP/memcheck.err"
}

memline_totals () {
  jq -r '.totals |
    "in use at exit: \(.at_exit_bytes) bytes in \(.at_exit_blocks) blocks",
    "total heap usage: \(.allocs) allocs, \(.frees) frees, \(.allocated) bytes allocated"' \
    "$TESTTMP/memline/profile"
}

same_totals () {
  memcheck_totals >"$TESTTMP/expected"
  memline_totals >"$TESTTMP/found"
  diff "$TESTTMP/expected" "$TESTTMP/found" && [ -s "$TESTTMP/expected" ]
}

same_everything () {
  [ -s "$TESTTMP/again/profile" ] && diff -r "$TESTTMP/memline" "$TESTTMP/again"
}

# The deepest stack that Valgrind records, or somewhat more than is compared.
set_callers () {
  callers=500
  for option in "$@"; do
    case $option in
    --depth=*) callers=$((${option#--depth=} + 8)) ;;
    esac
  done
}

examine () {
  options=
  while [ "$1" != -- ]; do
    options="$options $1"
    shift
  done
  shift
  # shellcheck disable=SC2086 # words on purpose
  set_callers $options

  check 'it runs' run_as native "$@"
  check 'it runs under memline' run_as memline memline "$@"
  check 'its output is the same' same_output memline
  check 'the profile agrees with itself' \
    "$MEMLINE" check-profile "$TESTTMP/memline/profile"
  check 'it runs under Memcheck' run_as memcheck memcheck "$@"
  check 'the totals are those of Memcheck' same_totals
  # shellcheck disable=SC2086
  check 'every call path is that of the execution tree' \
    "$here/xtree.py" $options "$TESTTMP/memline/profile" "$TESTTMP/xtree"
  check 'it runs again' run_as again memline "$@"
  check 'the profile is the same again' same_everything
}

# The tool's own second opinions: slow, so that a smaller run will do.
examine_checked () {
  check 'it runs while the tool checks itself' \
    run_as checked memline --check-stacks=yes --check-lines=yes "$@"
  check 'every stack at an event is that of the unwinder' \
    grep 'check-stacks: 0 of [1-9]' "$TESTTMP/checked.err"
  check 'every visit is counted again by the naive way' \
    grep 'check-lines: 0 of [1-9]' "$TESTTMP/checked.err"
}
