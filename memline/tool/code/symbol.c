/* What the core's debug information says of one address.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/symbol.h"

static Bool in_symbol(DiEpoch ep, Addr a, Addr start)
{
   PtrdiffT offset;
   return VG_(get_inst_offset_in_function)(ep, a, &offset) &&
          a - offset == start;
}

Bool ML_(symbol_extent)(DiEpoch ep, Addr a, Addr* start, Addr* end)
{
   PtrdiffT offset;
   if (!VG_(get_inst_offset_in_function)(ep, a, &offset))
      return False;
   *start = a - offset;
   /* The core tells no sizes: double the step while it is still inside, then
      halve it. */
   Addr inside = a;
   SizeT step = 16;
   while (in_symbol(ep, inside + step, *start)) {
      inside += step;
      step *= 2;
   }
   for (; step > 0; step /= 2)
      if (in_symbol(ep, inside + step, *start))
         inside += step;
   *end = inside + 1;
   return True;
}

Addr ML_(symbol_start)(DiEpoch ep, Addr a)
{
   PtrdiffT offset;
   return VG_(get_inst_offset_in_function)(ep, a, &offset) ? a - offset : 0;
}

Bool ML_(symbol_is_host)(DiEpoch ep, Addr a)
{
   const HChar* object;
   return VG_(get_objname)(ep, a, &object) &&
          VG_(strstr)(object, "/vgpreload_") != NULL;
}

Bool ML_(symbol_is_system_file)(const HChar* file)
{
   return VG_(strncmp)(file, "/lib", 4) == 0 ||
          VG_(strncmp)(file, "/usr/lib", 8) == 0;
}

Bool ML_(symbol_is_system)(DiEpoch ep, Addr a)
{
   const DebugInfo* di = VG_(find_DebugInfo)(ep, a);
   if (di == NULL || VG_(strcmp)(VG_(DebugInfo_get_soname)(di), "NONE") == 0)
      return False;
   return ML_(symbol_is_system_file)(VG_(DebugInfo_get_filename)(di));
}

/* Turns "f(int) [clone .part.0] [clone .cold]", as the demangler has it, back
   into "f(int).part.0.cold". */
static void join_clone_suffixes(HChar* name)
{
   static const HChar open[] = " [clone .";
   HChar* from = VG_(strstr)(name, open);
   HChar* to = from;
   while (from && VG_(strncmp)(from, open, sizeof open - 1) == 0) {
      from += sizeof open - 2;
      while (*from && *from != ']')
         *to++ = *from++;
      from += *from != 0;
   }
   if (from)
      VG_(memmove)(to, from, VG_(strlen)(from) + 1);
}

/* Whether NAME ends in SUFFIX and, if it HAS_NUMBER, in a dot and a number;
   where that begins, or NULL.  What is nothing but a suffix has none. */
static HChar* find_suffix(HChar* name, const HChar* suffix, Bool has_number)
{
   HChar* end = name + VG_(strlen)(name);
   HChar* digits = end;
   if (has_number) {
      while (digits > name && VG_(isdigit)(digits[-1]))
         digits--;
      if (digits == end || digits == name || *--digits != '.')
         return NULL;
   }
   SizeT length = VG_(strlen)(suffix);
   if ((SizeT)(digits - name) <= length ||
       VG_(strncmp)(digits - length, suffix, length) != 0)
      return NULL;
   return digits - length;
}

/* Cuts off the last suffix of NAME with which gcc or clang tells a clone from
   its function; returns whether there was one. */
static Bool cut_clone_suffix(HChar* name)
{
   static const struct {
      const HChar* name;
      Bool has_number;
   } suffixes[] = {{".part", True},       {".constprop", True},
                   {".isra", True},       {".lto_priv", True},
                   {".llvm", True},       {".localalias", True},
                   {".localalias", False}};
   for (UInt i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
      HChar* s = find_suffix(name, suffixes[i].name, suffixes[i].has_number);
      if (s) {
         *s = 0;
         return True;
      }
   }
   return False;
}

/* The same for one that is a part of its function, put elsewhere. */
static Bool cut_part_suffix(HChar* name)
{
   HChar* s = find_suffix(name, ".cold", False);
   if (s == NULL)
      s = find_suffix(name, ".cold", True);
   if (s)
      *s = 0;
   return s != NULL;
}

/* Renames the body of an OpenMP construct, which the compiler makes a function,
   from "f._omp_fn.0" (gcc) or "f.omp_outlined.0" (clang) to "f [omp 1]". */
static HChar* show_omp(HChar* name)
{
   HChar* s = find_suffix(name, "._omp_fn", True);
   if (s == NULL)
      s = find_suffix(name, ".omp_outlined", True);
   ULong number =
      s ? VG_(strtoull10)(VG_(strrchr)(name, '.') + 1, NULL) + 1 : 1;
   if (s == NULL)
      s = find_suffix(name, ".omp_outlined", False);
   if (s == NULL)
      return name;
   *s = 0;
   HChar* shown = VG_(malloc)("ml.symbol.omp", VG_(strlen)(name) + 32);
   VG_(sprintf)(shown, "%s [omp %llu]", name, number);
   VG_(free)(name);
   return shown;
}

HChar* ML_(symbol_whole_name)(DiEpoch ep, Addr a)
{
   const HChar* found;
   if (!VG_(get_fnname)(ep, a, &found))
      found = "";
   HChar* name = VG_(strdup)("ml.symbol.name", found);
   join_clone_suffixes(name);
   HChar* version = VG_(strchr)(name, '@');
   if (version && version != name)
      *version = 0;
   return name;
}

HChar* ML_(symbol_name)(DiEpoch ep, Addr a, Bool* is_part)
{
   HChar* name = ML_(symbol_whole_name)(ep, a);
   *is_part = False;
   for (;;) {
      if (cut_part_suffix(name))
         *is_part = True;
      else if (!cut_clone_suffix(name))
         return show_omp(name);
   }
}

Bool ML_(symbol_is_mangled)(DiEpoch ep, Addr a)
{
   const HChar* raw;
   return VG_(get_fnname_raw)(ep, a, &raw) && raw[0] == '_' &&
          (raw[1] == 'Z' || raw[1] == 'R');
}

Addr ML_(symbol_of_part)(DiEpoch ep, Addr a)
{
   const HChar* raw;
   const DebugInfo* di = VG_(find_DebugInfo)(ep, a);
   if (di == NULL || !VG_(get_fnname_raw)(ep, a, &raw))
      return 0;
   HChar* name = VG_(strdup)("ml.symbol.of_part", raw);
   SymAVMAs found = {0};
   if (!cut_part_suffix(name) ||
       !VG_(lookup_symbol_SLOW)(ep, VG_(DebugInfo_get_soname)(di), name,
                                &found))
      found.main = 0;
   VG_(free)(name);
   return found.main;
}

/* Whether all parentheses that open in TEXT close before END. */
static Bool is_closed(const HChar* text, const HChar* end)
{
   Int depth = 0;
   for (; text < end; text++)
      depth += (*text == '(') - (*text == ')');
   return depth == 0;
}

/* Returns where " (" is that begins the path in "0xADDR: NAME (PATH:LINE)", or
   NULL.  Both parts may have it too.  BRIEF is the same text without the
   directory: what is missing there is where it was.  Where nothing is, the path
   is the first that begins with a slash, or else follows the first thing that
   can be a name. */
static HChar* find_path(HChar* text, const HChar* brief)
{
   HChar* name = VG_(strstr)(text, ": ");
   HChar* end = VG_(strrchr)(text, ':');
   SizeT missing = VG_(strlen)(text) - VG_(strlen)(brief);
   HChar *last = NULL, *absolute = NULL, *closed = NULL;
   for (HChar* p = name; p && (p = VG_(strstr)(p, " (")) && p < end; p++) {
      HChar* path = p + 2;
      SizeT before = path - text;
      if (missing > 0 && path + missing < end && path[missing - 1] == '/' &&
          VG_(strncmp)(text, brief, before) == 0 &&
          VG_(strcmp)(path + missing, brief + before) == 0)
         return p;
      last = p;
      if (absolute == NULL && path[0] == '/')
         absolute = p;
      if (closed == NULL && is_closed(name, p))
         closed = p;
   }
   return absolute ? absolute : closed ? closed : last;
}

/* Cuts the text "0xADDR: NAME (PATH:LINE)" apart in place; see find_path for
   BRIEF.  Returns False where it has no line. */
static Bool parse_frame(HChar* text, const HChar* brief, HChar** name,
                        HChar** path, UInt* line)
{
   HChar* begin = VG_(strstr)(text, ": ");
   HChar* close = text + VG_(strlen)(text) - 1;
   if (begin == NULL || *close != ')')
      return False;
   HChar* colon = VG_(strrchr)(text, ':');
   HChar* open = find_path(text, brief);
   HChar* end;
   if (open == NULL || VG_(strncmp)(open, " (in ", 5) == 0)
      return False;
   *line = (UInt)VG_(strtoll10)(colon + 1, &end);
   if (end != close)
      return False;
   *colon = 0;
   *open = 0;
   *name = begin + 2;
   *path = open + 2;
   return True;
}

/* What the core says of the frame at CURSOR, with the directory of the file if
   it IS_FULL; the caller frees it. */
static HChar* describe(DiEpoch ep, Addr a, InlIPCursor* cursor, Bool is_full)
{
   static const HChar* const whole = "";
   if (is_full)
      VG_(addToXA)(VG_(clo_fullpath_after), &whole);
   HChar* text =
      VG_(strdup)("ml.symbol.frame", VG_(describe_IP)(ep, a, cursor));
   if (is_full)
      VG_(dropTailXA)(VG_(clo_fullpath_after), 1);
   return text;
}

/* The function, the path and the line of the frame at CURSOR.  NAME and PATH
   point into what is returned, which the caller frees; NULL if there is no
   line. */
static HChar* read_frame(DiEpoch ep, Addr a, InlIPCursor* cursor, HChar** name,
                         HChar** path, UInt* line)
{
   HChar* text = describe(ep, a, cursor, True);
   const HChar* open = VG_(strstr)(text, " (");
   Bool is_plain = open == NULL || VG_(strstr)(open + 1, " (") == NULL;
   HChar* brief = is_plain ? NULL : describe(ep, a, cursor, False);
   Bool has_line = parse_frame(text, brief ? brief : text, name, path, line);
   if (brief)
      VG_(free)(brief);
   if (has_line)
      return text;
   VG_(free)(text);
   return NULL;
}

UInt ML_(symbol_inline_frames)(DiEpoch ep, Addr a, InlineFrame frames[],
                               UInt max)
{
   InlIPCursor* cursor = VG_(new_IIPC)(ep, a);
   if (cursor == NULL)
      return 0;
   /* The core goes from the innermost frame out: frame i is a function and
      the line in it; the line in frame i + 1 is where i was inlined. */
   UInt n = 0;
   HChar* inner = NULL;
   do {
      HChar *name, *path;
      UInt line;
      HChar* text = read_frame(ep, a, cursor, &name, &path, &line);
      if (text == NULL)
         break;
      /* Inlined at line 0: as if it were code of the function around it. */
      if (inner != NULL && line == 0) {
         VG_(free)(inner);
      } else if (inner != NULL) {
         if (n == max) {
            VG_(free)(frames[0].function);
            VG_(free)(frames[0].caller_path);
            VG_(memmove)(frames, frames + 1, (--n) * sizeof *frames);
         }
         frames[n].function = inner;
         frames[n].caller_path = VG_(strdup)("ml.symbol.path", path);
         frames[n].caller_line = line;
         n++;
      }
      inner = VG_(strdup)("ml.symbol.inlined", name);
      VG_(free)(text);
   } while (VG_(next_IIPC)(cursor));
   VG_(delete_IIPC)(cursor);
   if (inner != NULL)
      VG_(free)(inner);

   for (UInt i = 0; i < n / 2; i++) {
      InlineFrame f = frames[i];
      frames[i] = frames[n - 1 - i];
      frames[n - 1 - i] = f;
   }
   return n;
}

void ML_(symbol_free_frames)(InlineFrame frames[], UInt n)
{
   for (UInt i = 0; i < n; i++) {
      VG_(free)(frames[i].function);
      VG_(free)(frames[i].caller_path);
   }
}
