/* switch_stack(from, to): saves the registers and the stack pointer in from and
   goes on with what to has saved.

   SPDX-License-Identifier: GPL-2.0-or-later */

        .text
        .globl switch_stack
        .type switch_stack, @function
switch_stack:
        push %rbp
        push %rbx
        push %r12
        push %r13
        push %r14
        push %r15
        mov %rsp, (%rdi)
        mov %rsi, %rsp
        pop %r15
        pop %r14
        pop %r13
        pop %r12
        pop %rbx
        pop %rbp
        ret
        .size switch_stack, . - switch_stack
        .globl begin_stack
        .type begin_stack, @function
begin_stack:
        mov %r15, %rdi
        call run
        hlt
        .size begin_stack, . - begin_stack
        .section .note.GNU-stack,"",@progbits
