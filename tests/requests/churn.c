/* Random requests, and a model of what must be live: prints a line whenever
   memline's figure is another.

     churn loose    loose chunks in a block of malloc's
     churn pools    all requests about pools

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <memline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEPS 3000
#define POOLS 4
#define SLOTS 32
#define SLOT 64 /* bytes */

/* A chunk begins where its slot does; 0: there is none, else its size + 1. */
struct pool {
    int names; /* which of names[] it is known by */
    unsigned chunks[SLOTS];
};

static char space[POOLS * SLOTS * SLOT], names[2 * POOLS];
static struct pool pools[POOLS];

static unsigned random_below(unsigned n) {
    static unsigned long long state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

static unsigned long model_bytes(void) {
    unsigned long sum = 0;
    for (int p = 0; p < POOLS; p++)
        for (int s = 0; s < SLOTS; s++)
            if (pools[p].chunks[s])
                sum += pools[p].chunks[s] - 1;
    return sum;
}

/* All pools use the same space, so that chunks share addresses. */
static char *at(int slot) { return space + slot * SLOT; }

static void *name(const struct pool *p) { return &names[p->names]; }

static void step_loose(struct pool *p) {
    int slot = random_below(SLOTS);
    unsigned *chunk = &p->chunks[slot], size = random_below(SLOT);
    char *where = at((p - pools) * SLOTS + slot);
    if (*chunk == 0) {
        VALGRIND_MALLOCLIKE_BLOCK(where, size, 0, 0);
        *chunk = size + 1;
    } else {
        VALGRIND_FREELIKE_BLOCK(where, 0);
        *chunk = 0;
    }
}

static void change(struct pool *p, int slot) {
    int to = random_below(SLOTS);
    unsigned size = random_below(SLOT);
    if (to != slot && p->chunks[to])
        return;
    VALGRIND_MEMPOOL_CHANGE(name(p), at(slot), at(to), size);
    p->chunks[slot] = 0;
    p->chunks[to] = size + 1;
}

static void trim(struct pool *p) {
    int from = random_below(SLOTS), to = from + random_below(SLOTS - from) + 1;
    unsigned last = random_below(SLOT) + 1; /* bytes of the last slot */
    VALGRIND_MEMPOOL_TRIM(name(p), at(from), at(to - 1) + last - at(from));
    for (int s = 0; s < SLOTS; s++)
        if (s < from || s >= to)
            p->chunks[s] = 0;
    if (p->chunks[to - 1] > last + 1)
        p->chunks[to - 1] = last + 1;
}

static void move(struct pool *p) {
    int to = p->names < POOLS ? p->names + POOLS : p->names - POOLS;
    VALGRIND_MOVE_MEMPOOL(name(p), &names[to]);
    p->names = to;
}

static void destroy(struct pool *p) {
    VALGRIND_DESTROY_MEMPOOL(name(p));
    memset(p->chunks, 0, sizeof p->chunks);
}

static void step_pools(struct pool *p) {
    int slot = random_below(SLOTS), action = random_below(60);
    unsigned size = random_below(SLOT);
    if (action == 0) {
        destroy(p);
        VALGRIND_CREATE_MEMPOOL(name(p), 0, 0);
    } else if (action == 1) {
        move(p);
    } else if (action == 2) {
        trim(p);
    } else if (p->chunks[slot] == 0) {
        VALGRIND_MEMPOOL_ALLOC(name(p), at(slot), size);
        p->chunks[slot] = size + 1;
    } else if (action < 20) {
        change(p, slot);
    } else {
        VALGRIND_MEMPOOL_FREE(name(p), at(slot));
        p->chunks[slot] = 0;
    }
}

int main(int argc, char **argv) {
    int loose = argc == 2 && strcmp(argv[1], "loose") == 0;
    static char buffer[BUFSIZ];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    unsigned long before = MEMLINE_LIVE_BYTES, is_memline = MEMLINE_LIVE_BLOCKS;
    free(malloc(100));
    char *kept = malloc(10);
    is_memline = MEMLINE_LIVE_BLOCKS > is_memline;
    for (int p = 0; p < POOLS; p++) {
        pools[p].names = p;
        if (!loose)
            VALGRIND_CREATE_MEMPOOL(name(&pools[p]), 0, 0);
    }
    for (int i = 0; i < STEPS; i++) {
        struct pool *p = &pools[random_below(POOLS)];
        if (loose)
            step_loose(p);
        else
            step_pools(p);
        unsigned long live = MEMLINE_LIVE_BYTES - before - 10;
        if (is_memline && live != model_bytes())
            printf("step %d: %lu live bytes, expected %lu\n", i, live,
                   model_bytes());
    }
    for (int p = 0; p < POOLS && !loose; p++)
        VALGRIND_DESTROY_MEMPOOL(name(&pools[p]));
    return kept == NULL;
}
