/* Code that is written at run time, and written over: it has no lines, and what
   it calls is charged to the line that called it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef void *(*Code)(void);

static void *first(void) {
    return malloc(10);                  /* @first */
}

static void *second(void) {
    return malloc(20);                  /* @second */
}

/* mov $callee, %rax; sub $8, %rsp; call *%rax; add $8, %rsp; ret */
static void write_call(unsigned char *at, Code callee) {
    memcpy(at, "\x48\xb8", 2);
    memcpy(at + 2, &callee, 8);
    memcpy(at + 10, "\x48\x83\xec\x08\xff\xd0\x48\x83\xc4\x08\xc3", 11);
}

int main(void) {
    unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 5; i++) {
        write_call(page, i % 2 ? second : first);
        ((Code)page)();                 /* @run */
        malloc(1);                      /* @keep */
    }
    return 0;
}
