#!/bin/sh
# Reports in the midst of a run: each is the profile that an end at that event
# writes, and the run goes on as if there had been none.
#
# tier: release
# seconds: 60
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TESTTMP" || exit 1

# Addresses that depend on the run would show in what programs do.
profile () {
  file=$1
  shift
  setarch -R "$MEMLINE" run --tables=no --memline-out-file="$file" "$@" \
    >/dev/null 2>&1
}

# compile SOURCE FLAG...: makes ./program in this directory.
compile () {
  source=$tests/$1
  shift
  case $source in
  *.cpp) set -- g++ -std=c++20 "$@" ;;
  *) set -- "${CC:-gcc}" "$@" ;;
  esac
  "$@" -g -w -fno-builtin -pthread -I"$SRC/memline" -o program "$source"
}

# events PROFILE: how many there were.
events () {
  sed -n 's/.*"events": \([0-9]*\).*/\1/p' "$1"
}

# A report at event N, and an end there, in one run.
same_as_end () {
  profile end --report-at="$1" --end-at="$1" -- ./program
  cmp "end.$1" end && "$MEMLINE" check-profile "end.$1"
}

# Whether reports are as they should be, of a program that does the same in
# each run: at its first event, at its last one, and in between.
undisturbed () {
  profile without -- ./program
  last=$(events without)
  [ "$last" -gt 1 ] || return
  middle=$((last / 2 + 1))
  profile with --report-at="1,$middle,$last" -- ./program
  cmp without with && test -s with.1 && test -s "with.$last" || return
  for event in $((last / 3 + 1)) $middle; do
    same_as_end "$event" || return
  done
  cmp "with.$middle" "end.$middle"
}

# The same of one that does not: threads run as they like.
ends_alike () {
  profile without -- ./program
  last=$(events without)
  for event in 2 $((last / 2 + 1)); do
    same_as_end "$event" || return
  done
}

# try WHAT SOURCE FLAG...: leaves in the file "said" what is wrong.
try () {
  (
    what=$1
    shift
    mkdir "$(basename "$1")$2" && cd "$(basename "$1")$2" || exit 1
    { compile "$@" && "$what" && echo good; } >said 2>&1
  )
}

try_all () {
  while read -r what source; do
    try "$what" "$source" "$1"
  done <programs
}

cat >programs <<'END'
undisturbed tool/calls.c
undisturbed tool/recursion.c
undisturbed tool/mutual.c
undisturbed tool/callback.c
undisturbed tool/inline-cpp.cpp
undisturbed tool/containers.cpp
undisturbed tool/longjmp.c
undisturbed tool/exception.cpp
undisturbed tool/signal.c
undisturbed flow/jump-context.c
undisturbed flow/coroutines.cpp
undisturbed flow/signals.c
undisturbed flow/dispatch.c
undisturbed requests/pools.c
ends_alike flow/thread-async.c
END
flags='-O0 -O2'
for flag in $flags; do
  try_all "$flag"
done

said () {
  cat "$1/said"
  [ "$(tail -n 1 "$1/said")" = good ]
}
for flag in $flags; do
  while read -r what source; do
    check "$what: $source $flag" said "$(basename "$source")$flag"
  done <programs
done

# own FOLDER: makes ./program of what is on stdin, in a folder of its own.
own () {
  mkdir "$1" && cd "$1" && cat >program.c &&
    "${CC:-gcc}" -g -O0 -fno-builtin -pthread -o program program.c
}

# Objects that come between a report and the end, and objects that go.
reload () {
  own reload <<'END' || return
#include <dlfcn.h>
#include <stdlib.h>

static void *own(int n) {
  if (n == 0)
    return calloc(1, 1);
  return malloc(n);
}

static void *use(void) {
  void *part = dlopen("./part.so", RTLD_NOW);
  void *(*get)(int) = (void *(*)(int))dlsym(part, "get");
  void *p = get(20);
  dlclose(part);
  return p;
}

int main(void) {
  free(own(10));
  free(use());
  free(own(30));
  free(use());
  return 0;
}
END
  cat >part.c <<'END'
#include <stdlib.h>
void *get(int n) {
  if (n == 0)
    return calloc(1, 1);
  return malloc(n);
}
END
  "${CC:-gcc}" -g -fPIC -shared -o part.so part.c && undisturbed
}
check 'libraries that come and go' reload

# What stands on a stack that control is not on.
stacks () {
  own stacks <<'END' || return
#include <stdlib.h>
#include <ucontext.h>

static ucontext_t outside, inside;
static char stack[65536];
static void *kept[8];

static void yield(void) { swapcontext(&inside, &outside); }

static void work(void) {
  for (int i = 0; i < 8; i++) {
    kept[i] = malloc(100);
    if (i % 3 == 0)
      yield();
  }
}

static void resume(void) { swapcontext(&outside, &inside); }

int main(void) {
  getcontext(&inside);
  inside.uc_stack.ss_sp = stack;
  inside.uc_stack.ss_size = sizeof stack;
  inside.uc_link = &outside;
  makecontext(&inside, work, 0);
  for (int i = 0; i < 3; i++) {
    resume();
    free(malloc(50));
  }
  return kept[7] != NULL;
}
END
  undisturbed
}
check 'stacks that control has left' stacks

# What thread stands in code of its own, between two calls.
spinning () {
  own spinning <<'END' || return
#include <pthread.h>
#include <stdlib.h>

static volatile int begun, over;
static void *kept[40];

static void note(void) { begun = 1; }

static void *spin(void *unused) {
  note();
  while (!over)
    ;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, spin, NULL);
  while (!begun)
    ;
  for (int i = 0; i < 40; i++)
    kept[i] = malloc(1000);
  over = 1;
  pthread_join(thread, NULL);
  return kept[39] == NULL;
}
END
  ends_alike
}
check 'a thread that stands between two calls' spinning

# What a child does, it does on its own: events count from its fork on.
fork () {
  own fork <<'END' || return
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void *make(int n) {
  if (n == 0) return malloc(10);
  return make(n - 1);
}

static void only_in_parent(void) { free(make(1)); }

int main(void) {
  void *kept = make(3);
  only_in_parent();
  int status, child = fork();
  if (child == 0) {
    free(kept);
    free(make(2));
    free(make(0));
    return 0;
  }
  wait(&status);
  only_in_parent();
  free(kept);
  return status;
}
END
  profile without.%p -- ./program
  profile with.%p --report-at=2,4,5 -- ./program
  ls
  # Of both processes: by what they hold, for their names differ.
  for run in without with; do
    cksum $run.[0-9]* | grep -v '\.[0-9]*\.[0-9]*$' | cut -d' ' -f1,2 | sort \
      >$run
  done
  [ "$(wc -l <with)" = 2 ] && diff without with &&
    [ "$(echo with.*.2 with.*.4 with.*.5 | wc -w)" = 6 ] &&
    "$MEMLINE" check-profile with.*.*
}
check 'processes that fork' fork

# The options are for tests, and a profile does not tell of them.
tool () {
  VALGRIND_LIB=$BUILD/memline/lib valgrind --tool=memline "$@"
}
options () {
  "$MEMLINE" run --report-at=4,x -- true 2>&1 | grep 'from 1 to 9000000000000000000' &&
    [ "$(tool --help-debug | grep -c -e '--report-at')" = 1 ] &&
    [ "$(tool --help | grep -c -e '--report-at')" = 0 ] &&
    fails grep -q 'report-at\|end-at' calls.c-O0/with.1 calls.c-O0/end
}
check 'the options are no part of the profile' options
finish
