"""appends.py COUNT: a loop of so many list appends.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

numbers = []
for i in range(int(sys.argv[1])):
    numbers.append(i)
print(len(numbers))
