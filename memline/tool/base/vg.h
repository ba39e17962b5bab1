/* What the tool uses of its host: the core's public headers, and the few core
   functions that every supported version (3.19 to 3.27) has but declares only
   in its private headers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_VG_H
#define MEMLINE_TOOL_VG_H

#include "pub_tool_basics.h"
#include "valgrind.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_clientstate.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_guest.h"
#include "pub_tool_libcassert.h"
#include "pub_tool_libcbase.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_libcprint.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_machine.h"
#include "pub_tool_mallocfree.h"
#include "pub_tool_options.h"
#include "pub_tool_oset.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_seqmatch.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_tooliface.h"
#include "pub_tool_vki.h"
#include "pub_tool_vkiscnums.h"
#include "pub_tool_xarray.h"

/* Off for tools that the core does not know by name, though --help lists it. */
extern Bool VG_(clo_read_inline_info);
/* Prefixes to cut from directories in stack traces; with "" among them
   describe_IP names files in full. */
extern XArray* VG_(clo_fullpath_after);
/* As get_fnname_w_offset, without the name and so without the demangler. */
extern Bool VG_(get_inst_offset_in_function)(DiEpoch ep, Addr a,
                                             PtrdiffT* offset);
/* The name of the symbol that covers A, as the object file has it. */
extern Bool VG_(get_fnname_raw)(DiEpoch ep, Addr a, const HChar** name);
/* The first symbol called NAME, as object files have it, of an object whose
   soname fits a pattern.  Compares with all of them. */
typedef struct {
   Addr main;
} SymAVMAs;
extern Bool VG_(lookup_symbol_SLOW)(DiEpoch ep, const HChar* soname,
                                    const HChar* name, SymAVMAs* found);
/* As the public discard_translations_safely, which may be called in client
   requests only.  While code is being translated it is safe as well: the core
   copes with its chaining target's source having gone. */
extern void VG_(discard_translations)(Addr start, ULong range,
                                      const HChar* who);
/* A system call as it is; the core does not learn of what it changes. */
extern SysRes VG_(do_syscall)(UWord number, RegWord, RegWord, RegWord, RegWord,
                              RegWord, RegWord, RegWord, RegWord);

#endif
