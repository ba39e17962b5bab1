/* Random allocations, frees and resizes of all kinds, and a model of what became
   of the blocks, which it writes to the file NAME, and a forked child's to
   NAME.child:

     turnover NAME

   Each line of the output is "LINE KEY FIGURES": of the source line that
   allocated, the temporary blocks, their bytes and the lifetime of all blocks
   (KEY lives); or the blocks and bytes of one class of sizes (its bits).

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <malloc.h>
#include <memline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define STEPS 4000
#define BLOCKS 60
#define LINES 400
#define NONE (-1)

enum kind { HEAP, LOOSE, POOL, OTHER_POOL, KINDS };

/* What chunks are made of; each kind has the same. */
static char space[BLOCKS][64], name[KINDS];

static struct block {
    enum kind kind;
    void *at; /* NULL: free */
    size_t size;
    int line;
    long birth, serial;
} blocks[BLOCKS];

static long now, serial, last = NONE;
static struct line {
    long temporary, temporary_bytes, lifetime, counts[64], bytes[64];
} lines[LINES];

static unsigned random_below(unsigned n) {
    static unsigned long long state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

static void model_born(struct block *b, int line, size_t size) {
    int bits = 0;
    while (size >> bits)
        bits++;
    b->line = line;
    b->size = size;
    b->birth = now;
    b->serial = last = ++serial;
    lines[line].counts[bits]++;
    lines[line].bytes[bits] += size;
}

static void model_gone(const struct block *b) {
    struct line *l = &lines[b->line];
    l->lifetime += now - b->birth;
    if (b->serial == last) {
        l->temporary++;
        l->temporary_bytes += b->size;
    }
}

static void make(struct block *b) {
    size_t n = random_below(1 << random_below(14));
    size_t huge = n << random_below(sizeof n == 8 ? 30 : 8);
    int line = 0;
    b->kind = random_below(2) ? HEAP : 1 + random_below(KINDS - 1);
    b->at = space[b - blocks];
    now++;
    switch (b->kind == HEAP ? 10 + random_below(4) : b->kind) {
    case 10: b->at = malloc(n); line = __LINE__; break;
    case 11: b->at = calloc(n, 1); line = __LINE__; break;
    case 12: b->at = realloc(NULL, n); line = __LINE__; break;
    case 13: b->at = memalign(256, n); line = __LINE__; break;
    case LOOSE: VALGRIND_MALLOCLIKE_BLOCK(b->at, n = huge, 0, 0); line = __LINE__; break;
    case POOL: VALGRIND_MEMPOOL_ALLOC(&name[POOL], b->at, n); line = __LINE__; break;
    case OTHER_POOL: VALGRIND_MEMPOOL_ALLOC(&name[OTHER_POOL], b->at, n); line = __LINE__; break;
    }
    model_born(b, line, n);
}

/* A size of 0 would free, and no change is none. */
static void change(struct block *b) {
    size_t n = 1 + random_below(5000);
    int line = 0;
    n += n == b->size || b->size == 0;
    now++;
    model_gone(b);
    switch (b->kind) {
    case HEAP: b->at = realloc(b->at, n); line = __LINE__; break;
    case LOOSE: VALGRIND_RESIZEINPLACE_BLOCK(b->at, b->size, n, 0); line = __LINE__; break;
    default: VALGRIND_MEMPOOL_CHANGE(&name[b->kind], b->at, b->at, n); line = __LINE__; break;
    }
    model_born(b, line, n);
}

static void release(struct block *b) {
    now++;
    model_gone(b);
    switch (b->kind) {
    case HEAP: free(b->at); break;
    case LOOSE: VALGRIND_FREELIKE_BLOCK(b->at, 0); break;
    default: VALGRIND_MEMPOOL_FREE(&name[b->kind], b->at); break;
    }
    b->at = NULL;
}

static void run(void) {
    struct block *b = blocks;
    for (int i = 0; i < STEPS; i++) {
        if (random_below(3)) /* often the same one again */
            b = &blocks[random_below(BLOCKS)];
        if (!b->at)
            make(b);
        else if (random_below(4))
            release(b);
        else
            change(b);
    }
}

static void forget(void) {
    now = 0;
    last = NONE;
    memset(lines, 0, sizeof lines);
    for (int i = 0; i < BLOCKS; i++)
        blocks[i].birth = 0;
}

static int print(const char *path) {
    static char buffer[BUFSIZ];
    last = NONE; /* what is live is not temporary */
    for (int i = 0; i < BLOCKS; i++)
        if (blocks[i].at)
            model_gone(&blocks[i]);
    if (!freopen(path, "w", stdout))
        return 1;
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    for (int i = 0; i < LINES; i++) {
        const struct line *l = &lines[i];
        if (l->lifetime)
            printf("%d lives %ld %ld %ld\n", i, l->temporary,
                   l->temporary_bytes, l->lifetime);
        for (int bits = 0; bits < 64; bits++)
            if (l->counts[bits])
                printf("%d %d %ld %ld\n", i, bits, l->counts[bits],
                       l->bytes[bits]);
    }
    return fflush(stdout) != 0;
}

int main(int count, char **arguments) {
    static char path[200];
    int status = 1;
    if (count < 2)
        return 1;
    VALGRIND_CREATE_MEMPOOL(&name[POOL], 0, 0);
    VALGRIND_CREATE_MEMPOOL(&name[OTHER_POOL], 0, 0);
    snprintf(path, sizeof path, "%s", arguments[1]);
    run();
    if (blocks->at)
        release(blocks);
    make(blocks); /* temporary, but not in the child */
    pid_t child = fork();
    if (child == 0) {
        forget();
        strcat(path, ".child");
    }
    release(blocks);
    run();
    if (print(path) || (child && waitpid(child, &status, 0) != child))
        return 1;
    return child ? status : 0;
}
