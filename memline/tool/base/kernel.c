/* What the tool asks of the kernel.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/kernel.h"

/* __WALL: also for children that send no signal. */
#define WAIT_ALL 0x40000000

static SysRes call(UWord number, UWord a, UWord b, UWord c, UWord d)
{
   return VG_(do_syscall)(number, a, b, c, d, 0, 0, 0, 0);
}

Int ML_(kernel_in_copy)(void (*work)(void* arg), void* arg)
{
   SysRes copy = call(__NR_clone, 0, 0, 0, 0);
   if (sr_isError(copy))
      return -1;
   if (sr_Res(copy) == 0) {
      work(arg);
      VG_(exit)(0);
   }
   Int status = 0;
   VG_(waitpid)(sr_Res(copy), &status, WAIT_ALL);
   return status & 0x7f;
}
