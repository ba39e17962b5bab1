/* A library that is loaded, closed, loaded again, and loaded again changed: its
   lines' figures are of all the times together, and what it left is live.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <dlfcn.h>
#include <stdlib.h>

static void use(const char *name) {
    void *library = dlopen(name, RTLD_NOW);
    void (*work)(int) = dlsym(library, "work");
    work(100);                           /* @use */
    dlclose(library);
}

int main(void) {
    use("./libpart.so");                 /* @first */
    use("./libpart.so");                 /* @again */
    system("mv libother.so libpart.so"); /* @change */
    use("./libpart.so");                 /* @other */
    malloc(1);                           /* @keep */
    return 0;
}
