/* Registers memline with the core, wires its modules together, and ends the
   run.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "events.h"
#include "instrument.h"
#include "malloc.h"
#include "options.h"
#include "places.h"
#include "requests.h"
#include "stack.h"
#include "table.h"
#include "tally.h"
#include "vg.h"
#include "writer.h"

static void set_translation_options(void)
{
   /* A call that is chased, or a loop that is unrolled, would hide calls and
      copy code. */
   VG_(clo_vex_control).guest_chase = False;
   VG_(clo_vex_control).iropt_unroll_thresh = 0;
}

static void post_clo_init(void)
{
   set_translation_options();
   ML_(places_init)();
}

/* Whether the library that replaces malloc is in the program. */
static Bool is_malloc_replaced(void)
{
   if (ML_(malloc_was_called)())
      return True;
   for (const DebugInfo* di = VG_(next_DebugInfo)(NULL); di;
        di = VG_(next_DebugInfo)(di))
      if (VG_(strstr)(VG_(DebugInfo_get_filename)(di),
                      "/vgpreload_memline-"))
         return True;
   return False;
}

static void fini(Int exit_status)
{
   (void)exit_status;
   ML_(stack_end_all)();
   ML_(tally)();
   ML_(places_complete)();
   ML_(table_print)();
   HChar* profile = ML_(writer_write)("exit");
   ML_(table_summary)(profile, is_malloc_replaced());
   if (profile)
      VG_(free)(profile);
}

static void start_client_code(ThreadId tid, ULong blocks_done)
{
   (void)blocks_done;
   ML_(stack_resume)(tid);
}

static void pre_deliver_signal(ThreadId tid, Int signal, Bool alt_stack)
{
   (void)signal;
   (void)alt_stack;
   ML_(stack_signal)(tid);
}

static void post_deliver_signal(ThreadId tid, Int signal)
{
   (void)signal;
   ML_(stack_signal_done)(tid);
}

static void atfork_child(ThreadId tid)
{
   ML_(code_reset)();
   ML_(places_reset)();
   ML_(events_reset)();
   ML_(stack_reset)(tid);
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
   VG_(needs_client_requests)(ML_(requests_handle));
   /* The core frees what libc keeps only for tools that ask for it: memline
      measures the end as the program left it. */

   VG_(track_pre_thread_first_insn)(ML_(stack_begin_thread));
   VG_(track_pre_thread_ll_exit)(ML_(stack_end_thread));
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
