/* Without lines and without unwind information: a call, a call by push and
   ret, and a jump to another function.

   SPDX-License-Identifier: GPL-2.0-or-later */

        .text
        .globl bare
        .type bare, @function
bare:
        push %rbp
        mov %rdi, %rax
        mov %esi, %edi
        lea 1f(%rip), %rbp
        push %rbp
        push %rax
        ret
1:      pop %rbp
        ret
        .globl jumps_on
jumps_on:
        mov %rdi, %rax
        mov %esi, %edi
        jmp *%rax
        .section .note.GNU-stack,"",@progbits
