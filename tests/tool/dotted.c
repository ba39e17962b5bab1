/* Names of other languages have dots: main.coldStart is no part of main, nor is
   cache.part.fill one of cache.  What the compiler puts at the end is no name.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *start(int n) __asm__("main.coldStart");
void *fill(int n) __asm__("cache.part.fill");
void *other(int n) __asm__("cache.isra.0x");
void *last(int n) __asm__("cache.constprop.");
void *bare(int n) __asm__(".cold");
void *clone(int n) __asm__("named.constprop.0.isra.12");
void *call(int n);
void *alone(int n) __asm__("alone.cold");
void *cache(int n);

void *start(int n) {
    return malloc(n);                  /* @start */
}

void *fill(int n) {
    return malloc(n);                  /* @fill */
}

void *other(int n) {
    return malloc(n);                  /* @other */
}

void *last(int n) {
    return malloc(n);                  /* @last */
}

void *bare(int n) {
    return malloc(n);                  /* @bare */
}

void *clone(int n) {
    return malloc(n);                  /* @clone */
}

void *cache(int n) {
    return malloc(n);                  /* @cache */
}

int main(void) {
    void *a = start(10);               /* @call_start */
    void *b = fill(20);                /* @call_fill */
    void *c = other(30);
    void *d = last(40);
    void *e = bare(50);                /* @call_bare */
    void *f = clone(60);
    void *g = cache(70);
    void *h = call(80);                /* @call_cold */
    void *i = alone(90);
    return !(a && b && c && d && e && f && g && h && i);
}
