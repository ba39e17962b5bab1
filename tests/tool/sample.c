/* The program of options.t and process.t: prints a line on each stream and
   returns 3, or does what its argument says.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void *part(int n);

static void *keep(int n) {
    return malloc(n);
}

static void pass(int n) {
    for (int i = 0; i < n; i++)
        free(keep(100000));
}

/* The child frees what it inherited, keeps 30 bytes, and returns 4. */
static int with_child(void *inherited) {
    int status;
    if (fork() == 0) {
        free(inherited);
        keep(30);
        _exit(4);
    }
    wait(&status);
    return WEXITSTATUS(status);
}

int main(int argc, char **argv) {
    const char *how = argc > 1 ? argv[1] : "";
    void *p = keep(1000);
    if (strcmp(how, "fork") == 0)
        return with_child(p);
    if (strcmp(how, "exec") == 0 || strcmp(how, "exec-fails") == 0)
        execl(argv[2], argv[2], (char *)NULL);
    write(STDOUT_FILENO, "to the output\n", 14);
    write(STDERR_FILENO, "to the errors\n", 14);
    pass(20);
    part(7);
    free(p);
    return 3;
}
