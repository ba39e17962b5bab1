/* The hash by which a profile remembers what a source file held: 64-bit
   FNV-1a, the same in the tool that writes it and the command that compares.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_HASH_H
#define MEMLINE_SHARED_HASH_H

#define HASH_START 0xcbf29ce484222325ULL

/* The hash of what HASH is the hash of, followed by LENGTH more BYTES. */
static inline unsigned long long
hash_more(unsigned long long hash, const char *bytes, unsigned long length) {
  for (unsigned long i = 0; i < length; i++)
    hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3ULL;
  return hash;
}

#endif
