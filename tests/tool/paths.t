#!/bin/sh
# Source files: one file is one file, however its path is spelled, and whatever
# is in it.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
TESTTMP=$(cd "$TESTTMP" && pwd -P)
cd "$TESTTMP" || exit 1

# compile COMPILER...: Valgrind 3.19 cannot read all of clang's DWARF 5.
compile () {
  "$@" -g -gdwarf-4 -O0 -w -o program || return
  "$MEMLINE" run --tables=no --memline-out-file=p -- ./program &&
    "$MEMLINE" check-profile p
}

# functions NAME...: file, name, system, calls and net of these, sorted.
functions () {
  python3 - p "$@" <<'EOF'
import json, sys
profile = json.load(open(sys.argv[1]))
columns = profile["functions"]["columns"]
rows = [dict(zip(columns, row)) for row in profile["functions"]["rows"]]
print("\n".join(sorted(
    f"{profile['files'][f['file']]}|{f['name']} {int(f['system'])} {f['calls']} {f['net']}"
    for f in rows if f["name"] in sys.argv[2:])))
EOF
}

have () {
  cat >expected
  functions "$@" >found
  diff expected found
}

# The lines of a header through four ways to it, two of them from elsewhere; and
# a link, whose ".." is not where it is.
mkdir -p src inc build far/away/deep
ln -s ../far/away/deep src/link
cat >inc/header.h <<'EOF'
#include <stdlib.h>


static inline void *GRAB(int n) {
  return malloc(n);
}
EOF
cat >far/away/other.h <<'EOF'


void *link_grab(int n) { return malloc(n); }
EOF
cat >src/other.h <<'EOF'
#error is not what src/link/../other.h is
EOF
for i in 1 2 3 4; do
  printf '#define GRAB grab\n#include HEADER\n\n\n\n\n\n\nvoid *get_%s(int n) {\n  return GRAB(n);\n}\n' $i \
    >src/part$i.c
done
cat >src/main.c <<'EOF'
#include <stdlib.h>
#include "link/../other.h"




void *get_1(int), *get_2(int), *get_3(int), *get_4(int);
int main(void) {
  return !(get_1(1) && get_2(2) && get_3(4) && get_4(8) && link_grab(16));
}
EOF
spelled () {
  (
    cd build || exit
    "$@" -DHEADER='"../inc/header.h"' -c ../src/part1.c &&
      "$@" -DHEADER='<header.h>' -I../inc -c ../src/part2.c &&
      "$@" -DHEADER='<./header.h>' -I"$TESTTMP/src/..//inc" -c ../src/part3.c &&
      "$@" -DHEADER='"../../../build/../inc/./header.h"' -I../far/away/deep \
        -c ../src/./part4.c && "$@" -c ../src/main.c
  ) && compile "$1" build/*.o && have grab get_1 get_4 link_grab <<EOF
$TESTTMP/far/away/other.h|link_grab 0 1 16
$TESTTMP/inc/header.h|grab 0 4 15
$TESTTMP/src/part1.c|get_1 0 1 1
$TESTTMP/src/part4.c|get_4 0 1 8
EOF
}

# What is nowhere is taken by its text; what begins with ".." stays so.
cat >lines.c <<'EOF'
#include <stdlib.h>
#line 10 "/nowhere/a/b/../../c//./x.h"
void *nowhere(int n) { return malloc(n); }
#line 20 "/../nowhere/../../d/y.h"
void *root(int n) { return malloc(n); }
#line 30 "/usr/bin/../lib/gcc/nowhere/../include/z.h"
void *of_system(int n) { return malloc(n); }
#line 40 "/usr/lib/../../opt/nowhere/w.h"
void *of_nobody(int n) { return malloc(n); }
#line 50 "lines.c"
int main(void) {
  return !(nowhere(1) && root(2) && of_system(4) && of_nobody(8));
}
EOF
by_text () {
  compile "$1" lines.c && have nowhere root of_system of_nobody <<'EOF'
/d/y.h|root 0 1 2
/nowhere/c/x.h|nowhere 0 1 1
/opt/nowhere/w.h|of_nobody 0 1 8
/usr/lib/gcc/include/z.h|of_system 1 1 4
EOF
}

# Parentheses in relative paths, of functions that are inlined and that are not.
mkdir -p 'src (copy)/more (of it)'
cat >'src (copy)/main (x86).cpp' <<'EOF'
#include <stdlib.h>
#include "more (of it)/pool (old).h"




























int main() {
  return !(take<int (*)(int)>(1) && anonymous(2) && keep(4));
}
EOF
cat >'src (copy)/more (of it)/pool (old).h' <<'EOF'
#define INLINE inline __attribute__((always_inline))
template <class T> static INLINE void *take(int n) {
  return malloc(n + sizeof(T) - sizeof(T));
}
namespace {
INLINE void *inner(int n) { return malloc(n); }
struct adder {
  int n;
  INLINE void *operator()(int m) {
    return inner(n + m);
  }
};
void *anonymous(int n) {
  return adder{n}(8);
}
}
void *keep(int n) {
  return malloc(n);
}
EOF
parentheses () {
  compile "$1" -x c++ "$3" "src (copy)/main (x86).cpp" -lstdc++ || return
  functions main 'take<int (*)(int)>' inner 'operator()' \
    '(anonymous namespace)::anonymous(int)' 'keep(int)' |
    LC_ALL=C sort -t'|' -k2 >found
  sed "s|^|$2|" >expected <<'EOF'
src (copy)/more (of it)/pool (old).h|(anonymous namespace)::anonymous(int) 0 1 10
src (copy)/more (of it)/pool (old).h|inner 0 1 10
src (copy)/more (of it)/pool (old).h|keep(int) 0 1 4
src (copy)/main (x86).cpp|main 0 1 15
src (copy)/more (of it)/pool (old).h|operator() 0 1 10
src (copy)/more (of it)/pool (old).h|take<int (*)(int)> 0 1 1
EOF
  diff expected found
}

for cc in gcc clang; do
  if command -v $cc >/dev/null; then
    check "$cc: one file is one path" spelled $cc -g -gdwarf-4 -w
    check "$cc: paths of no file" by_text $cc
    check "$cc: parentheses" parentheses $cc "$TESTTMP/" -Wall
    check "$cc: parentheses in relative paths" parentheses $cc '' \
      "-ffile-prefix-map=$TESTTMP=."
  else
    echo "# no $cc here"
  fi
done

finish
