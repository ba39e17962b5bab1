#!/usr/bin/python3
"""compare.py FIGURES EXPECTED [PROFILE]: prints every difference; exit status 1 if any.

FIGURES is what "memline annotate --format=csv" prints, or JSON like EXPECTED,
which is what model.py and trace.py print.  With a profile, its totals and
functions are compared as well.  Functions that never ran are passed over, and
so is code that is not of the program's own file.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv
import json
import os
import sys

from ledger import FIGURES, new_line

SOURCES = ("program.c", "program.cpp")  # what check calls the program


def number(text):
    return int(text) if text else None


def read_csv(path):
    """Lines of the program's file, and the row without line information."""
    lines = []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["file"] in ("", None) or os.path.basename(row["file"]) in SOURCES:
                figures = {name: number(row[name]) for name in FIGURES}
                where = {"function": row["function"], "line": number(row["line"])}
                lines.append({**where, **figures})
    return lines


def read_lines(path):
    if path.endswith(".json"):
        with open(path) as file:
            return json.load(file)["lines"]
    return read_csv(path)


def by_place(lines):
    return {(line["function"], line["line"]): line for line in lines}


def compare_lines(found, expected):
    """Yields a sentence for each difference."""
    ran = {line["function"] for line in expected if line["occurrences"]}
    found, expected = by_place(found), by_place(expected)
    nothing = {**new_line(), "mem_usage": 0, "peak": 0}
    for place in sorted(set(found) | set(expected), key=str):
        function, line = place
        if place not in expected and function not in ran:
            if any(found[place][name] not in (0, None) for name in FIGURES):
                yield f"{function or '(no line information)'}: not empty: {found[place]}"
            continue
        text = expected.get(place, nothing).get("text", "")
        where = f"{line}: {function}: {text}"
        if place not in found or place not in expected:
            yield f"{where}: {'missing' if place in expected else 'not expected'}"
            continue
        for name in FIGURES:
            right, value = expected[place][name], found[place][name]
            if value != right:
                yield f"{where}: {name}: expected {right}, found {value}"


def compare_profile(path, expected):
    with open(path) as file:
        profile = json.load(file)
    for name, value in expected["totals"].items():
        if profile["totals"].get(name) != value:
            yield f"totals: {name}: expected {value}, found {profile['totals'].get(name)}"
    table = profile["functions"]
    functions = [dict(zip(table["columns"], row)) for row in table["rows"]]
    for name, figures in expected["functions"].items():
        found = [f for f in functions if f["name"] == name]
        found = found[0] if len(found) == 1 else {}
        for key, value in figures.items():
            if found.get(key) != value:
                yield f"{name}: {key}: expected {value}, found {found.get(key)}"


def main():
    with open(sys.argv[2]) as file:
        expected = json.load(file)
    differences = list(compare_lines(read_lines(sys.argv[1]), expected["lines"]))
    if len(sys.argv) > 3:
        differences += compare_profile(sys.argv[3], expected)
    for difference in differences:
        print(difference)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
