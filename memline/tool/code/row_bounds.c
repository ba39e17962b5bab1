/* The boundaries of rows: a bit for each byte of code.  The core hands each row
   and each inlined call to one function of its own when it reads debug
   information; a layer around these (-Wl,--wrap) takes note.  What is noted
   stays when an object is unmapped: it only costs a look-up more.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/row_bounds.h"

#include "base/array.h"

#define PAGE_BITS 15 /* 4 KiB of bits for 32 KiB of code */
#define PAGE_BYTES ((Addr)1 << PAGE_BITS)
#define WORD_BITS (8 * sizeof(UWord))
#define PAGE_WORDS (PAGE_BYTES / WORD_BITS)

/* Rows that are longer than that, or end before they begin, the core takes to
   be of one byte. */
#define MAX_ROW 4095

typedef struct {
   UWord words[PAGE_WORDS];
} Page;

static struct {
   Page** pages; /* [0] is not used */
   UInt n_pages, cap_pages;
   PairMap by_number; /* of A >> PAGE_BITS */
   Addr last_number;  /* what was asked for last, plus 1 */
   Page* last;        /* the answer; may be NULL */
} state;

static Page* find_page(Addr a)
{
   Addr number = a >> PAGE_BITS;
   if (state.last_number != number + 1) {
      UInt id = ML_(pairmap_find)(&state.by_number, number, 0);
      state.last_number = number + 1;
      state.last = id ? state.pages[id] : NULL;
   }
   return state.last;
}

static Page* add_page(Addr a)
{
   UInt id = ++state.n_pages;
   state.pages =
      ML_(array_reserve)("ml.row_bounds.pages", state.pages, &state.cap_pages,
                         id + 1, sizeof *state.pages);
   state.pages[id] = VG_(calloc)("ml.row_bounds.page", 1, sizeof(Page));
   ML_(pairmap_add)(&state.by_number, a >> PAGE_BITS, 0, id);
   return state.last = state.pages[id];
}

static void note(Addr a)
{
   Page* page = find_page(a);
   if (page == NULL)
      page = add_page(a);
   UInt bit = a % PAGE_BYTES;
   page->words[bit / WORD_BITS] |= (UWord)1 << bit % WORD_BITS;
}

Bool ML_(row_bounds_bound)(Addr a)
{
   const Page* page = find_page(a);
   UInt bit = a % PAGE_BYTES;
   return page == NULL ||
          (page->words[bit / WORD_BITS] >> bit % WORD_BITS & 1) != 0;
}

Addr ML_(row_bounds_next)(Addr a, Addr end)
{
   while (++a < end) {
      const Page* page = find_page(a);
      if (page == NULL)
         return a;
      UInt bit = a % PAGE_BYTES;
      UWord rest = page->words[bit / WORD_BITS] >> bit % WORD_BITS;
      if (rest != 0) {
         a += __builtin_ctzl(rest);
         return a < end ? a : end;
      }
      a |= WORD_BITS - 1;
   }
   return end;
}

typedef void AddLine(DebugInfo* di, UInt file, Addr from, Addr to, Int line,
                     Int entry);
typedef void AddInlined(DebugInfo* di, Addr from, Addr to, UWord function,
                        UInt caller_file, Int caller_line, UShort level);
AddLine __real_vgModuleLocal_addLineInfo, __wrap_vgModuleLocal_addLineInfo;
AddInlined __real_vgModuleLocal_addInlInfo, __wrap_vgModuleLocal_addInlInfo;

/* A row, as the core is told of it. */
typedef struct {
   DebugInfo* di; /* NULL: no row */
   UInt file;
   Addr from, to;
   Int line, entry;
} Row;

/* The core takes a row that goes on where the one before ends, with the same
   line number, to be the same line, whatever its file.  So such a row of
   another file waits until the core has been told of the next one: the order of
   rows makes no difference otherwise. */
static struct {
   Row first, last; /* that the core knows of the object that is being read */
   Row waiting;
} told;

static void tell(const Row* row)
{
   if (told.last.di != row->di)
      told.first = *row;
   told.last = *row;
   __real_vgModuleLocal_addLineInfo(row->di, row->file, row->from, row->to,
                                    row->line, row->entry);
}

void ML_(row_bounds_read)(void)
{
   if (told.waiting.di != NULL) {
      /* The object's last row: in between comes one that the core has. */
      tell(&told.first);
      tell(&told.waiting);
   }
   VG_(memset)(&told, 0, sizeof told);
}

void __wrap_vgModuleLocal_addLineInfo(DebugInfo* di, UInt file, Addr from,
                                      Addr to, Int line, Int entry)
{
   Row row = {di, file, from, to, line, entry};
   const Row* last = &told.last;
   note(from);
   note(to);
   if (to - from > MAX_ROW)
      note(from + 1);
   if (told.waiting.di == NULL && from < to && last->di == di &&
       last->to == from && last->line == line && last->file != file) {
      told.waiting = row;
      return;
   }
   tell(&row);
   if (told.waiting.di != NULL && from < to) {
      tell(&told.waiting);
      told.waiting.di = NULL;
   }
}

void __wrap_vgModuleLocal_addInlInfo(DebugInfo* di, Addr from, Addr to,
                                     UWord function, UInt caller_file,
                                     Int caller_line, UShort level)
{
   note(from);
   note(to);
   if (to <= from)
      note(from + 1);
   __real_vgModuleLocal_addInlInfo(di, from, to, function, caller_file,
                                   caller_line, level);
}
