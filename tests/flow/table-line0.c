/* A jump through a table, from code without a line to more of it: the visit of
   the line before goes on until the function returns.  clang's assembler keeps
   line 0.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

__attribute__((naked)) static int equal(long n) {
    __asm__("    .loc 1 10 0\n    push %rbx\n"
            "    .loc 1 11 0\n    lea table(%rip), %rax\n" /* @test */
            "    .loc 1 0 0\n    movslq (%rax,%rdi,4), %rcx\n"
            "    add %rax, %rcx\n    jmp *%rcx\n"
            "first:\n    mov $1, %ebx\n    jmp out\n"
            "second:\n    mov $2, %ebx\n    jmp out\n"
            "    .loc 1 17 0\n    nop\n"
            "    .loc 1 0 0\n"
            "out:\n    mov %ebx, %eax\n    pop %rbx\n    ret\n"
            "    .section .rodata\n    .p2align 2\n"
            "table:\n    .long first-table\n    .long second-table\n"
            "    .text\n");
}

int main(void) {
    int sum = 0;
    void *volatile p = malloc(5000);
    for (int i = 0; i < 10; i++)
        sum += equal(i % 2);
    free(p);
    return sum == 0;
}
