/* Valgrind, which the tool runs in.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/valgrind.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both come from configure.  The directory is empty if the tool is installed
   in Valgrind's own. */
#ifndef MEMLINE_LIBDIR
#define MEMLINE_LIBDIR ""
#endif
#ifndef MEMLINE_VALGRIND
#define MEMLINE_VALGRIND "valgrind"
#endif

/* Is there a tool "memline-<platform>" in the directory? */
static bool has_tool(const char *directory) {
  static const char prefix[] = "memline-";
  DIR *listing = opendir(directory);
  if (!listing)
    return false;
  bool found = false;
  for (struct dirent *entry; !found && (entry = readdir(listing));)
    found = strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0;
  closedir(listing);
  return found;
}

/* The build puts the tool into ../lib, as seen from this program. */
static char *build_tree_library(void) {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  if (n <= 0)
    return NULL;
  path[n] = '\0';
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(path, '/');
    if (!slash)
      return NULL;
    *slash = '\0';
  }
  static const char name[] = "/lib";
  if (strlen(path) + sizeof name > sizeof path)
    return NULL;
  strcat(path, name);
  return has_tool(path) ? memory_copy(path) : NULL;
}

char *valgrind_library(void) {
  char *path = build_tree_library();
  if (path)
    return path;
  return *MEMLINE_LIBDIR ? memory_copy(MEMLINE_LIBDIR) : NULL;
}

bool valgrind_exec(char **arguments, struct error *error) {
  char *library = valgrind_library();
  if (library && setenv("VALGRIND_LIB", library, 1) != 0)
    memory_exhausted();
  free(library);
  arguments[0] = (char *)MEMLINE_VALGRIND;
  execvp(MEMLINE_VALGRIND, arguments);
  /* The one that memline was built with may have moved. */
  if (errno == ENOENT) {
    arguments[0] = (char *)"valgrind";
    execvp("valgrind", arguments);
  }
  if (errno == ENOENT)
    return error_set(error,
                     "Valgrind is not installed: neither " MEMLINE_VALGRIND
                     " nor valgrind in PATH is there (install the "
                     "package valgrind)");
  return error_set(error, "%s cannot be run: %s", arguments[0],
                   strerror(errno));
}
