/* A stand-in for Valgrind's core: its memory is the host's.  New memory is filled
   with garbage unless it has to be cleared.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE
#include "core.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

UInt VG_(clo_alignment) = 16;

/* The program's memory, in the order in which it was handed out. */
static struct {
   struct Piece {
      void* start;
      SizeT size;
   }* pieces;
   UInt n, capacity;
   SizeT bytes;
   Bool refuses;
} client;

static SizeT own_bytes;

/* What is larger is only mapped: it exists where it is written to. */
#define MAX_ALLOCATED ((SizeT)1 << 30)

__attribute__((constructor)) static void fill_with_garbage(void)
{
   mallopt(M_PERTURB, 0xa5);
}

void core_refuse(Bool refuses) { client.refuses = refuses; }

SizeT core_client_bytes(void) { return client.bytes; }

UInt core_client_pieces(void) { return client.n; }

SizeT core_own_bytes(void) { return own_bytes; }

void VG_(assert_fail)(Bool is_core, const HChar* expr, const HChar* file,
                      Int line, const HChar* function, const HChar* format,
                      ...)
{
   (void)is_core;
   (void)format;
   fprintf(stderr, "%s:%d: %s: '%s' does not hold\n", file, line, function,
           expr);
   abort();
}

UInt VG_(dmsg)(const HChar* format, ...)
{
   va_list arguments;
   va_start(arguments, format);
   int n = vfprintf(stderr, format, arguments);
   va_end(arguments);
   return n < 0 ? 0 : (UInt)n;
}

static void* or_abort(void* p)
{
   if (p == NULL)
      abort();
   return p;
}

static void* owned(void* p)
{
   own_bytes += malloc_usable_size(or_abort(p));
   return p;
}

void* VG_(malloc)(const HChar* cc, SizeT n)
{
   (void)cc;
   return owned(malloc(n));
}

void* VG_(calloc)(const HChar* cc, SizeT n, SizeT size)
{
   (void)cc;
   return owned(calloc(n, size));
}

void* VG_(realloc)(const HChar* cc, void* p, SizeT size)
{
   (void)cc;
   own_bytes -= malloc_usable_size(p);
   return owned(realloc(p, size));
}

void VG_(free)(void* p)
{
   own_bytes -= malloc_usable_size(p);
   free(p);
}

void* VG_(memcpy)(void* to, const void* from, SizeT n)
{
   return memcpy(to, from, n);
}

void* VG_(memset)(void* p, Int byte, SizeT n) { return memset(p, byte, n); }

void* VG_(cli_malloc)(SizeT align, SizeT size)
{
   void* start = NULL;
   if (client.refuses)
      return NULL;
   if (size > MAX_ALLOCATED)
      start = mmap(NULL, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
   else if (posix_memalign(&start, align, size) != 0)
      start = NULL;
   if (start == NULL || start == MAP_FAILED)
      abort();
   if (client.n == client.capacity) {
      client.capacity = client.capacity ? 2 * client.capacity : 64;
      client.pieces = or_abort(
         realloc(client.pieces, client.capacity * sizeof *client.pieces));
   }
   client.pieces[client.n++] = (struct Piece){start, size};
   client.bytes += size;
   return start;
}

void VG_(cli_free)(void* p)
{
   UInt i = 0;
   while (i < client.n && client.pieces[i].start != p)
      i++;
   if (i == client.n)
      abort();
   struct Piece piece = client.pieces[i];
   client.pieces[i] = client.pieces[--client.n];
   client.bytes -= piece.size;
   if (piece.size > MAX_ALLOCATED)
      munmap(p, piece.size);
   else
      free(p);
}

SizeT VG_(cli_malloc_usable_size)(void* p)
{
   UInt i = 0;
   while (i < client.n && client.pieces[i].start != p)
      i++;
   if (i == client.n)
      abort();
   return client.pieces[i].size;
}

/* Has none, whichever type the core's headers give it: callers then take the
   ordinary way. */
__typeof__(VG_(am_shadow_alloc)(0)) VG_(am_shadow_alloc)(SizeT size)
{
   static __typeof__(VG_(am_shadow_alloc)(0)) nothing;
   (void)size;
   return nothing;
}
