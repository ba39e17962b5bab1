#include <stdlib.h>

__attribute__((cold, noinline)) void rare(void *p);

static inline void seldom(void *p) {
    rare(p);                                       /* @seldom */
}
