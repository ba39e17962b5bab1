/* The calling-context tree.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "contexts.h"

#include "array.h"
#include "stats.h"

static struct {
   Context* nodes; /* [0] is the root, made with the first child */
   UInt n_nodes, cap_nodes;
   PairMap children; /* by parent and place */
   UInt peak_number;
} state;

static ContextId new_node(ContextId parent, PlaceId place)
{
   ContextId id = state.n_nodes++;
   state.nodes =
      ML_(array_reserve)("ml.contexts.nodes", state.nodes,
                         &state.cap_nodes, state.n_nodes,
                         sizeof *state.nodes);
   Context* n = &state.nodes[id];
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
   Context* n = &state.nodes[c];
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
   Context* n = &state.nodes[c];
   ML_(flow_add)(&n->flow, flow);
   if (peak_h > n->peak)
      n->peak = peak_h;
}

void ML_(contexts_new_peak)(void)
{
   state.peak_number++;
}

const Context* ML_(context)(ContextId c)
{
   tl_assert(c < state.n_nodes);
   return &state.nodes[c];
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
      VG_(memset)(&state.nodes[c].flow, 0, sizeof state.nodes[c].flow);
      state.nodes[c].peak = 0;
   }
}
