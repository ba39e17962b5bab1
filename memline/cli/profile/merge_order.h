/* Puts the rows of a profile in an order that depends on names alone, so that
   two profiles that say the same are the same bytes: files by name, functions
   by file and name, places and contexts as trees, each node before what hangs
   on it and siblings by function, file and line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGE_ORDER_H
#define MEMLINE_CLI_MERGE_ORDER_H

#include "profile/profile.h"

void merge_order(struct profile *profile);

#endif
