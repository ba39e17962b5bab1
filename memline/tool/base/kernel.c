/* What the tool asks of the kernel.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/kernel.h"

/* As the kernel has them on all architectures that memline knows. */
#define WAIT_ALL 0x40000000 /* __WALL: also without a signal at the end */
#define FROM_HERE (-100)    /* AT_FDCWD */
#define LOCK_ALONE 2        /* LOCK_EX */
#define LOCK_AT_ONCE 4      /* LOCK_NB */
#define CAN_WRITE 4         /* POLLOUT */
#define ADDRESS_SPACE 9     /* RLIMIT_AS */
#define DO_NOT_WAIT 1       /* GRND_NONBLOCK */
#define NAME_TOO_LONG 36
#define NOT_SUPPORTED 95
#define STALE_HANDLE 116
#define QUOTA_USED_UP 122

static SysRes call(UWord number, UWord a, UWord b, UWord c, UWord d)
{
   return VG_(do_syscall)(number, a, b, c, d, 0, 0, 0, 0);
}

Int ML_(kernel_in_copy)(void (*work)(void* arg), void* arg)
{
   SysRes copy = call(__NR_clone, 0, 0, 0, 0);
   if (sr_isError(copy))
      return -1;
   if (sr_Res(copy) == 0) {
      work(arg);
      VG_(exit)(0);
   }
   Int status = 0;
   VG_(waitpid)(sr_Res(copy), &status, WAIT_ALL);
   return status & 0x7f;
}

/* The core is not told: nothing that it maps from here on has to lie there. */
void ML_(kernel_give_back)(void)
{
   enum { MOST = 30000 }; /* the core has no more */
   static Addr starts[MOST];
   struct vki_rlimit limit;
   if (VG_(getrlimit)(ADDRESS_SPACE, &limit) != 0 ||
       limit.rlim_cur >= ~(UWord)0 >> 1)
      return;
   limit.rlim_cur = limit.rlim_max;
   VG_(setrlimit)(ADDRESS_SPACE, &limit);
   Int n = VG_(am_get_segment_starts)(SkAnonC, starts, MOST);
   for (Int i = 0; i < n; i++) {
      const NSegment* segment = VG_(am_find_nsegment)(starts[i]);
      call(__NR_munmap, segment->start, segment->end - segment->start + 1, 0,
           0);
   }
}

static Int error_of(SysRes result)
{
   return sr_isError(result) ? (Int)sr_Err(result) : 0;
}

Int ML_(kernel_rename)(const HChar* from, const HChar* to)
{
   return error_of(
      call(__NR_renameat, FROM_HERE, (UWord)from, FROM_HERE, (UWord)to));
}

Int ML_(kernel_lock)(Int fd, Bool wait)
{
   UWord how = wait ? LOCK_ALONE : LOCK_ALONE | LOCK_AT_ONCE;
   return error_of(call(__NR_flock, fd, how, 0, 0));
}

Int ML_(kernel_await_writable)(Int fd)
{
   struct vki_pollfd file = {fd, CAN_WRITE, 0};
   return error_of(VG_(poll)(&file, 1, -1));
}

ULong ML_(kernel_random)(void)
{
   ULong number = 0;
   SysRes got =
      call(__NR_getrandom, (UWord)&number, sizeof number, DO_NOT_WAIT, 0);
   /* A kernel that has none to give: what differs from process to process. */
   if (sr_isError(got) || sr_Res(got) != sizeof number)
      number = ((ULong)VG_(getpid)() << 32) ^
               ((ULong)VG_(read_millisecond_timer)() << 16) ^ (Addr)&number;
   return number;
}

const HChar* ML_(kernel_error_text)(Int error)
{
   static const struct {
      Int number;
      const HChar* text;
   } known[] = {
      {VKI_EPERM, "it is not permitted"},
      {VKI_ENOENT, "no such file or directory"},
      {VKI_EINTR, "a signal interrupted it"},
      {VKI_EIO, "input/output error"},
      {VKI_ENXIO, "no such device or address"},
      {VKI_EBADF, "it is not open for writing"},
      {VKI_EAGAIN, "it is not available now"},
      {VKI_ENOMEM, "out of memory"},
      {VKI_EACCES, "permission denied"},
      {VKI_EBUSY, "it is in use"},
      {VKI_EEXIST, "it exists"},
      {VKI_EXDEV, "it is on another file system"},
      {VKI_ENODEV, "no such device"},
      {VKI_ENOTDIR, "its directory is a file"},
      {VKI_EISDIR, "it is a directory"},
      {VKI_EINVAL, "it cannot be written to"},
      {VKI_ENFILE, "too many open files in the system"},
      {VKI_EMFILE, "too many open files"},
      {VKI_ETXTBSY, "it is a program that runs"},
      {VKI_EFBIG, "the file would be too large"},
      {VKI_ENOSPC, "no space left on the device"},
      {VKI_ESPIPE, "it is a pipe"},
      {VKI_EROFS, "the file system is read-only"},
      {VKI_EMLINK, "too many links"},
      {VKI_EPIPE, "nobody reads from it any more"},
      {VKI_ENOSYS, "the system cannot do this"},
      {VKI_ELOOP, "too many symbolic links"},
      {VKI_EOVERFLOW, "a value is too large"},
      {NAME_TOO_LONG, "the name is too long"},
      {NOT_SUPPORTED, "it does not support this"},
      {STALE_HANDLE, "the file is gone from its server"},
      {QUOTA_USED_UP, "the disk quota is used up"},
   };
   for (UInt i = 0; i < sizeof known / sizeof *known; i++)
      if (known[i].number == error)
         return known[i].text;
   return NULL;
}
