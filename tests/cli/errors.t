#!/bin/sh
# Damaged, foreign and hostile profiles and wrong usage: one message, exit
# status 2, no crash, and no memory that a file merely asks for.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
profiles=$here/profiles
cd "$TESTTMP" || exit 1

# refused TEXT ARGUMENT...: memline exits with 2 and prints nothing but a
# message on standard error, in which TEXT is.
refused () {
  text=$1
  shift
  "$MEMLINE" "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = 2 ] && [ ! -s out ] && [ "$(head -c 9 err)" = 'memline: ' ] &&
    grep -qF -e "$text" err
}

# bad FILE TEXT: annotate and check-profile refuse the file.
bad () {
  refused "$2" annotate "$1" && refused "$2" check-profile "$1"
}

# edited FROM TO [PROFILE]: the worked example, or the profile, with that change,
# in the file bad.
edited () {
  sed "s/$1/$2/" "$profiles/${3:-grow}.profile.json" >bad
  fails cmp -s "$profiles/${3:-grow}.profile.json" bad
}

# edit FROM TO TEXT [PROFILE]: such a change makes it a bad file.
edit () {
  edited "$1" "$2" "${4:-grow}" && bad bad "$3"
}

cut_everywhere () {
  size=$(wc -c <"$profiles/mixed.profile.json")
  n=0
  while [ "$n" -lt "$((size - 1))" ]; do
    head -c "$n" "$profiles/mixed.profile.json" >cut
    refused 'memline: cut:' annotate cut || return 1
    n=$((n + 97))
  done
}
check 'cut off anywhere' cut_everywhere

: >empty
check 'empty' bad empty 'empty:1: expected an object, found the end'
printf '\177ELF\002\001' >binary
check 'no text' bad binary '(this is not a memline profile)'
echo '{"dhatFileVersion": 2, "mode": "heap"}' >foreign
check 'other JSON' bad foreign '(this is not a memline profile)'
echo 'File,Line' >csv
check 'no JSON' bad csv "csv:1: expected an object, found 'F'"
check 'a directory' bad . 'cannot be read'
check 'no file' bad none 'none: cannot be opened: No such file'
gzip -c "$profiles/mixed.profile.json" >whole.gz
head -c 700 whole.gz >cut.gz
check 'gzipped and cut off' bad cut.gz 'cut.gz: what is gzipped is cut off'
{ head -c 300 whole.gz; printf '\000\001\002'; tail -c +304 whole.gz; } >hurt.gz
check 'gzipped and damaged' bad hurt.gz 'hurt.gz:'
check 'another format' edit '"memline-profile"' '"massif"' \
  'expected format "memline-profile", found "massif"'
check 'a newer version' edit '"version": 1' '"version": 7' \
  'bad:3: written by a newer memline (version 7); this one reads up to 1'

awk 'BEGIN { for (i = 0; i < 200000; i++) printf "{\"a\":["; }' >deep
check 'deep nesting' bad deep 'levels of nesting'
check 'deep nesting below an unknown key' edit '"end"' \
  '"x": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[, "end"' \
  'levels of nesting'
check 'huge numbers' edit '"allocs": 8' '"allocs": 99999999999999999999' \
  'expected a whole number below 2^63'
check 'fractions' edit '"allocs": 8' '"allocs": 8.5' 'expected a whole number'
check 'a number for a string' edit '"exit 0"' 0 \
  'expected a string, found a number'
check 'an object for an array' edit '\["grow.c"\]\|^"grow.c"$' '{}' \
  'expected a string, found an object'
check 'a place inlined into itself' edit '^\[-1, 0, 0, 11,' '[2, 0, 0, 11,' \
  'expected an earlier place as outer of place 2, found 2'
check 'a context below a later one' edit '^\[0, 2, 4,' '[3, 2, 4,' \
  'expected an earlier context as parent of context 1, found 3'
check 'a place that is not there' edit '^\[0, 2, 4,' '[0, 4000000, 4,' \
  'expected one of 13 rows of places, found number 4000000'
check 'half of what is known of lives' edit '"max_blocks"' '"x"' \
  'expected 5 columns about the lives of blocks in contexts, found 4' turns
check 'a lifetime below 0' edit '0,0,34\]' '0,0,-34]' \
  'expected lifetime from 0 to' turns
check 'sizes of no place' edit '^\[2,1,1,1\]' '[-1,1,1,1]' \
  'expected the place of row 0 of sizes, found -1' turns
check 'sizes of a place that is not there' edit '^\[18,19,\(.*\)\]$' '[500,19,\1]' \
  'of places, found number 500' turns
check 'a size of too many bits' edit '^\[2,1,1,1\]' '[2,64,1,1]' \
  'expected bits from 0 to 63, found 64' turns
check 'sizes in disorder' edit '^\[2,1,1,1\]' '[2,3,1,1]' \
  'expected rows of sizes by place and bits, found row 1 behind' turns
check 'a file that is not there' edit '"main", 0,' '"main", 1,' \
  'expected one of 1 rows of files, found number 1'
check 'sums that overflow' edit ', 400, 0, 4, 0, 400' \
  ', 9223372036854775807, 0, 4, 0, 400' 'expected a sum of allocated'

# Bytes in names cannot talk to the terminal.
check 'control characters in messages' edit '"memline-profile"' \
  '"\\u001b[31mred"' 'found "?[31mred"'

wide () {
  awk 'BEGIN {
    printf "{\"format\": \"memline-profile\", \"x\": \"";
    for (i = 0; i < 800000; i++) printf "aaaaaaaa";
  }' >wide
  bad wide 'expected a string of at most 4194304 bytes'
}
check 'an endless string' wide

# within KILOBYTES COMMAND...: runs it on the large profile with no more memory.
within () {
  ( ulimit -v "$1" && shift && exec "$MEMLINE" "$@" large ) >out 2>err </dev/null
}

# out_of_memory COMMAND...: with a little less than it needs it says so, and that
# is all it says.
out_of_memory () {
  within 32768 --version || return 0 # a sanitizer's shadow does not fit
  enough=131072 less=4096
  within "$enough" "$@" || return
  while [ $((enough - less)) -gt 128 ]; do
    middle=$(((enough + less) / 2))
    if within "$middle" "$@"; then enough=$middle; else less=$middle; fi
  done
  for missing in 64 512; do
    within $((less - missing)) "$@"
    status=$?
    cat err
    [ "$status" = 2 ] && [ "$(cat err)" = 'memline: out of memory' ] || return
  done
}
/usr/bin/python3 "$here/synthetic.py" 2000 10000 >large
for command in 'annotate --format=csv' 'top --by=context' tree \
    'export --format=pprof -o exported' 'diff large'; do
  # shellcheck disable=SC2086 # several words
  check "$command without memory" out_of_memory $command
done

# A sanitizer's shadow does not fit, so this is only for the real thing.
in_little_memory () {
  ulimit -v 32768
  "$MEMLINE" --version || return 0
  awk 'BEGIN {
    printf "{\"x\": [";
    for (i = 0; i < 3000000; i++) printf "[%d, \"abc\"], ", i;
    print "0],";
  }' | cat - rest | "$MEMLINE" annotate --format=csv -
}
sed 1d "$profiles/grow.profile.json" >rest
check 'what is passed over takes no memory' in_little_memory

# levels N: a profile with a line to which N - 1 inlined calls lead.
levels () {
  jq --argjson n "$1" '(.places.rows | length) as $rows | .places.rows +=
      [range($n) | [if . then $rows + . - 1 else -1 end, 0, 0, 100 + ., 0, null,
       null, range(12) * 0] | if .[3] == 100 then .[0] = -1 else . end]' \
    "$SRC/tests/cli/profiles/grow.profile.json" >levels
}
most_levels () { levels 64 && "$MEMLINE" tree levels >out; }
check 'as many levels as the tool writes' most_levels
levels 65
check 'more levels' bad levels 'levels of inlined calls, found more in place'
finish
