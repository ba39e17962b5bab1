#!/bin/sh
# The rooms of memline/ are as docs/architecture.md has them; and the check that
# says so finds what is wrong in a copy of the tree: an include in each
# direction that is none, and whatever else it is there to find.  The directions
# are written here once more, and not taken from the check's table: what is wrong
# in that must fail here.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
layers=$SRC/tests/layers/check

check 'the layers hold' "$layers" "$SRC/memline"

copy () {
  rm -rf "$TESTTMP/memline"
  cp -R "$SRC/memline" "$TESTTMP/memline"
  chmod -R u+w "$TESTTMP/memline"
}

# wrong FILE LINE REASON, on standard input with bars between: adds each line to
# its file.  So does right, with nothing that it should be called wrong for.
plant () {
  while IFS='|' read -r file line reason; do
    printf '%s\n' "$line" >>"$TESTTMP/memline/$file"
    echo "$file|$line|$reason" >>"$TESTTMP/$1"
  done
}

# From the ground up, a module of each floor.
tool='base/array code/code heap/blocks stack/stack checks/recount events
  doors/requests main'
cli='base/grow output/record profile/reader analysis/lines views/grid
  commands/help main'

# upwards HALF MODULE...: an include of each floor above, for each.
upwards () {
  half=$1
  shift
  while [ $# -gt 1 ]; do
    here=$1
    shift
    for above in "$@"; do
      echo "$half/$here.c|#include \"$above.h\"|"
    done
  done
}

copy
echo >"$TESTTMP/memline/tool/main.h"
echo >"$TESTTMP/memline/cli/main.h"
echo >"$TESTTMP/memline/cli/commands/cmd_env.h"
# Neither begins a comment or a string that what follows would be in.
echo "char c = '\"'; char *s = \"/*\";" >>"$TESTTMP/memline/cli/base/arguments.c"
# shellcheck disable=SC2086 # words on purpose
{
  upwards tool $tool
  upwards cli $cli
  upwards cli analysis/tree exports/export commands/command main
} | plant wrong

plant wrong <<'LIST'
shared/text.h|#include <stdint.h>|shared includes nothing but itself
shared/text.h|#include "pub_tool_basics.h"|shared includes nothing but itself
shared/hash.h|#include "base/vg.h"|shared includes nothing but itself
shared/hash.h|#include "tool/base/vg.h"|shared is not above tool/base
shared/hash.h|#include "cli/base/grow.h"|shared is not above cli/base
shared/hash.h|#include "memline.h"|shared is not above memline
shared/hash.h|#include "text.h"|shared/text.h is written in quotes, from
memline.h|#include "shared/text.h"|memline is not above shared
memline.h|#include "tool/base/vg.h"|memline is not above tool/base
tool/main.c|#include "cli/profile/profile.h"|tool never includes cli
tool/report/table.c|#include "../../cli/output/digits.h"|tool never includes cli
tool/base/stats.c|#include "cli/base/grow.h"|tool never includes cli
cli/main.c|#include "../tool/events.h"|cli never includes tool
cli/profile/reader.c|#include "tool/heap/blocks.h"|cli never includes tool
cli/base/grow.c|#include "memline.h"|cli/base is not above memline
cli/commands/cmd_run.c|#include "memline.h"|cli/commands is not above memline
tool/heap/blocks.c|#include "memline.h"|tool/heap is not above memline
tool/base/options.c|#include "code/places.h"|tool/base is not above tool/code
tool/base/vg.h|#include "report/table.h"|tool/base is not above tool/report
tool/code/places.c|#include "heap/contexts.h"|tool/code is not above tool/heap
tool/code/symbol.h|#include "report/tally.h"|tool/code is not above tool/report
tool/code/counters.c|#include "doors/ir.h"|tool/code is not above tool/doors
tool/heap/contexts.c|#include "stack/threads.h"|tool/heap is not above tool/stack
tool/heap/totals.c|#include "events.h"|tool/heap is not above tool/events
tool/heap/pools.h|#include "report/flows.h"|tool/heap is not above tool/report
tool/stack/threads.c|#include "checks/stackcheck.h"|tool/stack is not above tool/checks
tool/stack/threads.c|#include "report/tally.h"|tool/stack is not above tool/report
tool/stack/stack.h|#include "events.h"|tool/stack is not above tool/events
tool/checks/recount.c|#include "doors/outline.h"|tool/checks is not above tool/doors
tool/checks/stackcheck.c|#include "events.h"|tool/checks is not above tool/events
tool/checks/recount.h|#include "report/tally.h"|tool/checks is not above tool/report
tool/events.h|#include "doors/malloc.h"|only tool/doors/direct and tool/main may include
tool/events.c|#include "doors/ir.h"|tool/events is not above tool/doors
tool/events.c|#include "report/profile_out.h"|tool/events is not above tool/report
tool/doors/malloc.c|#include "heap/blocks.h"|tool/doors is not above tool/heap
tool/doors/requests.c|#include "heap/pools.h"|tool/doors is not above tool/heap
tool/doors/direct.c|#include "heap/slabs.h"|tool/doors is not above tool/heap
tool/doors/outline.h|#include "heap/contexts.h"|tool/doors is not above tool/heap
tool/doors/instrument.c|#include "heap/totals.h"|tool/doors is not above tool/heap
tool/doors/requests.c|#include "report/profile_out.h"|tool/doors is not above tool/report
tool/doors/instrument.c|#include "report/tally.h"|tool/doors is not above tool/report
tool/doors/malloc.c|#include "doors/direct.h"|only tool/doors/instrument and tool/main
tool/doors/requests.c|#include "doors/direct.h"|only tool/doors/instrument and tool/main
tool/doors/outline.c|#include "doors/direct.h"|only tool/doors/instrument and tool/main
tool/doors/instrument.c|#include "doors/malloc.h"|only tool/doors/direct and tool/main
tool/doors/requests.c|#include "doors/malloc.h"|only tool/doors/direct and tool/main
tool/doors/outline.h|#include "doors/malloc.h"|only tool/doors/direct and tool/main
tool/doors/malloc.c|#include "doors/requests.h"|only tool/main
tool/doors/direct.c|#include "doors/instrument.h"|only tool/main
tool/report/table.c|#include "stack/threads.h"|tool/report is not above tool/stack
tool/report/tally.c|#include "checks/recount.h"|tool/report is not above tool/checks
tool/report/flows.c|#include "events.h"|tool/report is not above tool/events
tool/report/tally.h|#include "doors/outline.h"|tool/report is not above tool/doors
tool/base/account.c|#include "base/array.h"|tool/base/account is not above tool/base
tool/base/account.h|#include "base/vg.h"|tool/base/account is not above tool/base
tool/base/account.c|#include "code/places.h"|tool/base/account is not above tool/code
tool/base/account.c|void f(void) { VG_(printf)("x"); }|account is pure
tool/events.c|void f(void) { VG_(needs_core_errors)(); }|only tool/main.c registers
tool/doors/malloc.c|void f(void) { VG_( track_new_mem_stack)(0); }|only tool/main.c registers
tool/report/table.c|void f(void) { vgPlain_needs_xml_output(); }|only tool/main.c registers
cli/base/error.c|#include "output/terminal.h"|cli/base is not above cli/output
cli/base/arena.h|#include "profile/profile.h"|cli/base is not above cli/profile
cli/output/record.h|#include "analysis/columns.h"|cli/output is not above cli/analysis
cli/output/digits.c|#include "profile/profile.h"|cli/output is not above cli/profile
cli/output/terminal.c|#include "views/view.h"|cli/output is not above cli/views
cli/profile/merge.c|#include "analysis/compare.h"|cli/profile is not above cli/analysis
cli/profile/latest.c|#include "commands/command.h"|cli/profile is not above cli/commands
cli/profile/profile.c|#include "profile/reader.h"|cli/profile/profile is not above cli/profile
cli/profile/profile.c|#include "profile/writer.h"|cli/profile/profile is not above cli/profile
cli/profile/profile.h|#include "profile/merge.h"|cli/profile/profile is not above cli/profile
cli/profile/profile.h|#include "profile/invariants.h"|cli/profile/profile is not above cli/profile
cli/profile/profile.h|#include "analysis/lines.h"|cli/profile/profile is not above cli/analysis
cli/analysis/tree.c|#include "views/grid.h"|cli/analysis is not above cli/views
cli/analysis/paths.h|#include "exports/stacks.h"|cli/analysis is not above cli/exports
cli/analysis/selection.c|#include "commands/command.h"|cli/analysis is not above cli/commands
cli/views/grid.c|#include "exports/export.h"|cli/views is not above cli/exports
cli/views/view.h|#include "commands/command.h"|cli/views is not above cli/commands
cli/exports/export_rows.c|#include "views/grid.h"|cli/exports is not above cli/views
cli/exports/export_csv.c|#include "views/view.h"|cli/exports is not above cli/views
cli/exports/export.c|#include "commands/commands.h"|cli/exports is not above cli/commands
cli/commands/cmd_run.c|#include "commands/cmd_env.h"|no command includes another
cli/commands/cmd_top.c|#include "cmd_env.h"|no command includes another
tool/main.c|#include "heap/blocks.c"|only headers are included
cli/commands/help.c|#include "commands/manual.c"|only headers are included
cli/base/index.c|#include "../../shared/table.inc"|only headers are included
tool/base/array.c|#include "vg.h"|tool/base/vg.h is written in quotes, from the root
tool/heap/slabs.c|#include "../base/vg.h"|tool/base/vg.h is written in quotes, from the root
tool/heap/sizes.c|#include "tool/base/vg.h"|tool/base/vg.h is written in quotes, from the root
tool/stack/stack.c|#include <base/vg.h>|tool/base/vg.h is written in quotes, from the root
tool/report/json_out.c|#include "../shared/text.h"|shared/text.h is written in quotes, from the root
tool/report/json_out.c|#include "../text.h"|there is no such file
cli/views/changes.c|#include "grid.h"|cli/views/grid.h is written in quotes, from the root
cli/views/merged.c|# include  "./grid.h"|cli/views/grid.h is written in quotes, from the root
cli/views/merged.c|#include "views/../base/grow.h"|cli/base/grow.h is written in quotes, from the
cli/base/suggest.c|#include "cli/base/grow.h"|cli/base/grow.h is written in quotes, from the root
cli/profile/json.c|#include "profile/nothing.h"|there is no such file
cli/profile/json.c|#include "pub_tool_basics.h"|there is no such file
cli/output/quote.c|#include HEADER|what it includes is not written out
cli/base/arguments.c|#include "output/quote.h"|cli/base is not above cli/output
LIST
plant right <<'LIST'
shared/hash.h|#include "shared/text.h"
tool/base/account.c|#include "shared/hash.h"
tool/base/account.h|/* VG_(printf) and #include "base/array.h" */
tool/base/printable.c|#include "shared/hash.h"
tool/code/symbol.c|#include "base/stats.h"
tool/heap/blocks.c|#include "code/places.h"
tool/stack/stack.c|#include "heap/contexts.h"
tool/checks/stackcheck.c|#include "stack/threads.h"
tool/checks/stackcheck.c|#include "heap/contexts.h"
tool/events.c|#include "checks/recount.h"
tool/doors/malloc.c|#include "events.h"
tool/doors/outline.c|#include "doors/ir.h"
tool/doors/requests.c|#include "memline.h"
tool/doors/requests.c|#include "code/places.h"
tool/doors/direct.h|#include "doors/malloc.h"
tool/report/flows.h|#include "heap/blocks.h"
tool/report/table.c|#include "report/flows.h"
tool/report/table.c|// #include "events.h"
tool/main.c|#include "heap/blocks.h"
tool/main.c|#include "report/flows.h"
tool/main.c|void f(void) { VG_(needs_core_errors)(); }|only tool/main.c
tool/base/vg.h|#include "libvex_ir.h"
cli/base/error.c|#include <stdio.h>
cli/output/digits.c|#include "base/grow.h"
cli/profile/reader.c|#include "profile/merge.h"
cli/profile/profile.c|#include "output/digits.h"
cli/views/grid.c|#include "analysis/tree.h"
cli/exports/export.c|#include "output/quote.h"
cli/commands/command.c|#include "exports/export.h"
cli/commands/command.c|#include "shared/text.h"
cli/main.c|#include "commands/command.h"
cli/main.c|#include "base/error.h"
LIST

"$layers" "$TESTTMP/memline" >"$TESTTMP/found"
status=$?
check 'wrong includes are an error' [ "$status" = 1 ]

# said FILE LINE REASON: the check does.  It repeats what is included.
said () {
  case $2 in
    *include*) included=${2#*include} ;;
    *) included= ;;
  esac
  grep -F -- "$1: $3" "$TESTTMP/found" | grep -qF -- "${included# }"
}

while IFS='|' read -r file line reason; do
  check "wrong: $line in $file" said "$file" "$line" "$reason"
done <"$TESTTMP/wrong"
while IFS='|' read -r file line reason; do
  check "right: $line in $file" fails said "$file" "$line" "$reason"
done <"$TESTTMP/right"
check 'each is said once, and nothing else' \
  [ "$(wc -l <"$TESTTMP/found")" = "$(wc -l <"$TESTTMP/wrong")" ]

# Files that should not be where they are, or are not where they should be.
copy
cd "$TESTTMP/memline" || exit
mkdir tool/extra cli/live cli/views/deep
touch tool/loose.c cli/loose.h loose.h tool/extra/extra.c cli/live/screen.c \
  cli/views/deep/deeper.h cli/views/slabs.c tool/doors/hash.h shared/quote.h \
  tool/heap/main.h cli/base/profile.c
mv tool/base/account.h tool/base/sum.h
mv tool/base/account.c tool/base/sum.c
rm -r cli/exports
"$layers" . >"$TESTTMP/found"
while IFS='|' read -r file reason; do
  check "wrong: $file" said "$file" '' "$reason"
done <<'LIST'
tool/loose.c|it lies in no room
cli/loose.h|it lies in no room
loose.h|it lies in no room
tool/extra/extra.c|the folder tool/extra is not in the table
cli/live/screen.c|the folder cli/live is not in the table
cli/views/deep/deeper.h|the folder cli/views/deep is not in the table
cli/views/slabs|there is another slabs in tool/heap
tool/heap/slabs|there is another slabs in cli/views
tool/doors/hash|there is another hash in shared
shared/quote|there is another quote in cli/output
tool/heap/main|there is another main in cli, tool
cli/base/profile|there is another profile in cli/profile, shared
tool/base/account|it is in the table of tests/layers/check, but not there
cli/exports|it is in the table of tests/layers/check, but not there
LIST
finish
