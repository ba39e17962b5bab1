#!/usr/bin/python3
"""Prints what a profile says of the lines of turnover.c, as that does:

    turnover.py PROFILE

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import sys
from collections import defaultdict


def rows(table):
    for row in table["rows"]:
        yield dict(zip(table["columns"], row))


def main(path):
    with open(path, encoding="utf-8") as file:
        profile = json.load(file)
    lines = [place["line"] if place["file"] >= 0 and
             profile["files"][place["file"]].endswith("/turnover.c") else 0
             for place in rows(profile["places"])]
    found = defaultdict(lambda: [0, 0, 0])
    for context in rows(profile["contexts"]):
        key = (lines[context["place"]], -1)
        for i, column in enumerate(
                ["temporary_blocks", "temporary_bytes", "lifetime"]):
            found[key][i] += context[column]
    for size in rows(profile["sizes"]):
        key = (lines[size["place"]], size["bits"])
        found[key][0] += size["blocks"]
        found[key][1] += size["bytes"]
    for (line, bits), figures in sorted(found.items()):
        if bits >= 0:
            print(line, bits, *figures[:2])
        elif figures[2]:
            print(line, "lives", *figures)


if __name__ == "__main__":
    main(sys.argv[1])
