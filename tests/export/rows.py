#!/usr/bin/python3
"""Compares rows of CSV and NDJSON with the profile's lines and call paths:

    rows.py PROFILE CSV NDJSON CSV-BY-PATH NDJSON-BY-PATH

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import csv
import json
import posixpath
import sys

import figures

MAXIMA = {"mem_usage", "peak"}


def csv_rows(path):
    """As NDJSON has them: numbers are numbers, and what is empty is null."""
    texts = {"run", "rank", "path", "file", "function", "inlined_at"}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or None) if key in texts
                   else int(value) if value else None
                   for key, value in row.items()}


def json_rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def columns(row):
    keys = list(row)
    return keys[keys.index("line") + 1:]


def name(frame):
    function, file, line = frame
    return f"{function} ({posixpath.basename(file)}:{line})" if line else function


def lines(profile, keys):
    """Every line that has code, and its figures."""
    found = {}
    for place in profile.places:
        figure = found.setdefault(profile.frame(place), dict.fromkeys(keys))
        for key in keys:
            value = place[key]
            if figure[key] is None:
                figure[key] = value
            elif value is not None:
                figure[key] = (max(figure[key], value) if key in MAXIMA
                               else figure[key] + value)
    return found


def frame(row):
    return (row["function"] or ("???" if row["file"] else
                                "(no line information)"),
            row["file"] or "???", row["line"] or 0)


def main():
    profile = figures.Profile(sys.argv[1])
    by_line, by_path = list(csv_rows(sys.argv[2])), list(csv_rows(sys.argv[4]))
    assert by_line == list(json_rows(sys.argv[3])), "CSV and NDJSON differ"
    assert by_path == list(json_rows(sys.argv[5])), "CSV and NDJSON differ"
    keys = [key for key in columns(by_line[0]) if key != "inlined_at"]
    wrong = figures.compare(
        "line", lines(profile, keys),
        {frame(row): {key: row[key] for key in keys} for row in by_line})
    keys = columns(by_path[0])
    expected = collections.defaultdict(lambda: [0] * len(keys))
    for path, values in profile.by_path(tuple(keys)).items():
        figures.add(expected[";".join(map(name, path))], values)
    found = collections.defaultdict(lambda: [0] * len(keys))
    for row in by_path:
        figures.add(found[row["path"]], [row[key] for key in keys])
    wrong += figures.compare("path", expected, found)
    sys.exit(wrong > 0)


main()
