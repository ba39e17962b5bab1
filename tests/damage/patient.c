/* The program whose debug information is damaged: calls, inlined calls,
   recursion and code from two files, and few libraries.  It allocates 11
   blocks of 320 bytes in all, frees 9 of 220, and ends with status 7.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <unistd.h>

#define ALWAYS static inline __attribute__((always_inline))
#define NEVER __attribute__((noinline))

#include "patient_inline.h"

struct chain {
   struct chain *next;
   char text[10];
};

static char *kept[2];

NEVER static struct chain *link_chain(int length)
{
   if (length == 0)
      return NULL;
   struct chain *head = take(24);
   head->next = link_chain(length - 1);
   head->text[0] = (char)('a' + length);
   return head;
}

NEVER static void free_chain(struct chain *head)
{
   while (head) {
      struct chain *next = head->next;
      free(head);
      head = next;
   }
}

NEVER static void resize(void)
{
   char *p = malloc(20);
   p = realloc(p, 30);
   give_back(p);
}

int main(void)
{
   struct chain *chain = link_chain(5);
   for (int i = 0; i < 2; i++)
      kept[i] = twice(25);
   resize();
   free_chain(chain);
   static const char said[] = "done\n";
   return write(1, said, sizeof said - 1) == 5 ? 7 : 1;
}
