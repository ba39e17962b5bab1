/* Where a signal comes from: a layer around a function of the core, which it
   calls for each signal before it does anything with it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack/signal_origin.h"

#include "pub_tool_vki.h"

static struct {
   ThreadId tid;
   Bool is_fault;
} last;

/* Of SIGTRAP the instruction was executed. */
static Bool is_fault(const vki_siginfo_t* info)
{
   Int n = info->si_signo;
   Bool may_be =
      n == VKI_SIGSEGV || n == VKI_SIGBUS || n == VKI_SIGFPE || n == VKI_SIGILL;
   return may_be && info->si_code > 0;
}

Bool __real_vgPlain_gdbserver_report_signal(vki_siginfo_t* info, ThreadId tid);
Bool __wrap_vgPlain_gdbserver_report_signal(vki_siginfo_t* info, ThreadId tid);
Bool __wrap_vgPlain_gdbserver_report_signal(vki_siginfo_t* info, ThreadId tid)
{
   last.tid = tid;
   last.is_fault = is_fault(info);
   return __real_vgPlain_gdbserver_report_signal(info, tid);
}

Bool ML_(signal_is_fault)(ThreadId tid)
{
   return last.tid == tid && last.is_fault;
}
