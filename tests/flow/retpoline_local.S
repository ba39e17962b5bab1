/* A subroutine inside a function.

   SPDX-License-Identifier: GPL-2.0-or-later */

        .text
        .globl local_calls
        .type local_calls, @function
local_calls:
        nop                     /* @entry */
        call 1f                 /* @first */
        call 1f                 /* @second */
        ret                     /* @leave */
1:      nop                     /* @inside */
        ret                     /* @return */
        .size local_calls, . - local_calls
        .section .note.GNU-stack,"",@progbits
