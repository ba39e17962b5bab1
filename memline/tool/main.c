/* Registers memline with the core, wires its modules together, and ends the
   run.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/kernel.h"
#include "base/options.h"
#include "base/stats.h"
#include "base/vg.h"
#include "checks/recount.h"
#include "checks/stackcheck.h"
#include "code/counters.h"
#include "code/never_ran.h"
#include "code/places.h"
#include "code/symbol.h"
#include "doors/direct.h"
#include "doors/instrument.h"
#include "doors/malloc.h"
#include "doors/requests.h"
#include "events.h"
#include "heap/totals.h"
#include "report/profile_out.h"
#include "report/table.h"
#include "report/tally.h"
#include "stack/threads.h"

static void set_translation_options(void)
{
   /* A call that is chased, or a loop that is unrolled, would hide calls and
      copy code. */
   VG_(clo_vex_control).guest_chase = False;
   VG_(clo_vex_control).iropt_unroll_thresh = 0;
}

/* Whether the library that replaces malloc is in the program. */
static Bool is_malloc_replaced(void)
{
   if (ML_(malloc_was_called)())
      return True;
   for (const DebugInfo* di = VG_(next_DebugInfo)(NULL); di;
        di = VG_(next_DebugInfo)(di))
      if (VG_(strstr)(VG_(DebugInfo_get_filename)(di), "/vgpreload_memline-"))
         return True;
   return False;
}

/* Prints the tables and writes the profile to PATH.  If the run is GOING_ON, it
   stays as it is; but the checks end with the run. */
static void report(const HChar* path, const HChar* end, Bool going_on)
{
   Bool check = ML_(options)()->check_lines && !going_on;
   PlacesKnown known = ML_(places_known)();
   if (check)
      ML_(recount_end)();
   ML_(tally)(ML_(threads_each_open));
   if (check)
      ML_(recount_compare)();
   if (ML_(options)()->check_stacks > 0 && !going_on)
      ML_(stackcheck_report)();
   ML_(never_ran_add)();
   ML_(table_print)();
   Bool written = ML_(profile_out_write)(path, end);
   if (VG_(clo_verbosity) > 0)
      ML_(table_summary)(written ? path : NULL, is_malloc_replaced(),
                         ML_(direct_missed)());
   if (going_on)
      ML_(places_forget)(&known);
}

/* How the process is ending, if it asked for that itself. */
static struct {
   Bool asked;
   Int status;
} ending;

/* What a process is for that a program forked. */
static struct {
   Bool forked;
   Bool called_exec;
} child;

/* Whether this process was only there to run another program, as system, popen
   and posix_spawn have it: nobody asks for its profile. */
static Bool is_of_no_interest(void)
{
   return child.forked && child.called_exec && ML_(totals)()->events == 0;
}

/* The core does not tell a fatal signal from an exit, let alone which one. */
static void fini(Int exit_status)
{
   (void)exit_status;
   if (is_of_no_interest())
      return;
   HChar end[32] = "signal";
   if (ending.asked)
      VG_(sprintf)(end, "exit %d", ending.status & 0xff);
   else
      ML_(threads_fatal_signal)(VG_(get_running_tid)());
   ML_(kernel_give_back)();
   HChar* path = ML_(profile_out_path)();
   report(path, end, False);
   VG_(free)(path);
   if (VG_(clo_stats))
      ML_(stats_print)();
}

/* Whether PATH, in the program's memory, names something that execve is likely
   to accept.  Shells try one directory after the other. */
static Bool is_executable(Addr path)
{
   struct vg_stat status;
   if (!VG_(am_is_valid_for_client)(path, 1, VKI_PROT_READ))
      return False;
   SysRes res = VG_(stat)((const HChar*)path, &status);
   return !sr_isError(res) && VKI_S_ISREG(status.mode) &&
          (status.mode & 0111) != 0;
}

static void report_in_copy(void* path)
{
   ML_(kernel_give_back)();
   report(path, "exec", False);
}

/* The program is about to replace itself.  Nobody tells whether it worked, and
   if it did not, everything goes on: so a copy of this process reports, or if
   there cannot be one, this process in its midst. */
static void report_before_exec(void)
{
   if (is_of_no_interest())
      return;
   HChar* path = ML_(profile_out_path)();
   Int signal = ML_(kernel_in_copy)(report_in_copy, path);
   if (signal < 0)
      report(path, "exec", True);
   else if (signal > 0)
      VG_(umsg)("Signal %d ended the process that was to write %s.\n", signal,
                path);
   ML_(profile_out_pass_on)();
   VG_(free)(path);
}

static void pre_syscall(ThreadId tid, UInt number, UWord* args, UInt n_args)
{
   (void)tid;
   (void)n_args;
   if (number == __NR_execve || number == __NR_execveat) {
      child.called_exec = True;
      if (number == __NR_execveat || is_executable(args[0]))
         report_before_exec();
   } else if (number == __NR_exit_group ||
              (number == __NR_exit && ML_(threads_count)() == 1)) {
      ending.asked = True;
      ending.status = (Int)args[0];
      /* The core has something to say as well. */
      if (is_of_no_interest())
         VG_(clo_verbosity) = 0;
   }
}

/* Nothing to do, but the core wants both. */
static void post_syscall(ThreadId tid, UInt number, UWord* args, UInt n_args,
                         SysRes result)
{
   (void)tid;
   (void)number;
   (void)args;
   (void)n_args;
   (void)result;
}

static void thread_exit(ThreadId tid)
{
   if (ML_(options)()->check_lines)
      ML_(recount_end_thread)(tid);
   ML_(threads_end)(tid);
}

/* Ends the run as the core does when the program exits, but at once. */
static void end_here(void)
{
   for (ThreadId tid = 1; tid < VG_N_THREADS; tid++)
      thread_exit(tid);
   ending.asked = True;
   ending.status = 0;
   fini(0);
   VG_(exit)(0);
}

/* Writes to FILE.EVENT what the profile is now, and leaves the run as it is. */
static void report_midway(ULong event)
{
   HChar* file =
      VG_(expand_file_name)("--memline-out-file", ML_(options)()->out_file);
   HChar* path = VG_(malloc)("ml.main.path", VG_(strlen)(file) + 32);
   VG_(sprintf)(path, "%s.%llu", file, event);
   PlacesKnown known = ML_(places_known)();
   ML_(tally)(ML_(threads_each_open));
   ML_(never_ran_add)();
   ML_(profile_out_write)(path, "exit 0");
   ML_(places_forget)(&known);
   VG_(free)(path);
   VG_(free)(file);
}

/* The first event, from number FROM on, after which the options want something;
   numbers begin with 1. */
static ULong next_event(ULong from)
{
   const Options* o = ML_(options)();
   ULong end = o->end_at, next = end >= from ? end : NO_EVENT;
   for (Word i = 0; i < VG_(sizeXA)(o->report_at); i++) {
      ULong event = *(const ULong*)VG_(indexXA)(o->report_at, i);
      if (event >= from && event < next)
         next = event;
   }
   return next;
}

static void at_event(ULong event)
{
   const Options* o = ML_(options)();
   for (Word i = 0; i < VG_(sizeXA)(o->report_at); i++)
      if (*(const ULong*)VG_(indexXA)(o->report_at, i) == event)
         report_midway(event);
   if (event == (ULong)o->end_at)
      end_here();
   ML_(events_call_at)(next_event(event + 1), at_event);
}

static void post_clo_init(void)
{
   set_translation_options();
   ML_(counters_init)();
   ML_(places_init)();
   ML_(profile_out_init)();
   ML_(events_call_at)(next_event(1), at_event);
}

static void start_client_code(ThreadId tid, ULong blocks_done)
{
   (void)blocks_done;
   ML_(threads_resume)(tid);
}

static void pre_deliver_signal(ThreadId tid, Int signal, Bool alt_stack)
{
   (void)signal;
   (void)alt_stack;
   ML_(threads_signal)(tid);
}

static void post_deliver_signal(ThreadId tid, Int signal)
{
   (void)signal;
   ML_(threads_signal_done)(tid);
}

static void atfork_child(ThreadId tid)
{
   child.forked = True;
   child.called_exec = False;
   ML_(recount_forked)();
   ML_(code_reset)();
   ML_(names_reset)();
   ML_(events_reset)();
   ML_(threads_reset)(tid);
   ML_(events_call_at)(next_event(1), at_event);
}

static void pre_clo_init(void)
{
   VG_(details_name)("memline");
   VG_(details_version)(MEMLINE_VERSION);
   VG_(details_description)("memory in use, line by line");
   VG_(details_copyright_author)(
      "Copyright (C) 2026, and GNU GPL'd, by the memline authors.");
   VG_(details_bug_reports_to)("the memline authors");
   VG_(details_avg_translation_sizeB)(500);

   VG_(basic_tool_funcs)(post_clo_init, ML_(instrument), fini);
   VG_(needs_command_line_options)(ML_(options_process), ML_(options_usage),
                                   ML_(options_debug_usage));
   VG_(needs_malloc_replacement)(ML_MALLOC_CALLBACKS, 0);
   VG_(needs_syscall_wrapper)(pre_syscall, post_syscall);
   VG_(needs_print_stats)(ML_(stats_print));
   VG_(needs_client_requests)(ML_(requests_handle));
   /* The core frees what libc keeps only for tools that ask for it: memline
      measures the end as the program left it. */

   VG_(track_pre_thread_first_insn)(ML_(threads_begin));
   VG_(track_pre_thread_ll_exit)(thread_exit);
   VG_(track_start_client_code)(start_client_code);
   VG_(track_pre_deliver_signal)(pre_deliver_signal);
   VG_(track_post_deliver_signal)(post_deliver_signal);
   VG_(atfork)(NULL, NULL, atfork_child);

   /* On by default here; the command line can still say no. */
   VG_(clo_read_inline_info) = True;
   set_translation_options();
   ML_(options_init)();
}

VG_DETERMINE_INTERFACE_VERSION(pre_clo_init)
