"""What a profile says, worked out without the command: its totals, and its
figures by line, by function and by call path, with the names that viewers get
to see.  And how to compare them with what a viewer shows.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import json

AMOUNTS = ("allocated allocs freed frees at_exit_bytes at_exit_blocks "
           "at_peak_bytes at_peak_blocks").split()
SELF = ["self_" + amount if "at_" not in amount else amount
        for amount in AMOUNTS]
FLOWS = "allocated allocs freed frees".split()


class Profile:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.json = json.load(file)
        self.files = self.json["files"]
        self.functions = self.rows("functions")
        self.places = self.rows("places")
        for place in self.places:
            place["increment"] = place["allocated"] - place["freed"]
        totals = self.json["totals"]
        totals["at_peak_bytes"] = totals["peak_bytes"]
        totals["at_peak_blocks"] = totals["peak_blocks"]
        self.totals = [totals[amount] for amount in AMOUNTS]

    def rows(self, table):
        table = self.json[table]
        return [dict(zip(table["columns"], row)) for row in table["rows"]]

    def file(self, place):
        return self.files[place["file"]] if place["file"] >= 0 else "???"

    def function(self, place):
        if place["function"] < 0:
            return "(no line information)"
        return self.functions[place["function"]]["name"] or "???"

    def own_file(self, place):
        """In which its function begins."""
        if place["function"] < 0:
            return "???"
        return self.files[self.functions[place["function"]]["file"]]

    def frame(self, place):
        return self.function(place), self.file(place), place["line"]

    def by(self, key, columns):
        """The sums of COLUMNS over the places of which key() is the same, but
        for those that are all 0."""
        sums = collections.defaultdict(lambda: [0] * len(columns))
        for place in self.places:
            add(sums[key(place)], [place[column] for column in columns])
        return without_zeros(sums)

    def by_line(self, columns=SELF):
        return self.by(lambda place: (self.file(place), place["line"]), columns)

    def by_function(self, columns=SELF):
        return self.by(lambda place: (self.file(place), self.function(place)),
                       columns)

    def by_frame(self, columns=SELF):
        return self.by(self.frame, columns)

    def chain(self, number, step):
        """The steps of a place, outermost first."""
        place = self.places[number]
        outer = self.chain(place["outer"], step) if place["outer"] >= 0 else ()
        return outer + (step(place),)

    def by_path(self, columns=tuple(AMOUNTS), step=None):
        """STEP makes of a place what a path consists of: frames, by default."""
        step = step or self.frame
        sums = collections.defaultdict(lambda: [0] * len(columns))
        paths = []
        for context in self.rows("contexts"):
            parent = context["parent"]
            paths.append((paths[parent] if parent >= 0 else ())
                         + self.chain(context["place"], step))
            add(sums[paths[-1]], [context[column] for column in columns])
        return without_zeros(sums)


def add(to, more):
    for i, figure in enumerate(more):
        to[i] += figure


def without_zeros(sums):
    return {key: list(figures) for key, figures in sums.items() if any(figures)}


def compare(kind, expected, found):
    """Prints how two dictionaries differ, and returns by how many keys.  There
    must be something to compare."""
    differ = [key for key in expected.keys() | found.keys()
              if expected.get(key) != found.get(key)]
    for key in sorted(differ, key=str)[:10]:
        print(f"{kind} {key}: expected {expected.get(key)}, "
              f"found {found.get(key)}")
    print(f"{len(expected)} {kind}s, {len(differ)} differ")
    return len(differ) or not expected
