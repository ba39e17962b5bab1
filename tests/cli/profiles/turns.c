/* Source of turns.profile.json: blocks that come and go.

   SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

static char *text, *names[10];
static size_t length;

static char *join(const char *a, const char *b) {
    char *joined = malloc(strlen(a) + strlen(b) + 1);
    return strcat(strcpy(joined, a), b);
}

/* Makes a string only to look at it. */
static int is_long(const char *name) {
    char *path = join("/usr/share/", name);
    int is = strlen(path) > 16;
    free(path);
    return is;
}

/* Grows by one, and what it had is gone. */
static void append(char c) {
    text = realloc(text, length + 1);
    text[length++] = c;
}

int main(void) {
    static const char *const words[] = {"a", "letter", "of", "thirteen", "words"};
    for (int i = 0; i < 10; i++) {
        const char *word = words[i % 5];
        void *record = malloc(1 << (2 * i));
        if (is_long(word))
            names[i] = join(word, "!");
        free(record);
    }
    for (int i = 0; i < 20; i++)
        append('x');
    return 0;
}
