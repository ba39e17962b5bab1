/* The profile file.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/profile_out.h"

#include "base/kernel.h"
#include "base/options.h"
#include "report/out_file.h"
#include "report/profile_parts.h"

static struct {
   Json json;
   HChar* first_path; /* worked out when the run began; NULL once it is used */
   Int first_pid;
   HChar* given;   /* the name last given, as the options have it */
   HChar* instead; /* the name with a number that stands for out_written */
} state;

static void tell_failure(const HChar* path, Int error)
{
   const HChar* text = error == VKI_ENOENT  ? "no such directory"
                       : error == VKI_ENXIO ? "nobody reads from it"
                                            : ML_(kernel_error_text)(error);
   if (text)
      VG_(umsg)("Cannot write the profile %s: %s.\n", path, text);
   else
      VG_(umsg)("Cannot write the profile %s: error %d.\n", path, error);
}

static HChar* expand_path(void)
{
   return VG_(expand_file_name)("--memline-out-file", ML_(options)()->out_file);
}

void ML_(profile_out_init)(void)
{
   state.first_path = expand_path();
   state.first_pid = VG_(getpid)();
}

/* PATH with the first number from 2 on that makes it the name of nothing. */
static HChar* number_path(const HChar* path)
{
   struct vg_stat status;
   HChar* numbered = VG_(malloc)("ml.profile_out.path", VG_(strlen)(path) + 32);
   UInt n = 1;
   do {
      VG_(sprintf)(numbered, "%s.%u", path, ++n);
   } while (!sr_isError(VG_(stat)(numbered, &status)));
   return numbered;
}

/* Whether at PATH is a profile that this process wrote as another program. */
static Bool is_written(const HChar* path)
{
   struct vg_stat status;
   const HChar* written = ML_(options)()->out_written;
   return written && VG_(strcmp)(path, written) == 0 &&
          !sr_isError(VG_(stat)(path, &status)) && VKI_S_ISREG(status.mode);
}

HChar* ML_(profile_out_path)(void)
{
   HChar* path = state.first_path;
   if (path == NULL || state.first_pid != VG_(getpid)())
      path = expand_path();
   else
      state.first_path = NULL;
   VG_(free)(state.given);
   state.given = path;
   if (!is_written(path))
      return VG_(strdup)("ml.profile_out.path", path);
   if (state.instead == NULL)
      state.instead = number_path(path);
   return VG_(strdup)("ml.profile_out.path", state.instead);
}

#define WRITTEN "--memline-out-written="

void ML_(profile_out_pass_on)(void)
{
   HChar* option = VG_(malloc)("ml.profile_out.pass_on",
                               sizeof WRITTEN + VG_(strlen)(state.given));
   VG_(sprintf)(option, WRITTEN "%s", state.given);
   XArray* args = VG_(args_for_valgrind);
   for (Word i = VG_(sizeXA)(args); i-- > 0;)
      if (VG_(strncmp)(*(HChar**)VG_(indexXA)(args, i), WRITTEN,
                       sizeof WRITTEN - 1) == 0)
         VG_(removeIndexXA)(args, i);
   VG_(addToXA)(args, &option);
}

Bool ML_(profile_out_write)(const HChar* path, const HChar* end)
{
   OutFile file;
   Int error = ML_(out_file_open)(&file, path);
   if (error == 0) {
      state.json.fd = file.fd;
      state.json.used = 0;
      state.json.error = 0;
      ML_(profile_parts_write)(&state.json, end);
      error = ML_(out_file_close)(&file, state.json.error);
   }
   if (error != 0)
      tell_failure(path, error);
   return error == 0;
}
