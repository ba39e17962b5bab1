/* Ways to call: pointers, variable arguments, large and variable frames,
   structures by value.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <alloca.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void *small(void) {
    return malloc(1);                    /* @small */
}
static void *large(void) {
    return malloc(100);                  /* @large */
}

static void *sum(int n, ...) {
    va_list list;
    size_t size = 0;
    va_start(list, n);
    while (n-- > 0)
        size += va_arg(list, int);       /* @va_arg */
    va_end(list);
    return malloc(size);                 /* @sum */
}

static void *on_stack(int n) {
    char variable[n];                    /* @vla */
    char *more = alloca(n);              /* @alloca */
    memset(variable, 0, n);
    memset(more, 0, n);
    return malloc(n);                    /* @on_stack */
}

static void *frame(void) {
    volatile char big[2 << 20];
    big[0] = 1;
    big[sizeof big - 1] = 2;
    void *p = malloc(20);                /* @frame_alloc */
    small();                             /* @frame_call */
    return p;                            /* @frame_end */
}

struct many { void *p[6]; };
static struct many make(int n) {
    struct many m;
    for (int i = 0; i < 6; i++)
        m.p[i] = malloc(n);              /* @make */
    return m;
}

int main(void) {
    void *(*const make_one[])(void) = {small, large};
    for (int i = 0; i < 5; i++)          /* @loop */
        make_one[i & 1]();               /* @indirect */
    sum(3, 10, 20, 30);                  /* @varargs */
    on_stack(1000);                      /* @stack */
    on_stack(50000);                     /* @stack_more */
    frame();                             /* @frame */
    struct many m = make(2);             /* @struct */
    return m.p[0] == NULL;
}
