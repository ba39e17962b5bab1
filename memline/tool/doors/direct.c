/* The direct way to the tool.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/direct.h"

#include "base/arch.h"
#include "base/options.h"
#include "base/stats.h"
#include "code/symbol.h"
#include "doors/malloc.h"
#include "events.h"
#include "stack/activations.h"
#include "stack/stack.h"

static struct {
   const HChar* missed; /* see direct_missed() */
} state;

const HChar* ML_(direct_missed)(void) { return state.missed; }

/* The thread whose guest state this is; its registers are known from now on. */
static ThreadId thread_of(void* guest)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   regs->stack->live_regs = regs;
   return regs->stack->tid;
}

static UWord counted(void* result)
{
   if (result)
      ML_(stats).direct++;
   else
      ML_(stats).declined++;
   return (UWord)result;
}

/* No memory is declined: the core's function then sets errno. */
static UWord direct_malloc(void* guest, UWord size)
{
   return counted(ML_(malloc)(thread_of(guest), size));
}

static UWord direct_new_aligned(void* guest, UWord size, UWord align)
{
   return counted(ML_(malloc_aligned)(thread_of(guest), size, align));
}

static UWord direct_calloc(void* guest, UWord n, UWord size)
{
   return counted(ML_(malloc_calloc)(thread_of(guest), n, size));
}

/* What free() returns is nobody's business, but it must not be 0. */
static UWord direct_free(void* guest, UWord p)
{
   if (p != 0)
      ML_(malloc_free)(thread_of(guest), (void*)p);
   return counted((void*)1);
}

/* Only what can be nothing but a resize, or an allocation. */
static UWord direct_realloc(void* guest, UWord p, UWord size)
{
   SizeT old_size;
   if (size == 0 || (p != 0 && !ML_(event_block_size)(p, &old_size)))
      return counted(NULL);
   return counted(ML_(malloc_realloc)(thread_of(guest), (void*)p, size));
}

/* The functions, as the core calls its replacements.  Sizes are unsigned long
   or unsigned int. */
static const struct {
   const HChar* function;
   const HChar* name;
   void* helper;
   UInt n_args;
   Bool throws;
} known[] = {
#define ALLOCATES(function, throws)                                            \
   {                                                                           \
      function, "direct_malloc", direct_malloc, 1, throws                      \
   }
#define ALLOCATES_ALIGNED(function, throws)                                    \
   {                                                                           \
      function, "direct_new_aligned", direct_new_aligned, 2, throws            \
   }
#define FREES(function)                                                        \
   {                                                                           \
      function, "direct_free", direct_free, 1, False                           \
   }
   ALLOCATES("malloc", False),
   ALLOCATES("_Znwm", True),
   ALLOCATES("_Znwj", True),
   ALLOCATES("_Znam", True),
   ALLOCATES("_Znaj", True),
   ALLOCATES("_ZnwmRKSt9nothrow_t", False),
   ALLOCATES("_ZnwjRKSt9nothrow_t", False),
   ALLOCATES("_ZnamRKSt9nothrow_t", False),
   ALLOCATES("_ZnajRKSt9nothrow_t", False),
   ALLOCATES_ALIGNED("_ZnwmSt11align_val_t", True),
   ALLOCATES_ALIGNED("_ZnwjSt11align_val_t", True),
   ALLOCATES_ALIGNED("_ZnamSt11align_val_t", True),
   ALLOCATES_ALIGNED("_ZnajSt11align_val_t", True),
   ALLOCATES_ALIGNED("_ZnwmSt11align_val_tRKSt9nothrow_t", False),
   ALLOCATES_ALIGNED("_ZnwjSt11align_val_tRKSt9nothrow_t", False),
   ALLOCATES_ALIGNED("_ZnamSt11align_val_tRKSt9nothrow_t", False),
   ALLOCATES_ALIGNED("_ZnajSt11align_val_tRKSt9nothrow_t", False),
   FREES("free"),
   FREES("_ZdlPv"),
   FREES("_ZdlPvm"),
   FREES("_ZdlPvj"),
   FREES("_ZdaPv"),
   FREES("_ZdaPvm"),
   FREES("_ZdaPvj"),
   FREES("_ZdlPvRKSt9nothrow_t"),
   FREES("_ZdaPvRKSt9nothrow_t"),
   {"calloc", "direct_calloc", direct_calloc, 2, False},
   {"realloc", "direct_realloc", direct_realloc, 2, False},
};

/* The function that a replacement is for, by the replacement's symbol:
   _vgr, five digits, ZU, the encoded soname, the function, with "_" between.
   NULL if it is none.  An encoded soname has no "_". */
static const HChar* function_of(const HChar* symbol)
{
   if (VG_(strncmp)(symbol, "_vgr", 4) != 0)
      return NULL;
   const HChar* soname = VG_(strchr)(symbol + 1, '_');
   const HChar* function = soname ? VG_(strchr)(soname + 1, '_') : NULL;
   return function ? function + 1 : NULL;
}

/* Finds an instruction that returns, anywhere in the function at ADDR. */
static Addr find_return(DiEpoch ep, Addr addr)
{
   static const UChar code[] = ARCH_RETURN_CODE;
   Addr start, end;
   if (!ML_(symbol_extent)(ep, addr, &start, &end) || start != addr)
      return 0;
   for (Addr a = start; a + sizeof code <= end; a += sizeof code)
      if (VG_(memcmp)((const void*)a, code, sizeof code) == 0)
         return a;
   return 0;
}

/* What follows PREFIX in S, or NULL. */
static const HChar* after(const HChar* s, const HChar* prefix)
{
   SizeT n = VG_(strlen)(prefix);
   return VG_(strncmp)(s, prefix, n) == 0 ? s + n : NULL;
}

static Bool is_among(const HChar* name, const HChar* const* names, UInt n)
{
   for (UInt i = 0; i < n; i++)
      if (VG_(strcmp)(name, names[i]) == 0)
         return True;
   return False;
}

/* Whether FUNCTION hands out memory under a name of an allocator's own. */
static Bool is_prefixed(const HChar* function)
{
   static const HChar* const prefixes[] = {"je_", "_rjem_", "tc_", "mi_"};
   static const HChar* const names[] = {
      "malloc",   "calloc",         "realloc",       "mallocx",
      "memalign", "zalloc",         "aligned_alloc", "new",
      "rallocx",  "malloc_aligned", "mallocn",       "zalloc_aligned"};
   for (UInt i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
      const HChar* rest = after(function, prefixes[i]);
      if (rest && is_among(rest, names, sizeof names / sizeof *names))
         return True;
   }
   return False;
}

/* Notes an allocator that the core has not heard of. */
static void note_missed(DiEpoch ep, Addr addr)
{
   static const HChar* const plain[] = {"malloc", "__libc_malloc"};
   const HChar *symbol, *object;
   if (state.missed || !VG_(get_fnname_raw)(ep, addr, &symbol))
      return;
   Bool is_plain = is_among(symbol, plain, sizeof plain / sizeof *plain);
   if ((!is_plain && !is_prefixed(symbol)) ||
       !VG_(get_objname)(ep, addr, &object) || VG_(strstr)(object, "/ld"))
      return;
   const HChar* function = is_plain ? plain[0] : symbol;
   HChar* missed =
      VG_(malloc)("ml.direct.missed",
                  VG_(strlen)(function) + sizeof " of " + VG_(strlen)(object));
   VG_(sprintf)(missed, "%s of %s", function, object);
   state.missed = missed;
}

/* Whether OBJECT, a path, is a C++ library or an allocator. */
static Bool is_library_of_new(const HChar* object)
{
   const HChar* slash = VG_(strrchr)(object, '/');
   const HChar* name = slash ? slash + 1 : object;
   return after(name, "libstdc++") || after(name, "libc++") ||
          VG_(strstr)(name, "malloc");
}

/* Notes an operator new or delete of the program's own, with lines, that the
   core replaced by its FUNCTION.  What is linked in from a library has none. */
static void note_own_new(DiEpoch ep, Addr replaced, const HChar* function)
{
   const HChar *object, *file;
   UInt line;
   if ((after(function, "_Zn") || after(function, "_Zd")) &&
       VG_(get_filename_linenum)(ep, replaced, &file, NULL, &line) &&
       VG_(get_objname)(ep, replaced, &object) && !is_library_of_new(object))
      ML_(events_own_new)();
}

Bool ML_(direct_find)(Addr addr, Addr replaced, Direct* direct)
{
   const HChar* symbol;
   DiEpoch ep = VG_(current_DiEpoch)();
   if (addr == replaced) {
      note_missed(ep, addr);
      return False;
   }
   const HChar* function =
      VG_(get_fnname_raw)(ep, addr, &symbol) ? function_of(symbol) : NULL;
   if (function == NULL)
      return False;
   note_own_new(ep, replaced, function);
   /* The unwinder starts from registers that translated code does not keep. */
   if (!ML_(options)()->direct || VG_(clo_trace_malloc) ||
       ML_(options)()->check_stacks > 0)
      return False;
   for (UInt i = 0; i < sizeof known / sizeof *known; i++)
      if (VG_(strcmp)(function, known[i].function) == 0) {
         *direct = (Direct){known[i].name, known[i].helper, known[i].n_args,
                            known[i].throws, find_return(ep, addr)};
         return direct->return_at != 0;
      }
   return False;
}
