/* Paths of source files.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/source_path.h"

/* As many as the kernel follows. */
#define MAX_LINKS 40

HChar* ML_(source_path_join)(const HChar* dir, const HChar* name)
{
   SizeT size = VG_(strlen)(dir) + VG_(strlen)(name) + 2;
   HChar* path = VG_(malloc)("ml.source_path.join", size);
   if (name[0] == '/' || dir[0] == 0)
      VG_(strcpy)(path, name);
   else
      VG_(sprintf)(path, "%s/%s", dir, name);
   return path;
}

static Bool is_element(const HChar* at, SizeT length, const HChar* what)
{
   return VG_(strlen)(what) == length && VG_(strncmp)(at, what, length) == 0;
}

static SizeT element_length(const HChar* at)
{
   SizeT n = 0;
   while (at[n] && at[n] != '/')
      n++;
   return n;
}

Bool ML_(source_path_is_spelled)(const HChar* path)
{
   for (const HChar* at = path; *at;) {
      SizeT n = element_length(at);
      if ((n == 0 && at != path) || is_element(at, n, ".") ||
          is_element(at, n, ".."))
         return True;
      at += n + (at[n] == '/');
   }
   return False;
}

/* If the folder PATH is a link, returns what it leads to, followed by REST. */
static HChar* read_link(const HChar* path, const HChar* rest)
{
   HChar target[VKI_PATH_MAX];
   SSizeT length = VG_(readlink)(path, target, sizeof target - 1);
   if (length <= 0)
      return NULL;
   target[length] = 0;
   HChar* dir = VG_(strdup)("ml.source_path.dir", path);
   *VG_(strrchr)(dir, '/') = 0;
   HChar* whole =
      ML_(source_path_join)(dir[0] || target[0] == '/' ? dir : "/", target);
   HChar* followed = ML_(source_path_join)(whole, rest);
   VG_(free)(dir);
   VG_(free)(whole);
   return followed;
}

/* Takes the last element off OUT, which has room for one more slash; if there
   is none to take, ".." stays in a relative path. */
static HChar* leave_folder(HChar* out, HChar* to, Bool is_absolute)
{
   HChar* first = out + is_absolute;
   HChar* last = to;
   while (last > first && last[-1] != '/')
      last--;
   if (to > first && !is_element(last, to - last, ".."))
      return last > first ? last - 1 : last;
   if (!is_absolute) {
      if (to > out)
         *to++ = '/';
      *to++ = '.';
      *to++ = '.';
   }
   return to;
}

/* PATH by its text; LINKS more links may be followed before "..". */
static HChar* collapse(const HChar* path, UInt links)
{
   Bool is_absolute = path[0] == '/';
   HChar* out = VG_(malloc)("ml.source_path.collapsed", VG_(strlen)(path) + 2);
   HChar* to = out;
   if (is_absolute)
      *to++ = '/';
   for (const HChar* at = path; *at;) {
      SizeT n = element_length(at);
      if (is_element(at, n, "..")) {
         *to = 0;
         HChar* followed = links > 0 ? read_link(out, at) : NULL;
         if (followed) {
            VG_(free)(out);
            out = collapse(followed, links - 1);
            VG_(free)(followed);
            return out;
         }
         to = leave_folder(out, to, is_absolute);
      } else if (n > 0 && !is_element(at, n, ".")) {
         if (to > out + is_absolute)
            *to++ = '/';
         VG_(memcpy)(to, at, n);
         to += n;
      }
      at += n + (at[n] == '/');
   }
   *to = 0;
   return out;
}

HChar* ML_(source_path_resolve)(const HChar* path)
{
   HChar* resolved = collapse(path, 0);
   struct vg_stat spelled, found;
   if (path[0] != '/' || VG_(strstr)(path, "/..") == NULL ||
       sr_isError(VG_(stat)(path, &spelled)) ||
       (!sr_isError(VG_(stat)(resolved, &found)) && spelled.dev == found.dev &&
        spelled.ino == found.ino))
      return resolved;
   VG_(free)(resolved);
   return collapse(path, MAX_LINKS);
}
