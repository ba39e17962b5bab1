#!/bin/sh
# Programs with allocation functions of their own: what memline says of them is
# true, and helps.
#
# seconds: 10
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

# The operators keep a number in front of each block; inlined is what the
# compiler likes to, as it may.
cat >own.cpp <<'END'
#include <cstdlib>
#include <new>

static long live;

void *operator new(std::size_t n) {
    auto *p = static_cast<std::size_t *>(std::malloc(n + 32));
    if (p == nullptr)
        throw std::bad_alloc();
    live += static_cast<long>(*p = n);
    return p + 4;
}
FREELY void operator delete(void *q) noexcept {
    std::size_t *p = static_cast<std::size_t *>(q) - 4;
    live -= static_cast<long>(*p);
    std::free(p);
}
FREELY void operator delete(void *q, std::size_t) noexcept {
    operator delete(q);
}

struct Item { char c[68]; };
Item *volatile kept;

int main() {
    for (int i = 0; i < 10; i++) {
        kept = new Item;
        delete kept;
    }
    return live != 0;
}
END
cat >twice.c <<'END'
#include <stdlib.h>
int main(void) {
    void *volatile p = malloc(10);
    free(p);
    free(p);
    return 0;
}
END
cat >prefixed.c <<'END'
#include <stddef.h>
#include <stdlib.h>
static char memory[1000];
static size_t used;
void *PREFIX(size_t n) { return memory + (used += n) - n; }
int main(void) {
    free(malloc(5));
    return PREFIX(10) == NULL;
}
END

# runs STATUS PROGRAM OPTION...: what it says is in the file log.
runs () {
  expected=$1 program=$2
  shift 2
  status=0
  "$MEMLINE" run --tables=no --memline-out-file=p --log-file=log "$@" \
    -- "./$program" || status=$?
  cat log
  [ "$status" = "$expected" ]
}
# totals EXPECTED: allocated and freed bytes and ignored frees at lines of main.
totals () {
  found=$("$MEMLINE" annotate --format=csv --func=main \
    --columns=allocs,frees,allocated,freed p |
    awk -F, 'BEGIN { split("allocs frees allocated freed", k, " ") }
      NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
      { for (i = 1; i <= 4; i++) s[i] += $at[k[i]] }
      END { print s[1], s[2], s[3], s[4] }')
  found="$found $(jq .totals.ignored_frees p)"
  echo "found: $found"
  [ "$found" = "$1" ]
}
# says COUNT TEXT
says () {
  [ "$(grep -cF -e "$2" log)" = "$1" ]
}
synonyms=--soname-synonyms=somalloc=nouserintercepts

always='-DFREELY=__attribute__((always_inline))'
never='-DFREELY=__attribute__((noinline))'
g++ -g -O2 -w "$always" -fno-allocation-dce -o inlined own.cpp || exit 1
g++ -g -O0 -w "$never" -o called own.cpp || exit 1
${CC:-gcc} -g -O0 -w -o twice twice.c || exit 1

own_inlined () {
  runs 1 inlined && says 1 'which is no live block' && says 1 $synonyms
}
check 'operators of the own, inlined in part' own_inlined
own_helped () {
  runs 0 inlined $synonyms && says 0 'live block' && totals '10 10 1000 1000 0'
}
check 'what the message says helps' own_helped
own_called () {
  runs 0 called && says 0 'live block' && totals '10 10 680 680 0'
}
check 'operators of the own, never inlined' own_called
plain () {
  runs 0 twice && says 1 'which is no live block' && says 0 synonyms
}
check 'a block freed twice, without such operators' plain

# prefixed FUNCTION: the advice is not what cannot help.
prefixed () {
  ${CC:-gcc} -g -O0 -w -fno-builtin -DPREFIX="$1" -o prefixed prefixed.c &&
    runs 0 prefixed && says 1 "The $1 of $TESTTMP/prefixed was not replaced" &&
    says 0 synonyms && totals '1 1 5 5 0'
}
for function in je_malloc mi_malloc tc_malloc _rjem_malloc _rjem_mallocx \
  mi_zalloc; do
  check "$function" prefixed $function
done
others () {
  ${CC:-gcc} -g -O0 -w -fno-builtin -DPREFIX=mi_mallocate -o prefixed \
    prefixed.c && runs 0 prefixed && says 0 'was not replaced'
}
check 'a function that only begins so' others
finish
