/* Code with lines that is changed while it runs, as by a tracer: the lines stay.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A number in the code itself, to be changed. */
__attribute__((noinline)) static int size(void) {
    int n;
    __asm__ volatile("size_code: movl $0x11223344, %0" : "=a"(n)); /* @asm */
    return n;                               /* @return */
}
extern unsigned char size_code[];

__attribute__((noinline)) static void work(void) {
    malloc(size());                         /* @work */
    free(malloc(size() * 2));               /* @spike */
}

int main(void) {
    uintptr_t page = (uintptr_t)size_code & -(uintptr_t)4096;
    mprotect((void *)page, 8192, PROT_READ | PROT_WRITE | PROT_EXEC);
    for (int n = 1; n <= 5; n++) {
        int32_t bytes = n * 10;
        memcpy(size_code + 1, &bytes, 4);   /* after the instruction's own byte */
        work();                             /* @call */
    }
    return 0;
}
