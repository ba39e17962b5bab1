#!/usr/bin/python3
"""Writes a profile of any size in which all figures fit together:

    synthetic.py LINES CONTEXTS [SEED [deep]]

Another seed is another run of the same program: the same lines, and other
figures.  A tenth of the lines is inlined into an earlier one, and a tenth of
the contexts differs from seed to seed.  Paths are some 40 calls deep at most,
or deep: one path of all contexts.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import random
import sys

LINES_OF_FUNCTION = 20
FUNCTIONS_OF_FILE = 50


def make_contexts(count, places, rng, deep):
    """Rows of parent, place, eight amounts, and five figures about the lives of
    blocks: what a path frees is what it allocated, less what is live at the
    end, and all its blocks have one size."""
    shape = random.Random(0)
    rows = []
    for number in range(count):
        parent = number - 1 if deep else shape.randrange(-1, number)
        place = shape.randrange(places)
        if number % 10 == 9:
            place = rng.randrange(places)
        allocs = rng.randrange(1, 100)
        size = rng.randrange(8, 4000)
        at_exit = rng.randrange(allocs) // 9
        at_peak = max(at_exit, rng.randrange(allocs) // 3)
        rows.append([parent, place, allocs, allocs * size, allocs - at_exit,
                     (allocs - at_exit) * size, at_peak * size, at_peak,
                     at_exit * size, at_exit, at_peak * size, at_peak,
                     (allocs - at_exit) // 3 * size, (allocs - at_exit) // 3,
                     allocs * (2 + number % 7)])
    return rows


def make_sizes(contexts):
    classes = {}
    for row in contexts:
        key = (row[1], (row[3] // row[2]).bit_length())
        blocks, allocated = classes.get(key, (0, 0))
        classes[key] = (blocks + row[2], allocated + row[3])
    return [[*key, allocated, blocks]
            for key, (blocks, allocated) in sorted(classes.items())]


def make_places(count, contexts, rng):
    """Rows of places; the flows of a line are its own."""
    shape = random.Random(1)
    own = [[0] * 8 for _ in range(count)]
    for row in contexts:
        amounts = own[row[1]]
        for i in range(8):
            amounts[i] += row[2 + i]
    peak = sum(amounts[4] for amounts in own)
    rows = []
    for number, amounts in enumerate(own):
        allocs, allocated, frees, freed = amounts[:4]
        if number == 0:
            head, visits, usage, most = [-1, -1, -1, 0], 0, None, None
        else:
            function = (number - 1) // LINES_OF_FUNCTION
            outer = shape.randrange(1, number) \
                if number > 1 and number % 10 == 0 else -1
            head = [outer, function, function // FUNCTIONS_OF_FILE,
                    10 + (number - 1) % (LINES_OF_FUNCTION * FUNCTIONS_OF_FILE)]
            visits = rng.randrange(1, 1000)
            most = rng.randrange(peak + 1)
            usage = rng.randrange(most + 1)
        flows = [allocated, freed, allocs, frees]
        rows.append(head + [visits, usage, most] + flows + flows + amounts[4:])
    return rows


def make_functions(places, rng):
    functions = []
    for place in places[1:]:
        if place[1] == len(functions):
            functions.append([f'"module{place[1] // FUNCTIONS_OF_FILE:04}::'
                              f'Class::function_{place[1] % FUNCTIONS_OF_FILE:02}'
                              f'(std::string const&)"', place[2], 0,
                              rng.randrange(1, 100), 0, 0])
        function = functions[place[1]]
        function[4] += place[7] - place[8]
        function[5] = max(function[5], place[6])
    return functions


def put_table(key, columns, rows, end):
    print(f'"{key}": {{"columns": ["' + '", "'.join(columns.split()) +
          '"],\n"rows": [')
    print(",\n".join("[" + ", ".join(
        "null" if value is None else str(value) for value in row) + "]"
        for row in rows))
    print("]}" + end)


def main(lines, contexts, seed="1", shape=""):
    rng = random.Random(int(seed))
    contexts = make_contexts(int(contexts), int(lines) + 1, rng,
                             shape == "deep")
    places = make_places(int(lines) + 1, contexts, rng)
    functions = make_functions(places, rng)
    allocs, allocated, frees, freed, peak, peak_blocks, at_exit, blocks = (
        sum(row[i] for row in contexts) for i in range(2, 10))
    print('{\n"format": "memline-profile",\n"version": 1,\n"tool": "0.1.0",\n'
          '"host": "3.19.0",\n"platform": "amd64-linux",\n'
          f'"command": ["./synthetic", "{seed}"],\n"options": {{}},\n'
          '"end": "exit 0",')
    print(f'"totals": {{"allocs": {allocs}, "frees": {frees}, '
          f'"allocated": {allocated}, "freed": {freed}, '
          f'"at_exit_bytes": {at_exit}, "at_exit_blocks": {blocks}, '
          f'"peak_bytes": {peak}, "peak_blocks": {peak_blocks}, '
          f'"peak_event": {allocs}, "events": {allocs + frees}, '
          '"inherited_bytes": 0, "inherited_blocks": 0, "ignored_frees": 0},')
    files = functions[-1][1] + 1
    print('"files": [\n' + ",\n".join(
        f'"/src/synthetic/module{i:04}/class.cc"' for i in range(files)) +
        "\n],")
    put_table("functions", "name file system calls net peak", functions, ",")
    put_table("places", "outer function file line occurrences mem_usage peak "
              "allocated freed allocs frees self_allocated self_freed "
              "self_allocs self_frees at_peak_bytes at_peak_blocks "
              "at_exit_bytes at_exit_blocks", places, ",")
    put_table("contexts", "parent place allocs allocated frees freed "
              "at_peak_bytes at_peak_blocks at_exit_bytes at_exit_blocks "
              "max_bytes max_blocks temporary_bytes temporary_blocks lifetime",
              contexts, ",")
    put_table("sizes", "place bits bytes blocks", make_sizes(contexts), "\n}")


if __name__ == "__main__":
    main(*sys.argv[1:])
