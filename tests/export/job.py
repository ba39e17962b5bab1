#!/usr/bin/python3
"""A job of 256 ranks, made of one profile:

    job.py make PROFILE FOLDER     writes FOLDER/0.json to FOLDER/255.json
    job.py check FOLDER ANSWERS    compares what scripts/scale.js answered

All bytes of a rank are those of the profile times a number of its own, and every
third rank has not run the profile's largest line.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import json
import pathlib
import sys

import figures

RANKS = 256
BYTES = {"mem_usage", "peak", "allocated", "freed", "self_allocated",
         "self_freed", "at_peak_bytes", "at_exit_bytes", "net"}
QUESTIONS = ["at_exit_bytes", "at_peak_bytes", "self_allocated"]


def factor(rank):
    return 1 + rank * 7919 % 97


def times(table, by):
    for row in table["rows"]:
        for i, column in enumerate(table["columns"]):
            if column in BYTES and row[i] is not None:
                row[i] *= by


def without_largest(table):
    column = table["columns"].index("at_peak_bytes")
    largest = max(table["rows"][1:], key=lambda row: row[column])
    for i, name in enumerate(table["columns"]):
        if name not in ("outer", "function", "file", "line"):
            largest[i] = None if name in ("mem_usage", "peak") else 0


def make(path, folder):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    for rank in range(RANKS):
        profile = json.loads(text)
        for name in "functions", "places", "contexts":
            times(profile[name], factor(rank))
        if rank % 3 == 2:
            without_largest(profile["places"])
        pathlib.Path(folder, f"{rank}.json").write_text(json.dumps(profile))


def differ(rank_values):
    """The largest, the first rank that has it, the mean and the imbalance."""
    largest = max(rank_values)
    mean = sum(rank_values) / RANKS
    return [largest, rank_values.index(largest), round(mean),
            round(100 * (largest / mean - 1), 1)]


def expected(folder):
    """What scale.sql asks, worked out from the profiles."""
    profiles = [figures.Profile(pathlib.Path(folder, f"{rank}.json"))
                for rank in range(RANKS)]
    sums = {column: [sum(place[column] for place in profile.places)
                     for profile in profiles]
            for column in (*QUESTIONS, "self_allocs")}
    totals = [RANKS, sum(sums["self_allocated"]), sum(sums["self_allocs"]),
              sum(sums["at_exit_bytes"]), *differ(sums["at_peak_bytes"])]
    peaks = sorted(zip(sums["at_peak_bytes"], range(RANKS)),
                   key=lambda pair: (-pair[0], pair[1]))[:10]
    ranks = [[rank, peak, sums["self_allocated"][rank],
              sums["at_exit_bytes"][rank]] for peak, rank in peaks]
    lines = []
    for figure in QUESTIONS:
        values = collections.defaultdict(lambda: [0] * RANKS)
        for rank, profile in enumerate(profiles):
            for frame, (value,) in profile.by_frame([figure]).items():
                values[frame][rank] = value
        order = sorted(values.items(), key=lambda item: (
            -sum(item[1]), item[0][1] == "???", item[0][1], item[0][2]))
        lines += [[figure, "j", sum(by_rank), *differ(by_rank), *names(frame)]
                  for frame, by_rank in order[:10]]
    return totals, ranks, lines


def names(frame):
    function, file, line = frame
    return [line, file, function] if line else [None, None, None]


def numbers(row):
    """DuckDB's whole numbers come as text."""
    return [int(cell) if isinstance(cell, str) and cell.isdigit() else cell
            for cell in row]


def check(folder, answers):
    with open(answers, encoding="utf-8") as file:
        found = {answer["name"]: [numbers(row) for row in answer["rows"]]
                 for answer in json.load(file)}
    totals, ranks, lines = expected(folder)
    wrong = figures.compare("total", {"j": ["j", *totals]},
                            {row[0]: row for row in found["totals"]})
    wrong += figures.compare(
        "rank", dict(enumerate(["j", *row] for row in ranks)),
        dict(enumerate(found["ranks"])))
    wrong += figures.compare("line", dict(enumerate(lines)),
                             dict(enumerate(found["lines"])))
    return wrong > 0


if __name__ == "__main__":
    sys.exit({"make": make, "check": check}[sys.argv[1]](*sys.argv[2:]))
