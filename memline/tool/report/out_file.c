/* A file that appears whole or not at all.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/out_file.h"

#include "base/kernel.h"
#include "shared/profile.h"

#define MAX_LINKS 40 /* as the kernel has it */
#define MAX_PATH 4096
#define PREFIX "memline-"
#define SUFFIX ".tmp"
#define DIGITS 16
#define NAME_LENGTH (sizeof PREFIX - 1 + DIGITS + sizeof SUFFIX - 1)
#define NO_CONTROLLING_TERMINAL 0400 /* O_NOCTTY */
#define MODE (VKI_S_IRUSR | VKI_S_IWUSR | VKI_S_IRGRP | VKI_S_IROTH)

/* What every profile begins with. */
static const HChar beginning[] = "{\"format\": \"" PROFILE_FORMAT "\"";

/* The length of PATH's directory, with the last slash. */
static SizeT directory_length(const HChar* path)
{
   const HChar* slash = VG_(strrchr)(path, '/');
   return slash ? (SizeT)(slash - path) + 1 : 0;
}

/* The path of NAME beside PATH; the caller frees it. */
static HChar* beside(const HChar* path, const HChar* name)
{
   SizeT length = directory_length(path);
   HChar* result =
      VG_(malloc)("ml.out_file.path", length + VG_(strlen)(name) + 1);
   VG_(memcpy)(result, path, length);
   VG_(strcpy)(result + length, name);
   return result;
}

/* The number of the open file that PATH names, or -1. */
static Int open_number(const HChar* path)
{
   HChar own[64];
   VG_(sprintf)(own, "/proc/%d/fd/", VG_(getpid)());
   const HChar* const folders[] = {"/dev/fd/", "/proc/self/fd/", own};
   for (UInt i = 0; i < sizeof folders / sizeof *folders; i++) {
      SizeT length = VG_(strlen)(folders[i]);
      if (VG_(strncmp)(path, folders[i], length) == 0) {
         HChar* end;
         Long number = VG_(strtoll10)(path + length, &end);
         if (end > path + length && *end == 0 && number >= 0 &&
             number <= 0x7fffffff)
            return number;
      }
   }
   return -1;
}

/* The number of the open file that PATH leads to, by links if need be, or -1.
 *IS_LINK tells whether PATH itself is a link. */
static Int follow(const HChar* path, Bool* is_link)
{
   HChar target[MAX_PATH];
   HChar* at = VG_(strdup)("ml.out_file.path", path);
   Int number = open_number(at);
   *is_link = False;
   for (UInt i = 0; i < MAX_LINKS && number < 0; i++) {
      SSizeT length = VG_(readlink)(at, target, sizeof target - 1);
      if (length <= 0)
         break;
      *is_link = True;
      target[length] = 0;
      HChar* next = target[0] == '/' ? VG_(strdup)("ml.out_file.path", target)
                                     : beside(at, target);
      VG_(free)(at);
      at = next;
      number = open_number(at);
   }
   VG_(free)(at);
   return number;
}

/* Writes that would wait do so in json_out, but opening a pipe that nobody
   reads from would wait here. */
static Int open_as_it_is(OutFile* file, Int number)
{
   Int flags = VKI_O_CREAT | VKI_O_TRUNC | VKI_O_WRONLY | VKI_O_NONBLOCK |
               NO_CONTROLLING_TERMINAL;
   SysRes opened =
      number >= 0 ? VG_(dup)(number) : VG_(open)(file->path, flags, MODE);
   if (sr_isError(opened))
      return sr_Err(opened);
   file->fd = sr_Res(opened);
   return 0;
}

static Bool is_temporary_name(const HChar* name)
{
   if (VG_(strlen)(name) != NAME_LENGTH ||
       VG_(strncmp)(name, PREFIX, sizeof PREFIX - 1) != 0 ||
       VG_(strcmp)(name + NAME_LENGTH - (sizeof SUFFIX - 1), SUFFIX) != 0)
      return False;
   for (UInt i = 0; i < DIGITS; i++)
      if (VG_(strchr)("0123456789abcdef", name[sizeof PREFIX - 1 + i]) == NULL)
         return False;
   return True;
}

/* Whether the file open as FD, under a temporary name, is one of this user's
   that nobody writes any more: it is empty or begins as profiles do, and the
   lock of its writer is gone. */
static Bool is_left_over(Int fd)
{
   struct vg_stat status;
   HChar text[sizeof beginning - 1];
   if (VG_(fstat)(fd, &status) != 0 || !VKI_S_ISREG(status.mode) ||
       status.nlink != 1 || status.uid != (UInt)VG_(geteuid)())
      return False;
   Int n = VG_(read)(fd, text, sizeof text);
   return n >= 0 && VG_(memcmp)(text, beginning, n) == 0 &&
          (n == sizeof text || n == status.size) &&
          ML_(kernel_lock)(fd, False) == 0;
}

static void remove_if_left_over(const HChar* path)
{
   HChar target[1];
   if (VG_(readlink)(path, target, sizeof target) >= 0)
      return;
   SysRes opened = VG_(open)(path, VKI_O_RDONLY | VKI_O_NONBLOCK, 0);
   if (sr_isError(opened))
      return;
   if (is_left_over(sr_Res(opened)))
      VG_(unlink)(path);
   VG_(close)(sr_Res(opened));
}

/* Removes what writers that were killed left beside PATH. */
static void sweep(const HChar* path)
{
   static union {
      struct vki_dirent64 first;
      HChar bytes[32768];
   } buffer;
   HChar* directory = beside(path, ".");
   SysRes opened = VG_(open)(directory, VKI_O_RDONLY, 0);
   VG_(free)(directory);
   if (sr_isError(opened))
      return;
   Int n;
   while ((n = VG_(getdents64)(sr_Res(opened), &buffer.first, sizeof buffer)) >
          0)
      for (Int i = 0; i < n;) {
         const struct vki_dirent64* entry =
            (const struct vki_dirent64*)(buffer.bytes + i);
         if (is_temporary_name(entry->d_name)) {
            HChar* left = beside(path, entry->d_name);
            remove_if_left_over(left);
            VG_(free)(left);
         }
         i += entry->d_reclen;
      }
   VG_(close)(sr_Res(opened));
}

/* Makes the temporary file.  No link is followed there, for O_EXCL does not. */
static Int make_temporary(OutFile* file)
{
   HChar name[NAME_LENGTH + 1];
   struct vg_stat status;
   SysRes opened;
   do {
      VG_(sprintf)(name, PREFIX "%016llx" SUFFIX, ML_(kernel_random)());
      VG_(free)(file->temporary);
      file->temporary = beside(file->path, name);
      opened = VG_(open)(file->temporary,
                         VKI_O_CREAT | VKI_O_EXCL | VKI_O_WRONLY, MODE);
      if (sr_isError(opened) && sr_Err(opened) != VKI_EEXIST) {
         VG_(free)(file->temporary);
         file->temporary = NULL;
         return sr_Err(opened);
      }
      if (sr_isError(opened))
         continue;
      file->fd = sr_Res(opened);
      ML_(kernel_lock)(file->fd, True);
      /* Before it was locked, somebody may have taken it for a left-over. */
      if (VG_(fstat)(file->fd, &status) == 0 && status.nlink > 0)
         return 0;
      VG_(close)(file->fd);
   } while (True);
}

Int ML_(out_file_open)(OutFile* file, const HChar* path)
{
   struct vg_stat status;
   Bool is_link;
   *file = (OutFile){path, -1, NULL};
   Int number = follow(path, &is_link);
   SysRes found = VG_(stat)(path, &status);
   if (number < 0 && !sr_isError(found) && VKI_S_ISDIR(status.mode))
      return VKI_EISDIR;
   if (number >= 0 || is_link ||
       (!sr_isError(found) && !VKI_S_ISREG(status.mode)))
      return open_as_it_is(file, number);
   sweep(path);
   return make_temporary(file);
}

Int ML_(out_file_close)(OutFile* file, Int error)
{
   if (file->temporary == NULL) {
      VG_(close)(file->fd);
      return error;
   }
   if (error == 0)
      error = ML_(kernel_rename)(file->temporary, file->path);
   if (error != 0)
      VG_(unlink)(file->temporary);
   VG_(close)(file->fd);
   VG_(free)(file->temporary);
   return error;
}
