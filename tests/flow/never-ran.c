/* Lines that never ran are known of functions that ran only before objects came
   or went, and of functions in objects that are gone.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <dlfcn.h>
#include <stdlib.h>

static volatile int rare;

static void *before(int n) {
    if (n == 0) {                            /* @before_if */
        rare = 1;
        return calloc(1, 1);                 /* @before_never */
    }
    return malloc(n);                        /* @before */
}

static void *after(int n) {
    if (n == 0) {
        rare = 1;
        return calloc(1, 2);                 /* @after_never */
    }
    return malloc(n);                        /* @after */
}

static void *unused(int n) {
    return malloc(n);                        /* @unused */
}

static void *use(const char *path) {
    void *part = dlopen(path, RTLD_NOW);
    if (part == NULL) {
        rare = 1;
        abort();                             /* @use_never */
    }
    void *(*get)(int) = (void *(*)(int))dlsym(part, "get");
    void *p = get(20);                       /* @use */
    dlclose(part);
    return p;
}

int main(int argc, char **argv) {
    void *a = before(10);                    /* @call_before */
    void *b = use("./libpart.so");
    void *c = use("./libother.so");
    void *d = after(40);
    if (argc > 100) {
        rare = 1;
        return unused(argc) != NULL;         /* @main_never */
    }
    return !(a && b && c && d);
}
