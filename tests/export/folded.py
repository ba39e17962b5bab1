#!/usr/bin/python3
"""Compares folded stacks with a profile's call paths:

    folded.py PROFILE EXPORT [COLUMN]

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import posixpath
import re
import sys

import figures


def label(frame):
    function, file, line = frame
    text = f"{function} ({posixpath.basename(file)}:{line})" if line else function
    return text.replace(";", ":")


def main():
    profile = figures.Profile(sys.argv[1])
    column = sys.argv[3] if len(sys.argv) > 3 else "at_peak_bytes"
    expected = collections.Counter()
    for path, (value,) in profile.by_path((column,)).items():
        expected[tuple(map(label, path))] += value
    found = collections.Counter()
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            # As flamegraph.pl takes it apart.
            stack, value = re.fullmatch(r"(.*)\s+?(\d+(?:\.\d*)?)\n",
                                        line).groups()
            found[tuple(stack.split(";"))] += int(value)
    wrong = figures.compare("path", expected, found)
    wrong += figures.compare("total", {"all": profile.json["totals"].get(
        column, sum(expected.values()))}, {"all": sum(found.values())})
    sys.exit(wrong > 0)


main()
