/* What patient.c has inlined, two levels deep.

   SPDX-License-Identifier: GPL-2.0-or-later */

ALWAYS void *take(size_t size)
{
   return malloc(size);
}

ALWAYS void give_back(void *p)
{
   free(p);
}

ALWAYS char *twice(size_t size)
{
   char *first = take(size);
   char *second = take(2 * size);
   give_back(first);
   return second;
}
