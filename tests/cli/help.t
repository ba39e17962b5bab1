#!/bin/sh
# What the tables of options turn into: manual pages that man takes without a
# warning, and completion as a shell does it.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
export PATH="${MEMLINE%/*}:$PATH"
cd "$TESTTMP" || exit 1
"$MEMLINE" help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' >verbs
check 'help names verbs' grep -qx annotate verbs

# Every option that help explains, and the summary.
page () {
  "$MEMLINE" help --man "$1" >page &&
    man --warnings -E UTF-8 -l page >shown 2>warnings
  cat warnings
  [ ! -s warnings ] && grep -q "memline-$1" shown || return 1
  "$MEMLINE" help "$1" | sed -n 's/^  \(-., \)*\(--[a-z-]\+\).*/\2/p' |
    while read -r option; do
      col -b <shown | grep -q -e "$option" || { echo "no $option"; exit 1; }
    done
}
built () {
  "$MEMLINE" help --man "$1" | cmp - "$BUILD/docs/memline-$1.1"
}
wide () {
  "$MEMLINE" help ${1:+"$1"} | awk 'length > 79 { print; wrong = 1 }
    END { exit wrong }'
}
# Each figure that a profile has, and increment, which is derived.
columns () {
  "$MEMLINE" help columns >out && cat out
  jq -r '.places.columns[4:][], "increment"' \
    "$SRC"/tests/cli/profiles/grow.profile.json | while read -r key; do
    grep -q "^  $key  *[A-Z]" out || exit 1
  done
}
check 'help columns' columns
check 'it is not too wide' wide columns
check 'nor is the list of commands' wide ''
tr -d "\\\\" <"$SRC/docs/memline.1" >memline.1
while read -r verb; do
  check "a manual page of $verb" page "$verb"
  check "it is the one that is installed" built "$verb"
  check "help $verb is not too wide" wide "$verb"
  check "memline(1) names $verb" \
    grep -q "^.BR memline-$verb (1)" memline.1
done <verbs

cat >complete.bash <<'END'
eval "$(memline help --completion=bash)"
# completed WORD...: what the last word can become.
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_memline 2>/dev/null
printf '%s\n' "${COMPREPLY[@]}"
END
touch file.json
completes () {
  expected=$1
  shift
  found=$(bash complete.bash "$@" | sort | tr '\n' ' ')
  echo "found: $found"
  [ "$found" = "$expected" ]
}
check 'bash: a verb' completes 'annotate ' memline ann
check 'bash: a verb to be explained' completes 'env ' memline help en
check 'bash: an option' completes '--color= --columns= ' memline annotate --col
check 'bash: a word' completes 'csv ' memline annotate --format = c
check 'bash: any word' completes 'always auto never ' memline annotate --color =
check 'bash: a list' completes 'peak,freed peak,frees ' \
  memline annotate --columns = peak,free
check 'bash: a file' completes 'file.json ' memline annotate fi

zsh_parses () {
  "$MEMLINE" help --completion=zsh >_memline && zsh -n _memline
}
check 'zsh reads its script' zsh_parses
finish
