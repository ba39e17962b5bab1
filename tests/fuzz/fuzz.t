#!/bin/sh
# A short run of the fuzz target as it was built.
#
# seconds: 30
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/corpus.sh"
fuzz=$BUILD/tests/fuzz/fuzz_reader

check 'profiles of programs to start from' make_corpus
# shellcheck disable=SC2086 # words on purpose
check 'from small profiles' "$fuzz" "$(by_tier 500 2000)" $small
check 'from those of programs' "$fuzz" "$(by_tier 3 25)" ./*.json
finish
