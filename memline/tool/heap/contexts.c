/* The calling-context tree.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/contexts.h"

#include "base/array.h"
#include "base/stats.h"

/* Where a node is in the tree.  Nodes on one path are often made one after the
   other, and so lie in one line of the cache. */
typedef struct {
   ContextId parent;
   PlaceId place;
   ContextId child;   /* the first of those that are not hashed; 0: none */
   ContextId sibling; /* the next of them */
} Link;

/* A node with more children than that has the others in a table. */
#define MAX_CHILDREN 8

/* Nodes do not move: a larger array would be a copy of all of them. */
#define CHUNK_BITS 12
#define CHUNK_NODES (1u << CHUNK_BITS)

typedef struct {
   Link* links;
   Context* nodes;
} Chunk;

static struct {
   Chunk* chunks; /* node 0 is the root, made with the first child */
   UInt n_nodes, cap_chunks;
   PairMap hashed; /* children by parent and place */
   UInt peak_number;
} state;

static Link* link(ContextId c)
{
   return &state.chunks[c >> CHUNK_BITS].links[c % CHUNK_NODES];
}

static Context* node(ContextId c)
{
   return &state.chunks[c >> CHUNK_BITS].nodes[c % CHUNK_NODES];
}

static ContextId new_node(ContextId parent, PlaceId place)
{
   ContextId id = state.n_nodes++;
   if (id % CHUNK_NODES == 0) {
      UInt chunk = id >> CHUNK_BITS;
      state.chunks =
         ML_(array_reserve)("ml.contexts.chunks", state.chunks,
                            &state.cap_chunks, chunk + 1, sizeof *state.chunks);
      state.chunks[chunk] = (Chunk){
         VG_(malloc)("ml.contexts.links", CHUNK_NODES * sizeof(Link)),
         VG_(malloc)("ml.contexts.nodes", CHUNK_NODES * sizeof(Context))};
   }
   *link(id) = (Link){parent, place, 0, 0};
   *node(id) = (Context){.peak_number = state.peak_number};
   return id;
}

ContextId ML_(contexts_child)(ContextId parent, PlaceId place)
{
   if (state.n_nodes == 0)
      new_node(0, 0);
   ML_(stats).contexts++;
   Link* up = link(parent);
   Link* before = NULL;
   UInt n = 0;
   for (ContextId c = up->child; c != 0; n++) {
      Link* l = link(c);
      if (l->place == place) {
         /* What comes by turns stays where it is. */
         if (n > 1) {
            before->sibling = l->sibling;
            l->sibling = up->child;
            up->child = c;
         }
         return c;
      }
      before = l;
      c = l->sibling;
   }
   ContextId c =
      n < MAX_CHILDREN ? 0 : ML_(pairmap_find)(&state.hashed, parent, place);
   if (c != 0)
      return c;
   c = new_node(parent, place);
   if (n < MAX_CHILDREN) {
      link(c)->sibling = up->child;
      up->child = c;
   } else {
      ML_(pairmap_add)(&state.hashed, parent, place, c);
   }
   return c;
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

/* Apart, so that all but the first block do without a frame. */
static __attribute__((noinline)) void add_first_size(ContextId c, SizeT bytes)
{
   node(c)->sizes = ML_(sizes_of)(link(c)->place);
   ML_(sizes_add)(node(c)->sizes, bytes);
}

void ML_(contexts_add_live)(ContextId c, SizeT bytes, ULong now)
{
   Context* n = about_to_change(c);
   n->live.bytes += bytes;
   n->live.blocks++;
   n->lifetime -= now;
   if (n->live.bytes > n->most.bytes)
      n->most = n->live;
   if (n->sizes)
      ML_(sizes_add)(n->sizes, bytes);
   else
      add_first_size(c, bytes);
}

void ML_(contexts_remove_live)(ContextId c, SizeT bytes, ULong now)
{
   Context* n = about_to_change(c);
   n->live.bytes -= bytes;
   n->live.blocks--;
   n->lifetime += now;
}

void ML_(contexts_add_temporary)(ContextId c, SizeT bytes)
{
   Context* n = node(c);
   n->temporary.bytes += bytes;
   n->temporary.blocks++;
}

void ML_(contexts_charge)(ContextId c, const Flow* flow, UWord peak_h)
{
   Context* n = node(c);
   ML_(flow_add)(&n->flow, flow);
   if (peak_h > n->peak)
      n->peak = peak_h;
}

void ML_(contexts_new_peak)(void) { state.peak_number++; }

Context* ML_(context)(ContextId c)
{
   tl_assert(c < state.n_nodes);
   return node(c);
}

ContextId ML_(context_parent)(ContextId c) { return link(c)->parent; }
PlaceId ML_(context_place)(ContextId c) { return link(c)->place; }

ULong ML_(context_lifetime)(ContextId c, ULong now)
{
   return node(c)->lifetime + node(c)->live.blocks * now;
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
   for (ContextId c = 0; c < state.n_nodes; c++) {
      const Context* n = about_to_change(c);
      *node(c) = (Context){.peak_number = n->peak_number,
                           .live = n->live,
                           .most = n->live,
                           .at_peak = n->at_peak};
   }
   ML_(sizes_reset)();
}
