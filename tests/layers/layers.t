#!/bin/sh
# The layers of docs/architecture.md hold; and the checker that says so finds
# each kind of violation when one is planted in a small tree of its own.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
layers=$(dirname "$0")/check

check 'the layers hold' "$layers" "$SRC/memline"

tree=$TESTTMP/memline
mkdir -p "$tree/tool" "$tree/cli" "$tree/format"
for file in format/profile tool/vg tool/main tool/events tool/malloc \
  tool/requests tool/blocks tool/account tool/timeline tool/writer cli/main \
  cli/cmd_run cli/cmd_env cli/reader cli/profile; do
  echo '#pragma once' > "$tree/$file.h"
  printf '%s\n' "#include \"${file#*/}.h\"" '/* VG_(track_x) is main'"'"'s */' \
    > "$tree/$file.c"
done
rm "$tree/format/profile.c"

check 'the small tree is in order' "$layers" "$tree"

# planted FILE LINE: the checker names FILE after LINE was added to it.
planted () {
  cp "$tree/$1" "$TESTTMP/saved"
  echo "$2" >> "$tree/$1"
  found=$("$layers" "$tree")
  status=$?
  cp "$TESTTMP/saved" "$tree/$1"
  echo "$found"
  [ "$status" = 1 ] && case $found in "$1: "*) true ;; *) false ;; esac
}

allowed () {
  ! planted "$@" && [ -z "$found" ]
}

while IFS='|' read -r verdict file line; do
  check "$verdict: $line in $file" "$verdict" "$file" "$line"
done <<'LIST'
planted|tool/main.c|#include "../cli/profile.h"
planted|cli/reader.c|#include "tool/blocks.h"
planted|format/profile.h|#include <stdint.h>
planted|tool/main.c|#include "vg.c"
planted|tool/blocks.c|#include "events.h"
planted|tool/timeline.h|#include "malloc.h"
planted|tool/malloc.c|#include "blocks.h"
planted|tool/malloc.c|#include "timeline.h"
planted|tool/malloc.c|#include "requests.h"
planted|tool/writer.c|# include  "events.h"
planted|tool/events.c|void f(void) { VG_(needs_core_errors)(); }
planted|tool/malloc.c|void f(void) { VG_(track_new_mem_stack)(0); }
planted|tool/account.c|void f(void) { VG_(printf)("x"); }
planted|tool/account.c|#include "blocks.h"
planted|cli/cmd_run.c|#include "cmd_env.h"
planted|cli/reader.c|#include "cmd_env.h"
planted|cli/profile.c|#include "reader.h"
allowed|tool/malloc.c|#include "events.h"
allowed|tool/requests.c|#include "timeline.h"
allowed|tool/events.c|#include "blocks.h"
allowed|tool/main.c|void f(void) { VG_(needs_core_errors)(); }
allowed|tool/blocks.c|/* #include "events.h" */
allowed|cli/main.c|#include "cmd_env.h"
allowed|cli/reader.c|#include "profile.h"
allowed|tool/writer.c|#include "../format/profile.h"
LIST
finish
