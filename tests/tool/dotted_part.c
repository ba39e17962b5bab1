#include <stdlib.h>

void *cold(int n) __asm__("main.cold");
void *alone(int n) __asm__("alone.cold");

void *cold(int n) {
    return malloc(n);                  /* @cold */
}

void *alone(int n) {
    return malloc(n);                  /* @alone */
}

void *call(int n) {
    return cold(n);                    /* @call */
}
