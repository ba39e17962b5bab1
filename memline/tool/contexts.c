/* The calling-context tree.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "contexts.h"

#include "array.h"
#include "stats.h"

/* Nodes do not move: a larger array would be a copy of all of them. */
#define CHUNK_BITS 12
#define CHUNK_NODES (1u << CHUNK_BITS)

static struct {
   Context** chunks; /* node 0 is the root, made with the first child */
   UInt n_nodes, cap_chunks;
   PairMap children; /* by parent and place */
   UInt peak_number;
} state;

static Context* node(ContextId c)
{
   return &state.chunks[c >> CHUNK_BITS][c % CHUNK_NODES];
}

static ContextId new_node(ContextId parent, PlaceId place)
{
   ContextId id = state.n_nodes++;
   if (id % CHUNK_NODES == 0) {
      UInt chunk = id >> CHUNK_BITS;
      state.chunks = ML_(array_reserve)("ml.contexts.chunks", state.chunks,
                                        &state.cap_chunks, chunk + 1,
                                        sizeof *state.chunks);
      state.chunks[chunk] =
         VG_(malloc)("ml.contexts.nodes", CHUNK_NODES * sizeof(Context));
   }
   Context* n = node(id);
   VG_(memset)(n, 0, sizeof *n);
   n->parent = parent;
   n->place = place;
   n->peak_number = state.peak_number;
   return id;
}

ContextId ML_(contexts_child)(ContextId parent, PlaceId place)
{
   if (state.n_nodes == 0)
      new_node(0, 0);
   ML_(stats).contexts++;
   ContextId id = ML_(pairmap_find)(&state.children, parent, place);
   if (id == 0) {
      id = new_node(parent, place);
      ML_(pairmap_add)(&state.children, parent, place, id);
   }
   return id;
}

/* Returns the node, with at_peak as it was at the last peak. */
static Context* about_to_change(ContextId c)
{
   Context* n = node(c);
   if (n->peak_number != state.peak_number) {
      n->at_peak = n->live;
      n->peak_number = state.peak_number;
   }
   return n;
}

void ML_(contexts_add_live)(ContextId c, SizeT bytes)
{
   Context* n = about_to_change(c);
   n->live.bytes += bytes;
   n->live.blocks++;
}

void ML_(contexts_remove_live)(ContextId c, SizeT bytes)
{
   Context* n = about_to_change(c);
   n->live.bytes -= bytes;
   n->live.blocks--;
}

void ML_(contexts_charge)(ContextId c, const Flow* flow, UWord peak_h)
{
   Context* n = node(c);
   ML_(flow_add)(&n->flow, flow);
   if (peak_h > n->peak)
      n->peak = peak_h;
}

void ML_(contexts_new_peak)(void)
{
   state.peak_number++;
}

Context* ML_(context)(ContextId c)
{
   tl_assert(c < state.n_nodes);
   return node(c);
}

UInt ML_(n_contexts)(void) { return state.n_nodes; }

void ML_(contexts_finish)(void)
{
   for (ContextId c = 0; c < state.n_nodes; c++)
      about_to_change(c);
}

void ML_(contexts_reset)(void)
{
   ML_(contexts_new_peak)();
   ML_(contexts_finish)();
   for (ContextId c = 0; c < state.n_nodes; c++) {
      VG_(memset)(&node(c)->flow, 0, sizeof node(c)->flow);
      node(c)->peak = 0;
   }
}
