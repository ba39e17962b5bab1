#!/usr/bin/python3
"""Compares the graph that dot reads from an export with the profile: what each
function did itself, and with all that it called.

    dot.py PROFILE EXPORT [COLUMN]

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import json
import re
import subprocess
import sys

import figures

TOOLTIP = re.compile(r"self (\d+), all (\d+), (.*?)\\n(.*)")


def main():
    profile = figures.Profile(sys.argv[1])
    column = sys.argv[3] if len(sys.argv) > 3 else "at_peak_bytes"
    result = subprocess.run(["dot", "-Tjson", sys.argv[2]], check=True,
                            capture_output=True, text=True)
    assert not result.stderr, result.stderr
    graph = json.loads(result.stdout)
    expected = collections.defaultdict(lambda: [0, 0])
    def function(place):
        return profile.function(place), profile.own_file(place)

    for path, (value,) in profile.by_path((column,), function).items():
        expected[path[-1]][0] += value
        for step in set(path):
            expected[step][1] += value
    found, numbers = collections.defaultdict(lambda: [0, 0]), []
    for node in graph["objects"]:
        own, everything, file, name = TOOLTIP.fullmatch(node["tooltip"]).groups()
        label = node["label"].split("\\nself ")[0]
        assert label == name or (label.endswith("...") and len(label) <= 48
                                 and name.startswith(label[:-3])), label
        name = name, file
        numbers.append(name)
        figures.add(found[name], [int(own), int(everything)])
    wrong = figures.compare("function", figures.without_zeros(expected), found)
    out = collections.Counter()
    for edge in graph.get("edges", []):
        out[numbers[edge["tail"]]] += int(edge["tooltip"])
    for name, (own, everything) in found.items():
        if own + out[name] != everything:
            print(f"{name}: {own} and calls of {out[name]}, all {everything}")
            wrong += 1
    sys.exit(wrong > 0)


main()
