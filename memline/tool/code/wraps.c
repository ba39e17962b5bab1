/* Layers around functions of the core, put there by the linker (-Wl,--wrap):
   what takes the most time when a program starts, and what has no callback.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/vg.h"

#include "code/never_ran.h"
#include "code/row_bounds.h"
#include "code/symbol.h"

/* Reading debug information.  Which calls are inlined takes as long as all
   the rest, and the core's option is for all objects at once.  In libraries
   of the system few people ask for it, and of the tool itself nobody does:
   there it is read only if the user said so. */

typedef Bool Reader(DebugInfo* di);

/* Whether the user has said which inlined calls to read. */
static Bool is_given(void)
{
   for (Word i = 0; i < VG_(sizeXA)(VG_(args_for_valgrind)); i++)
      if (VG_(strncmp)(*(HChar**)VG_(indexXA)(VG_(args_for_valgrind), i),
                       "--read-inline-info=", 19) == 0)
         return True;
   return False;
}

/* Whether FILE is the program that this code is in: the tool. */
static Bool is_tool(const HChar* file)
{
   HChar self[VKI_PATH_MAX];
   SSizeT length = VG_(readlink)("/proc/self/exe", self, sizeof self - 1);
   if (length <= 0)
      return False;
   self[length] = 0;
   return VG_(strcmp)(file, self) == 0;
}

/* Whether FILE is a library of the system, or what loads libraries, by its
   name: nothing inside it was read yet. */
static Bool is_system_library(const HChar* file)
{
   const HChar* slash = VG_(strrchr)(file, '/');
   return slash && ML_(symbol_is_system_file)(file) &&
          (VG_(strncmp)(slash, "/lib", 4) == 0 ||
           VG_(strncmp)(slash, "/ld", 3) == 0);
}

static Bool read_some(DebugInfo* di, Reader* reader)
{
   const HChar* file = VG_(DebugInfo_get_filename)(di);
   Bool asked = VG_(clo_read_inline_info);
   if (!is_given() && (is_system_library(file) || is_tool(file)))
      VG_(clo_read_inline_info) = False;
   Bool ok = reader(di);
   ML_(row_bounds_read)();
   /* The core looks at it again when it is asked for inlined calls. */
   VG_(clo_read_inline_info) = asked;
   return ok;
}

/* Valgrind has the one up to 3.20, the other since; the one that it lacks is
   weak, and nobody calls it. */
#define WRAP(name)                                                             \
   Reader __real_##name __attribute__((weak));                                 \
   Reader __wrap_##name;                                                       \
   Bool __wrap_##name(DebugInfo* di) { return read_some(di, __real_##name); }
WRAP(vgModuleLocal_read_elf_debug_info)
WRAP(vgModuleLocal_read_elf_debug)

/* Finding what is replaced in an object: the core matches each of its symbols
   with some eighty patterns, nearly all of them plain names that differ in the
   first character.  For that it takes the lengths of both; this does not. */
Bool __real_vgPlain_string_match(const HChar* pattern, const HChar* text);
Bool __wrap_vgPlain_string_match(const HChar* pattern, const HChar* text);
Bool __wrap_vgPlain_string_match(const HChar* pattern, const HChar* text)
{
   for (; *pattern != '*' && *pattern != '?'; pattern++, text++) {
      if (*pattern != *text)
         return False;
      if (*pattern == 0)
         return True;
   }
   return __real_vgPlain_string_match(pattern, text);
}

/* The program unmaps memory: the core forgets the objects there. */
void __real_vgPlain_di_notify_munmap(Addr a, SizeT length);
void __wrap_vgPlain_di_notify_munmap(Addr a, SizeT length);
void __wrap_vgPlain_di_notify_munmap(Addr a, SizeT length)
{
   ML_(never_ran_unmap)(a, a + length);
   __real_vgPlain_di_notify_munmap(a, length);
}
