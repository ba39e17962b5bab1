#!/bin/sh
# A figure that is not there is not there in any format: nothing prints the
# number that stands for it inside the command.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/views.sh"

# Nothing of main ran, and yet there is code without a line that allocated: the
# profile has a null wherever it may have one.
jq '.functions.rows[1][5] = null
  | .places.rows |= map(if .[0] == -1 and .[1] == -1 or .[1] == 1
                        then .[4] = 0 | .[5] = null | .[6] = null else . end)
  | .places.rows[0][7:15] = [5, 5, 1, 1, 5, 5, 1, 1]' \
  grow.profile.json >nulls.json
"$MEMLINE" merge -o merged.json grow.profile.json nulls.json >out

# outputs COMMAND...: it prints or says something, and never 2^63, as
# decimal number or as varint.
outputs () {
  "$MEMLINE" "$@" >out 2>err
  [ $? -le 1 ] || { cat err; echo "failed: $*"; return 1; }
  case " $* " in *pprof*) gzip -dc <out >raw && mv raw out;; esac
  [ -s out ] || [ -s err ] || { echo "nothing: $*"; return 1; }
  if grep -aEq '9223372036854775808|92233720368547758\.08|8589934592\.000 GiB' \
    out || grep -aPq '\x80{9}\x01' out; then
    cat out
    echo "of: $*"
    return 1
  fi
}

# Every format that help lists, with the columns that it takes.
exports () {
  formats=$("$MEMLINE" export --help |
    sed -n '/^Formats/,/^Examples/s/^\([a-z]*\): .*/\1/p')
  [ "$(echo "$formats" | wc -w)" -ge 11 ] || return 1
  for format in $formats; do
    outputs export --format="$format" "$1" || return 1
    case $format in
    csv | ndjson) outputs export --format="$format" --by=path "$1" &&
      outputs export --format="$format" --columns=all --inlined "$1";;
    openmetrics) outputs export --format="$format" --columns=all "$1";;
    esac || return 1
  done
}

views () {
  for format in text markdown csv json; do
    for sort in peak mem_usage occurrences; do
      outputs annotate --show=0 --columns=all --sort="$sort" "$1" || return 1
      for by in line function file context; do
        outputs top --by="$by" --sort="$sort" --columns=+all --top=0 \
          --format="$format" "$1" || return 1
      done
    done &&
      outputs annotate --show=0 --columns=all --unit=GiB "$1" &&
      outputs annotate --show=0 --columns=all --inlined --format="$format" "$1" &&
      outputs summary --format="$format" "$1" &&
      outputs tree --top=0 --format="$format" "$1" &&
      outputs peak --format="$format" "$1" &&
      outputs leaks --format="$format" "$1" &&
      outputs churn --by=file --format="$format" "$1" &&
      outputs churn --format="$format" "$1" || return 1
  done
}

differences () {
  for format in text markdown csv json; do
    outputs diff --columns=all --format="$format" grow.profile.json nulls.json &&
      outputs diff --columns=all --format="$format" nulls.json \
        grow.profile.json || return 1
  done
}

for profile in nulls merged mixed.profile shelf.profile; do
  check "exports of $profile" exports $profile.json
  check "views of $profile" views $profile.json
done
check 'comparisons' differences
# What is left out is the sample of what has none, and only that.
no_line () {
  "$MEMLINE" export --format=openmetrics --columns=peak,allocated nulls.json \
    >out && grep -q 'line_allocated_bytes{.*line="0"} 5$' out &&
    ! grep -q 'line_peak_bytes{.*line="0"}' out
}
check 'a missing sample' no_line
finish
