/* Debug information that is found by a build-id: that of libc, as Debian
   packages it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <string.h>

int main(void) {
    for (int i = 0; i < 3; i++)
        free(strdup("twelve bytes"));    /* @copy */
    return 0;
}
