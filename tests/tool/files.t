#!/bin/sh
# Where the profile goes: what is there is replaced by the whole of it or not at
# all; links, pipes, devices and open files are written to; what writers that
# were killed left behind goes, and nothing else.
#
# seconds: 12
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/sample.c "$here"/sample_part.c "$TESTTMP"
cd "$TESTTMP" || exit 1
${CC:-gcc} -g -O0 -w -o sample sample.c sample_part.c || exit 1
mkdir out
cd out || exit 1

# profile FILE: runs the program, whose exit status is 3 whatever happens.
profile () {
  status=0
  timeout 60 "$MEMLINE" run -q --tables=no --memline-out-file="$1" -- \
    ../sample >../said 2>../err || status=$?
  cat ../err
  [ "$status" = 3 ]
}

# whole FILE: it is a profile.
whole () {
  "$MEMLINE" check-profile "$1" && [ "$(jq .totals.allocs "$1")" = 22 ]
}

# wrong FILE REASON: cannot be written, for that reason, and nothing is left.
wrong () {
  ls >../before
  profile "$1"
  ls >../after
  grep -q "Cannot write the profile .*: $2\\.\$" ../err && diff ../before ../after
}

link_to_nothing () {
  ln -s nothing link
  profile link && [ -h link ] && [ ! -h nothing ] && whole nothing
}
check 'a link to nothing' link_to_nothing
link_to_file () {
  echo old >file
  ln -sf file link
  profile link && [ -h link ] && whole file && [ "$(readlink link)" = file ]
}
check 'a link to a file' link_to_file
ln -s loop loop
check 'a link to itself' wrong loop 'too many symbolic links'

open_file () {
  echo before >>log
  (exec 8>>log; profile /dev/fd/8) && [ "$(head -n 1 log)" = before ] &&
    tail -n +2 log >p && whole p
}
check 'an open file is written on' open_file
check 'a file that is not open' wrong /dev/fd/77 'it is not open for writing'
standard_output () {
  echo before >>log2
  timeout 60 "$MEMLINE" run -q --tables=no --memline-out-file=/dev/stdout -- \
    ../sample >>log2
  [ "$(head -n 1 log2)" = before ] && sed '1,/^{/{/^{/!d}' log2 >p && whole p
}
check 'standard output' standard_output

mkfifo pipe
check 'a pipe without a reader' wrong pipe 'nobody reads from it'
slow_reader () {
  (sleep 3; cat) <pipe >p &
  profile pipe && wait && [ -p pipe ] && whole p
}
check 'a pipe with a slow reader' slow_reader
reader_that_leaves () {
  head -c 10 <pipe >/dev/null &
  wrong pipe 'nobody reads from it any more' && wait && [ -p pipe ]
}
check 'a pipe whose reader leaves' reader_that_leaves

check 'a full device' wrong /dev/full 'no space left on the device'
check 'it is still a device' test -c /dev/full
check 'a folder' wrong . 'it is a directory'
check 'below a file' wrong file/x 'its directory is a file'
long=$(printf '%0250d' 7)
check 'a name as long as can be' profile "$long"
check 'it is there' whole "$long"
check 'a name that is too long' wrong "$long$long" 'the name is too long'
too_large () {
  echo old >limited
  (ulimit -f 8; wrong limited 'the file would be too large') &&
    [ "$(cat limited)" = old ]
}
check 'a limit on the size of files' too_large

left_overs () {
  rm -f memline-*
  printf '{"format": "memline-profile",\n"ver' >memline-0123456789abcdef.tmp
  : >memline-00000000000000a1.tmp
  echo user >memline-00000000000000a2.tmp
  printf '{"format": "memline-profile"' >memline-00000000000000A3.tmp
  ln -s file memline-00000000000000a4.tmp
  : >memline-00000000000000a5.tmp
  ( exec 8>memline-00000000000000a5.tmp
    flock -x 8 && profile p ) && whole p && whole file &&
    [ "$(printf '%s ' memline-*)" = "memline-00000000000000A3.tmp \
memline-00000000000000a2.tmp memline-00000000000000a4.tmp \
memline-00000000000000a5.tmp " ]
}
export LC_ALL=C
check 'left-overs' left_overs

finish
