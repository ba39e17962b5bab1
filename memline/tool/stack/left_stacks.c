/* A treap: a search tree by where stacks were left, and a heap by priorities as
   if drawn by lot, so that it is balanced.  Each node knows how high the stacks
   below it reach.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack/left_stacks.h"

#include "base/array.h"
#include "base/stats.h"

static ActivationStack* root;

/* Of two that were left at the same stack pointer, the older one is before. */
static Bool is_before(const ActivationStack* a, const ActivationStack* b)
{
   return a->left_at != b->left_at ? a->left_at < b->left_at
                                   : a->number < b->number;
}

static UInt priority(const ActivationStack* s)
{
   return ML_(hash_mix)(1, s->number);
}

static Addr reach(const ActivationStack* s) { return s ? s->left.reach : 0; }

static void update(ActivationStack* s)
{
   ML_(stats).stacks_looked_at++;
   Addr most = s->is_own ? 0 : s->highest;
   if (reach(s->left.before) > most)
      most = reach(s->left.before);
   if (reach(s->left.after) > most)
      most = reach(s->left.after);
   s->left.reach = most;
}

/* Divides TREE into those before S and the others. */
static void split(ActivationStack* tree, const ActivationStack* s,
                  ActivationStack** before, ActivationStack** others)
{
   if (tree == NULL) {
      *before = *others = NULL;
   } else if (is_before(tree, s)) {
      split(tree->left.after, s, &tree->left.after, others);
      update(*before = tree);
   } else {
      split(tree->left.before, s, before, &tree->left.before);
      update(*others = tree);
   }
}

/* All of A are before those of B. */
static ActivationStack* join(ActivationStack* a, ActivationStack* b)
{
   if (a == NULL || b == NULL)
      return a ? a : b;
   if (priority(a) > priority(b)) {
      a->left.after = join(a->left.after, b);
      update(a);
      return a;
   }
   b->left.before = join(a, b->left.before);
   update(b);
   return b;
}

void ML_(left_stacks_add)(ActivationStack* s, Addr sp)
{
   ML_(left_stacks_remove)(s);
   s->left_at = sp;
   if (sp == 0)
      return;
   ActivationStack** link = &root;
   while (*link && priority(*link) > priority(s)) {
      ActivationStack* t = *link;
      ML_(stats).stacks_looked_at++;
      if (!s->is_own && s->highest > t->left.reach)
         t->left.reach = s->highest;
      link = is_before(t, s) ? &t->left.after : &t->left.before;
   }
   split(*link, s, &s->left.before, &s->left.after);
   update(s);
   *link = s;
}

/* Takes S out of TREE, which it is in. */
static ActivationStack* without(ActivationStack* tree, const ActivationStack* s)
{
   if (tree == s)
      return join(tree->left.before, tree->left.after);
   if (is_before(tree, s))
      tree->left.after = without(tree->left.after, s);
   else
      tree->left.before = without(tree->left.before, s);
   update(tree);
   return tree;
}

void ML_(left_stacks_remove)(ActivationStack* s)
{
   if (s->left_at == 0)
      return;
   root = without(root, s);
   s->left_at = 0;
}

static ActivationStack* newer(ActivationStack* a, ActivationStack* b)
{
   if (a == NULL || b == NULL)
      return a ? a : b;
   return a->number > b->number ? a : b;
}

/* The newest stack of TREE that was left from FIRST to LAST and reaches up to
   LEAST, where a thread's own reaches nothing. */
static ActivationStack* newest(ActivationStack* tree, Addr first, Addr last,
                               Addr least)
{
   if (tree == NULL || tree->left.reach < least)
      return NULL;
   ML_(stats).stacks_looked_at++;
   if (tree->left_at < first)
      return newest(tree->left.after, first, last, least);
   ActivationStack* found = newest(tree->left.before, first, last, least);
   if (tree->left_at > last)
      return found;
   if ((tree->is_own ? 0 : tree->highest) >= least)
      found = newer(found, tree);
   return newer(found, newest(tree->left.after, first, last, least));
}

ActivationStack* ML_(left_stacks_near)(Addr sp, UWord slack)
{
   return newest(root, sp > slack ? sp - slack : 0, sp + slack, 0);
}

ActivationStack* ML_(left_stacks_around)(Addr sp, UWord slack)
{
   return newest(root, 0, sp, sp > slack ? sp - slack : 1);
}
