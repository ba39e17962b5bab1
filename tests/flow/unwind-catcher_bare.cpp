// Without lines.
//
// SPDX-License-Identifier: GPL-2.0-or-later

void catcher(void (*f)(int), void (*handle)(int), int n) {
    try {
        f(n);
    } catch (int caught) {
        handle(caught);
    }
}
