#!/bin/sh
# Programs that switch between many stacks: what a switch costs does not grow
# with how many there are.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

cat >program.c <<'END'
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>

#define SIZE 16384
#define ROUNDS 3

static ucontext_t home, *all;
static int n;

static void run(int i) {
    for (int round = 0; round < ROUNDS; round++) {
        malloc(10);                               /* step */
        swapcontext(&all[i], &home);
    }
}

int main(int argc, char **argv) {
    n = atoi(argv[1]);
    all = malloc(n * sizeof *all);
    char *stacks = mmap(0, (size_t)n * SIZE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < n; i++) {
        getcontext(&all[i]);
        /* Neither in the order of their addresses nor against it. */
        all[i].uc_stack.ss_sp = stacks + (size_t)(i * 7 % n) * SIZE;
        all[i].uc_stack.ss_size = SIZE;
        all[i].uc_link = &home;
        makecontext(&all[i], (void (*)(void))run, 1, i);
    }
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < n; i++)
            swapcontext(&home, &all[i]);
    return argc == 0;
}
END
line=$(sed -n '/\/\* step/=' program.c)

# figures N: that N coroutines are counted right, in as many switches as there
# are; and how many stacks were looked at for a switch.
figures () {
  "$MEMLINE" run --stats=yes --tables=no --memline-out-file=p -- ./program "$1" \
    2>&1 | sed -n 's/^--[0-9]*-- memline: //p' | tr -d , >stats
  cat stats
  "$MEMLINE" annotate --format=csv --columns=occurrences,allocated p >lines
  grep "program.c,.*,$line," lines
  grep -q "program.c,.*,$line,.*,$(($1 * 3)),$(($1 * 30))\$" lines || return 1
  switches=$(sed -n 's/^\([0-9]*\) switches .*/\1/p' stats)
  looked=$(sed -n 's/.* \([0-9]*\) stacks looked at.*/\1/p' stats)
  each=$((looked / switches))
  [ "$switches" -eq $(($1 * 6)) ]
}

run () {
  ${CC:-gcc} ${2:+"$2"} -w -g -O0 -o program program.c
  each=
  check "100 stacks$1" figures 100
  few=$each
  check "3000 stacks$1" figures 3000
  many=$each
  echo "# $few and $many stacks looked at for a switch"
  check "30 times as many cost little more$1" \
    [ "${many:-999}" -le $((${few:-0} + 50)) ]
}
in_each_size run
finish
