#!/bin/sh
# What the tables look like, and where their text comes from.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
TESTTMP=$(cd "$TESTTMP" && pwd -P)
cd "$TESTTMP" || exit 1
compile () { ${CC:-gcc} -g -O0 -w "$@"; }

# tables PROGRAM OPTION...: what the tool prints of a run but what it says of
# itself, from the first table on.
tables () {
  program=$1
  shift
  rm -f log
  "$MEMLINE" run --log-file=log --memline-out-file="$TESTTMP/p" "$@" \
    -- "$program" >/dev/null 2>&1
  grep -av '^==[0-9][0-9]*==' log | sed '/./,$!d'
}

# prints PROGRAM OPTION...: at exit and by annotate, the tables are those on
# standard input.
prints () {
  cat >expected
  tables "$@" >found
  diff expected found || return 1
  shift
  "$MEMLINE" annotate "$@" p >found
  diff expected found
}

cp "$here/../../docs/example/grow.c" .
compile -o grow grow.c
worked_example () {
  prints ./grow --func=grow --func=main <<END
File: $TESTTMP/grow.c
Function: main (1 call, net 0 B, peak 1400 B)

Line #    Mem usage    Increment  Occurrences   Line Contents
=============================================================
    16          0 B          0 B            1   int main(void) {
    17                                              int *a[4];
    18        400 B          0 B            5       for (int i = 0; i < 4; i++)
    19        400 B       +400 B            4           a[i] = grow(100);
    20        400 B       -400 B            5       for (int i = 0; i < 4; i++) free(a[i]);
    21          0 B          0 B            1       return 0;
    22          0 B          0 B            1   }

File: $TESTTMP/grow.c
Function: grow (4 calls, net +400 B, peak 1400 B)

Line #    Mem usage    Increment  Occurrences   Line Contents
=============================================================
    10        300 B          0 B            4   int *grow(int n) {
    11        400 B       +400 B            4       int *p = malloc(n);
    12       1400 B      +4000 B            4       char *t = malloc(1000);
    13        400 B      -4000 B            4       free(t);
    14        400 B          0 B            4       return p;
    15        400 B          0 B            4   }

END
}
check 'the worked example, to the byte' worked_example

other_columns () {
  prints ./grow --func=grow --columns=peak,allocs,self_freed,increment <<END
File: $TESTTMP/grow.c
Function: grow (4 calls, net +400 B, peak 1400 B)

Line #         Peak       Allocs   Self freed    Increment   Line Contents
==========================================================================
    10        300 B            0          0 B          0 B   int *grow(int n) {
    11        400 B            4          0 B       +400 B       int *p = malloc(n);
    12       1400 B            4          0 B      +4000 B       char *t = malloc(1000);
    13       1400 B            0       4000 B      -4000 B       free(t);
    14        400 B            0          0 B          0 B       return p;
    15        400 B            0          0 B          0 B   }

END
}
check 'other columns, in the order asked for' other_columns

# fits PATTERN FUNCTIONS: at exit and by annotate, the tables are of those.
fits () {
  tables ./grow --func="$1" >found
  "$MEMLINE" annotate --func="$1" p >annotated
  diff found annotated && grep -o '^Function: [a-z]*' found | tr '\n' ' ' >names
  cat names
  [ "$(cat names)" = "$2" ]
}
grow='Function: grow ' main='Function: main '
check 'a pattern with a set' fits '[!a-l]ai[mn]' "$main"
check 'with a class of characters' fits '[[:alpha:]_]row' "$grow"
check 'with a backslash' fits 'gr\ow' "$grow"
check 'of file and function' fits 'gr?w.c:*[mn]*' "$main"
check 'of a file' fits '*/gr[!a]w.c' "$main$grow"

# Tabs, trailing space, a line that never runs, a gap, and large figures.
{
  printf '#include <stdlib.h>\nint main(int argc, char **argv)\t\n{   \n'
  printf '\tif (argc > 1)\n\t  \tabort();\n    \tchar *p = malloc(9999);\n'
  printf '\tchar *q = malloc(1);\tfree(q);\n'
  yes '' | head -n 250
  printf '\tq = malloc(1023487);\n\tfree(q);\n\tq = malloc(3 << 19);\n'
  printf '\treturn 0;\n}'
} >gap.c
compile -o gap gap.c
gap () {
  prints ./gap --func=main <<END
File: $TESTTMP/gap.c
Function: main (1 call, net +1.510 MiB, peak 1.510 MiB)

Line #    Mem usage    Increment  Occurrences   Line Contents
=============================================================
     3          0 B          0 B            1   {
     4          0 B          0 B            1           if (argc > 1)
     5                                                          abort();
     6       9999 B      +9999 B            1           char *p = malloc(9999);
     7       9999 B          0 B            1           char *q = malloc(1);    free(q);
   ...
   258    0.986 MiB +999.499 KiB            1           q = malloc(1023487);
   259       9999 B -999.499 KiB            1           free(q);
   260    1.510 MiB   +1.500 MiB            1           q = malloc(3 << 19);
   261    1.510 MiB          0 B            1           return 0;
   262    1.510 MiB          0 B            1   }

END
}
check 'tabs, gaps, units, and a last line without an end' gap

mkdir -p away/there
cp "$here"/included.c "$here"/included_body.inc "$here"/included_inline.h away
compile -o included away/included.c
heads () {
  tables "$@" >found
  sed -n 's/^Fi[^ ]* .*\///p; s/^\(Function: [^ ]*\).*/\1/p; s/^ .*@/@/p' found |
    sed 's/ .*//' | tr '\n' ' '
}
two_files () {
  found=$(heads ./included --func=table)
  echo "found: $found"
  [ "$found" = "included.c Function: @before @after included_body.inc\
 Function: @inside @if @then " ]
}
check 'a function in two files has two tables, its own first' two_files

same_text () { tables ./included --func=table >later && diff found later; }
check 'the program is found from elsewhere' same_text
(cd away && compile -o ../relative included.c)
check 'compiled in another folder' grep -q @before found

# no_text PROGRAM OPTION...: its two tables have figures and no text, and each
# says where the source was looked for.
no_text () {
  tables "$@" >found
  cat found
  fails grep -q @ found && [ "$(grep -c '^(source not found: ' found)" = 2 ] &&
    grep -q '^    10         40 B .* 2$' found
}
mv away gone
check 'sources that are gone' no_text ./included --func=table
check 'it says where it looked' grep -qxF \
  "(source not found: looked for $TESTTMP/away/included.c)" found
as_annotate () { "$MEMLINE" annotate "$@" p >annotated; diff found annotated; }
check 'so does annotate' as_annotate --func=table
annotate_there () {
  "$MEMLINE" annotate --func=table --source=gone p >annotated
  fails grep -q @inside annotated && grep -q "any-source shows it: $TESTTMP" \
    annotated || return 1
  "$MEMLINE" annotate --func=table --source=gone --any-source p >annotated
  cat annotated
  grep -q @inside annotated && grep -q @before annotated
}
check 'annotate finds them in another folder' annotate_there
mv gone away

cp grow.c shorter.c
compile -o shorter shorter.c
head -n 12 grow.c >shorter.c
shorter () {
  tables ./shorter --func=grow >found
  cat found
  grep -q 'char \*t' found && grep -q '^    14        400 B.* 4$' found
}
check 'a source that has become shorter' shorter

# changed WANTED EDIT: what annotate says of a source that was edited since.
changed () {
  cp "$here"/grow.c edited.c
  compile -o edited edited.c && tables ./edited --func=grow >found || return
  eval "$2"
  "$MEMLINE" annotate --func=grow p >annotated
  cat annotated
  [ "$(sed -n 's/^(source \([a-z]*\) .*/\1/p' annotated)" = "$1" ]
}
check 'a source that is the same at annotate' changed '' true
check 'one that changed' changed changed 'echo >>edited.c'
check 'one that is gone' changed gone 'rm edited.c'

printf 'int main(void) { /* \377\001\033[31m */\n\treturn 0;\n}\n' >odd.c
compile -o odd odd.c
odd () {
  tables ./odd --func=main >found
  cat found
  fails grep -aq "$(printf '[\001\033]')" found &&
    "$MEMLINE" annotate --func=main p | diff found -
}
check 'control characters do not reach the terminal' odd

# As many functions as some programs have, in one file, of which the last are
# shown first: each table finds its lines without reading what is before them.
many () {
  seq 10000 | awk '{ printf "void f%d(void) { free(k); k = malloc(%d); }\n", $1,
      $1 % 5000 + 1; calls = calls "f" $1 "," (NR % 100 ? "" : "\n") }
    BEGIN { print "#include <stdlib.h>\nstatic char *k;" }
    END { print "static void (*const all[])(void) = {" calls "};\n" \
      "int main(void) {\n  for (int i = 0; i < 10000; i++)\n    all[i]();\n}" }' \
    >many.c && compile -o many many.c || return 1
  for option in --tables=no --show=0; do
    sh -c '"$0" run -q --log-file=log --memline-out-file=p "$@" -- ./many &&
      sed -n "s/^rchar: //p" /proc/$$/io' "$MEMLINE" $option || return 1
  done >read
  cat read
  sed 's/^==[0-9]*== //; /./,$!d' log >found
  "$MEMLINE" annotate --show=0 p | diff found - | head
  [ "$(grep -c '^Function: ' found)" -gt 10000 ] &&
    grep -q 'free(k); k = malloc(4999); }$' found &&
    awk 'NR == 1 { plain = $1 } END { exit !(NR == 2 && $1 - plain < 3e8) }' read
}
check 'many functions in one file' many
finish
