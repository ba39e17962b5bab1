/* The profile file: docs/format.md.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_PROFILE_OUT_H
#define MEMLINE_TOOL_PROFILE_OUT_H

#include "base/vg.h"

/* Works out the profile's name when the run begins, so that an option that
   cannot be used ends it there, with the core's message. */
void ML_(profile_out_init)(void);

/* Returns the name that the options give the profile; the caller frees it.
   Each call counts for %n.  If it is the name of a profile that this process
   wrote before it executed this program, it is FILE.2, or the next number that
   is free. */
HChar* ML_(profile_out_path)(void);

/* The program that this process may now execute, if memline follows it there,
   is to keep the profile that was last written. */
void ML_(profile_out_pass_on)(void);

/* Writes the profile to PATH, as out_file does it; END says how the run ended.
   Returns False after it told the user why it could not. */
Bool ML_(profile_out_write)(const HChar* path, const HChar* end);

#endif
