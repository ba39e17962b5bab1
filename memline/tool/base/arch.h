/* What an architecture must tell memline: everything that is not the same on
   all of them is here.

   - ARCH_PLATFORM: its name;
   - ARCH_SP_OFFSET: where the guest state keeps the stack pointer;
   - ARCH_FP_OFFSET: and the frame pointer;
   - ARCH_RETURN_POPS: by how much the stack pointer, after a plain return, is
     above what it was at the function's first instruction;
   - ARCH_ARGUMENTS: where the guest state keeps a function's first two
   word-sized arguments at its entry, or, if they are on the stack,
   ARCH_STACK_ARGUMENTS: how far above the stack pointer the first one is;
   - ARCH_RESULT_OFFSET: where it keeps a function's result of one word;
   - ARCH_RETURN_CODE: the bytes of an instruction that, at a function's entry,
     returns;
   - ARCH_STORES_IF: whether Valgrind can compile a conditional store for it. */

/* SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_ARCH_H
#define MEMLINE_TOOL_ARCH_H

#include "base/vg.h"

#include <stddef.h>

#if defined(VGA_amd64)
#define ARCH_PLATFORM "amd64-linux"
#define ARCH_SP_OFFSET offsetof(VexGuestArchState, guest_RSP)
#define ARCH_FP_OFFSET offsetof(VexGuestArchState, guest_RBP)
#define ARCH_RETURN_POPS 8
#define ARCH_ARGUMENTS                                                         \
   {                                                                           \
      offsetof(VexGuestArchState, guest_RDI),                                  \
         offsetof(VexGuestArchState, guest_RSI)                                \
   }
#define ARCH_RESULT_OFFSET offsetof(VexGuestArchState, guest_RAX)
#define ARCH_RETURN_CODE                                                       \
   {                                                                           \
      0xc3                                                                     \
   }
#define ARCH_STORES_IF 1
#elif defined(VGA_x86)
#define ARCH_PLATFORM "x86-linux"
#define ARCH_SP_OFFSET offsetof(VexGuestArchState, guest_ESP)
#define ARCH_FP_OFFSET offsetof(VexGuestArchState, guest_EBP)
#define ARCH_RETURN_POPS 4
#define ARCH_STACK_ARGUMENTS 4
#define ARCH_RESULT_OFFSET offsetof(VexGuestArchState, guest_EAX)
#define ARCH_RETURN_CODE                                                       \
   {                                                                           \
      0xc3                                                                     \
   }
#define ARCH_STORES_IF 0
#elif defined(VGA_arm64)
#define ARCH_PLATFORM "arm64-linux"
#define ARCH_SP_OFFSET offsetof(VexGuestArchState, guest_XSP)
#define ARCH_FP_OFFSET offsetof(VexGuestArchState, guest_X29)
#define ARCH_RETURN_POPS 0
#define ARCH_ARGUMENTS                                                         \
   {                                                                           \
      offsetof(VexGuestArchState, guest_X0),                                   \
         offsetof(VexGuestArchState, guest_X1)                                 \
   }
#define ARCH_RESULT_OFFSET offsetof(VexGuestArchState, guest_X0)
#define ARCH_RETURN_CODE                                                       \
   {                                                                           \
      0xc0, 0x03, 0x5f, 0xd6                                                   \
   }
#define ARCH_STORES_IF 0
#else
#error "memline does not know this architecture"
#endif

#endif
