/* Which files of two profiles are the same file.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/same_files.h"

#include "base/index.h"
#include "base/memory.h"
#include "shared/hash.h"

#include <stdlib.h>
#include <string.h>

/* The best partner of a file so far. */
struct suitor {
  int32_t row;   /* -1: none */
  int parts;     /* of the path in which both agree */
  bool taken;    /* has a twin of the same name */
  bool rivalled; /* another file is as good */
};

struct wanted {
  const struct profile *profile;
  const char *name;
};

static bool same_name(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  return strcmp(wanted->profile->files[row], wanted->name) == 0;
}

static uint64_t hash_of(const char *name) {
  return hash_more(HASH_START, name, strlen(name));
}

/* The files of the same name. */
static void pair_names(const struct profile *new, const struct profile *old,
                       int32_t *twins, struct suitor *new_suitors,
                       struct suitor *old_suitors) {
  struct index index = {0};
  for (size_t i = 0; i < old->file_count; i++)
    index_add(&index, hash_of(old->files[i]), (int32_t)i);
  for (size_t i = 0; i < new->file_count; i++) {
    struct wanted wanted = {old, new->files[i]};
    int32_t row = index_find(&index, hash_of(wanted.name), same_name, &wanted);
    twins[i] = row;
    if (row >= 0)
      new_suitors[i].taken = old_suitors[row].taken = true;
  }
  index_free(&index);
}

/* In how many parts the two paths agree, from the last on. */
static int common_parts(const char *a, const char *b) {
  size_t i = strlen(a), j = strlen(b);
  int parts = 0;
  while (i > 0 && j > 0 && a[i - 1] == b[j - 1]) {
    i--;
    j--;
    parts += a[i] == '/';
  }
  bool whole = (i == 0 || a[i - 1] == '/') && (j == 0 || b[j - 1] == '/');
  return parts + (whole && a[i] && a[i] != '/'); /* one path is relative */
}

static void court(struct suitor *suitor, int32_t row, int parts) {
  if (parts == 0 || parts < suitor->parts)
    return;
  suitor->rivalled = parts == suitor->parts;
  suitor->parts = parts;
  suitor->row = row;
}

/* Costs the product of the files that are left on either side. */
static void pair_tails(const struct profile *new, const struct profile *old,
                       int32_t *twins, struct suitor *new_suitors,
                       struct suitor *old_suitors) {
  for (size_t i = 0; i < new->file_count; i++)
    for (size_t j = 0; !new_suitors[i].taken && j < old->file_count; j++) {
      if (old_suitors[j].taken)
        continue;
      int parts = common_parts(new->files[i], old->files[j]);
      court(&new_suitors[i], (int32_t)j, parts);
      court(&old_suitors[j], (int32_t)i, parts);
    }
  for (size_t i = 0; i < new->file_count; i++) {
    const struct suitor *best = &new_suitors[i];
    if (best->taken || best->row < 0 || best->rivalled)
      continue;
    const struct suitor *other = &old_suitors[best->row];
    if (other->row == (int32_t)i && !other->rivalled)
      twins[i] = best->row;
  }
}

static struct suitor *suitors(size_t count) {
  struct suitor *all = memory_zeroed(count, sizeof *all);
  for (size_t i = 0; i < count; i++)
    all[i].row = -1;
  return all;
}

int32_t *same_files(const struct profile *new, const struct profile *old) {
  int32_t *twins = memory_new(new->file_count, sizeof *twins);
  struct suitor *new_suitors = suitors(new->file_count);
  struct suitor *old_suitors = suitors(old->file_count);
  pair_names(new, old, twins, new_suitors, old_suitors);
  pair_tails(new, old, twins, new_suitors, old_suitors);
  free(new_suitors);
  free(old_suitors);
  return twins;
}
