/* Lines, and which functions to show first.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/function_lines.h"

#include "base/vg.h"

Int ML_(function_lines_compare)(FnId a, FnId b)
{
   const Function *f = ML_(function)(a), *g = ML_(function)(b);
   Int c = VG_(strcmp)(ML_(file_path)(f->file), ML_(file_path)(g->file));
   return c != 0 ? c : VG_(strcmp)(f->name, g->name);
}

static Int compare_lines(const void* a, const void* b)
{
   const Line *l = a, *m = b;
   if (l->fn != m->fn)
      return l->fn < m->fn ? -1 : 1;
   if (l->file != m->file) {
      FileId own = ML_(function)(l->fn)->file;
      if (l->file == own || m->file == own)
         return l->file == own ? -1 : 1;
      return VG_(strcmp)(ML_(file_path)(l->file), ML_(file_path)(m->file));
   }
   return l->line < m->line ? -1 : l->line > m->line;
}

Line* ML_(function_lines)(UInt* n)
{
   UInt n_places = ML_(n_places)();
   Line* lines =
      VG_(malloc)("ml.function_lines.lines", n_places * sizeof *lines);
   for (PlaceId p = 1; p < n_places; p++) {
      const Place* place = ML_(place)(p);
      lines[p - 1] =
         (Line){place->fn, place->file, place->line, place->figures};
   }
   VG_(ssort)(lines, n_places - 1, sizeof *lines, compare_lines);
   *n = 0;
   for (UInt i = 0; i + 1 < n_places; i++) {
      if (*n > 0 && compare_lines(&lines[*n - 1], &lines[i]) == 0)
         ML_(figures_add)(&lines[*n - 1].figures, &lines[i].figures);
      else
         lines[(*n)++] = lines[i];
   }
   return lines;
}

/* What decides where a function comes. */
typedef struct {
   FnId fn;
   Bool is_system;
   UInt first; /* of its lines */
   ULong gross_bytes;
} Merit;

static Int compare_merit(const void* a, const void* b)
{
   const Merit *m = a, *n = b;
   if (m->is_system != n->is_system)
      return m->is_system ? 1 : -1;
   if (m->gross_bytes != n->gross_bytes)
      return m->gross_bytes > n->gross_bytes ? -1 : 1;
   return ML_(function_lines_compare)(m->fn, n->fn);
}

UInt* ML_(function_lines_ranked)(const Line* lines, UInt n_lines, UInt* n)
{
   Merit* merits =
      VG_(malloc)("ml.function_lines.merits", (n_lines + 1) * sizeof *merits);
   *n = 0;
   for (UInt i = 0; i < n_lines; i++) {
      FnId fn = lines[i].fn;
      if (*n == 0 || merits[*n - 1].fn != fn)
         merits[(*n)++] = (Merit){fn, ML_(function)(fn)->is_system, i, 0};
      merits[*n - 1].gross_bytes += lines[i].figures.of[FIGURE_ALLOCATED] +
                                    lines[i].figures.of[FIGURE_FREED];
   }
   VG_(ssort)(merits, *n, sizeof *merits, compare_merit);
   UInt* first =
      VG_(malloc)("ml.function_lines.ranked", (*n + 1) * sizeof *first);
   for (UInt i = 0; i < *n; i++)
      first[i] = merits[i].first;
   VG_(free)(merits);
   return first;
}
