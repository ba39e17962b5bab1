#!/usr/bin/python3
"""Compares a file for speedscope with a profile's totals and call paths.

    speedscope.py PROFILE EXPORT

Whether the file is valid is schema.js' business.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import sys

import figures

VIEWS = {"At peak (bytes)": "at_peak_bytes",
         "Allocated (bytes)": "allocated",
         "Freed (bytes)": "freed",
         "At exit (bytes)": "at_exit_bytes",
         "At peak (blocks)": "at_peak_blocks",
         "Allocated (blocks)": "allocs",
         "Freed (blocks)": "frees",
         "At exit (blocks)": "at_exit_blocks"}


def main():
    profile = figures.Profile(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        export = json.load(file)
    frames = [(frame["name"], frame.get("file", "???"), frame.get("line", 0))
              for frame in export["shared"]["frames"]]
    totals, found, wrong = {}, {}, 0
    for view in export["profiles"]:
        column = VIEWS[view["name"]]
        assert len(view["samples"]) == len(view["weights"])
        totals[column] = view["endValue"]
        found = {tuple(frames[i] for i in stack): [weight]
                 for stack, weight in zip(view["samples"], view["weights"])}
        wrong += figures.compare(f"{column} path", profile.by_path((column,)),
                                 found)
    expected = dict(zip(figures.AMOUNTS, profile.totals))
    wrong += figures.compare("total", {column: total for column, total
                                       in expected.items() if total}, totals)
    sys.exit(wrong > 0)


main()
