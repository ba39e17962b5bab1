#include <stdlib.h>
#include <string.h>

static char *keep[100];
static void *cache;

static char *copy(const char *text)
{
    char *p = malloc(strlen(text) + 1);
    strcpy(p, text);
    return p;
}

static void fill(int n) {
    cache = calloc(n, 1000);
    for (int i = 0; i < n; i++)
        keep[i] = copy("some text");
}

static void once(void)
{
    char *scratch = malloc(4096);
    free(scratch);
}

int main(void) {
    once();
    fill(12);
    return 0;
}
