/* With lines: each instruction is its own.

   SPDX-License-Identifier: GPL-2.0-or-later */

        .text
        .globl with_lines
        .type with_lines, @function
with_lines:
        sub $8, %rsp            /* @sub */
        call malloc@PLT          /* @call */
        add $8, %rsp            /* @add */
        ret                      /* @ret */
        .size with_lines, . - with_lines
        .section .note.GNU-stack,"",@progbits
