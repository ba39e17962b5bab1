#!/usr/bin/python3
"""Compares the tree that DHAT's viewer makes of an export with the profile's
totals and call paths:

    dhat.py PROFILE EXPORT

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import pathlib
import posixpath
import subprocess
import sys

import figures

COLUMNS = ("allocated allocs at_exit_bytes at_exit_blocks at_peak_bytes "
           "at_peak_blocks").split()
# What became of blocks, by path; not all profiles have it.
LIVES = "lifetime max_bytes max_blocks".split()


def viewer():
    for folder in "/usr/libexec/valgrind", "/usr/lib/valgrind":
        path = pathlib.Path(folder, "dh_view.js")
        if path.exists():
            return path
    raise SystemExit("dhat.py: Valgrind's dh_view.js is nowhere")


def label(frame):
    function, file, line = frame
    return f"{function} ({posixpath.basename(file)}:{line})" if line else function


def by_label(paths):
    """Files of the same name are not told apart."""
    sums = {}
    for path, values in paths:
        figures.add(sums.setdefault(tuple(path), [0] * len(values)), values)
    return sums


def main():
    profile = figures.Profile(sys.argv[1])
    result = subprocess.run(
        ["node", pathlib.Path(__file__).with_suffix(".js"), viewer(),
         sys.argv[2]], check=True, capture_output=True, text=True)
    tree = json.loads(result.stdout)
    totals = profile.json["totals"]
    expected = [totals[column] for column in COLUMNS]
    wrong = figures.compare("total", {"all": expected}, {"all": tree["root"]})
    wrong += figures.compare(
        "time", {"all": [totals["peak_event"], totals["events"]]},
        {"all": tree["times"]})
    columns = COLUMNS
    if "lifetime" in profile.json["contexts"]["columns"]:
        columns = COLUMNS + LIVES
    paths = [(map(label, reversed(path)), values)
             for path, values in profile.by_path(columns).items()
             if any(values[:len(COLUMNS)])]
    leaves = [(path, values[:len(columns)]) for path, values in tree["leaves"]]
    wrong += figures.compare("path", by_label(paths), by_label(leaves))
    sys.exit(wrong > 0)


main()
