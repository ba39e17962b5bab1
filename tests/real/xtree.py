#!/usr/bin/python3
"""Compares a profile with the execution tree of the same run, which Memcheck
writes with --xtree-memory=full: the bytes and blocks allocated, freed and left
on every call path, and on every line (the innermost that is known).

    xtree.py [--depth=N] [--cut-at=FUNCTION] PROFILE XTREE

--depth   compares the N innermost lines of a path only
--cut-at  leaves out of a path what is outside of the innermost activation of
          this function: for one that frees when the addresses of blocks say
          so, as with a cache that takes addresses for keys

A step of a path is (file, function, line).  For code that is inlined both have
the line inside, but the tree has the function that it is inlined into, and the
path is reduced to that.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import argparse
import collections
import json
import posixpath
import re
import sys

# What the two call the same figure, in the order of the tree's file.
TREE_EVENTS = "curB curBk totB totBk totFdB totFdBk"
COLUMNS = "at_exit_bytes at_exit_blocks allocated allocs freed frees".split()

CLONE = re.compile(r"\.(cold|part|constprop|isra|lto_priv)\b.*")


def step(file, function, line):
    function = CLONE.sub("", function).partition("@")[0]
    return posixpath.normpath(file), function, line


def is_below_main(function):
    """Memcheck leaves out what calls main, and renames it elsewhere."""
    return function.startswith("__libc_start_") or function == "(below main)"


class Tree:
    """Reads (path, figures) from a tree: a list of stacks, each written
    outermost frame first, with the innermost one's figures at its end."""

    def __init__(self, path):
        self.path = path
        self.names = {"fl": {}, "fn": {}}

    def name(self, kind, text):
        number, _, name = text.partition(" ")
        if name:
            self.names[kind][number] = name
        return self.names[kind][number]

    def stacks(self):
        with open(self.path, errors="surrogateescape") as lines:
            for line in lines:
                if line.startswith("events:"):
                    break
            assert line.split()[1:] == TREE_EVENTS.split(), line
            yield from self.read_stacks(lines)

    def read_stacks(self, lines):
        path = []
        for line in lines:
            key, equals, value = line.rstrip("\n").partition("=")
            if key in ("fl", "cfi"):
                file = self.name("fl", value)
            elif key in ("fn", "cfn"):
                function = self.name("fn", value)
            elif key == "calls":
                next(lines)
            elif not equals and line[0].isdigit():
                number, *figures = map(int, line.split())
                path.append((file, function, number))
                if figures:
                    yield path, figures
                    path = []

    def paths(self):
        for stack, figures in self.stacks():
            yield [step(*frame) for frame in stack if frame[2]], figures


class Profile:
    """Reads (path, figures) from a profile."""

    def __init__(self, path):
        with open(path) as file:
            profile = json.load(file)
        self.files = profile["files"]
        self.functions = self.rows(profile["functions"])
        self.places = self.rows(profile["places"])
        self.contexts = self.rows(profile["contexts"])

    @staticmethod
    def rows(table):
        return [dict(zip(table["columns"], row)) for row in table["rows"]]

    def step(self, number):
        """Of the function that place NUMBER is inlined into, if it is."""
        place = outermost = self.places[number]
        while outermost["outer"] >= 0:
            outermost = self.places[outermost["outer"]]
        function = self.functions[outermost["function"]]["name"]
        return step(self.files[place["file"]], function, place["line"])

    def paths(self):
        paths = []
        for context in self.contexts:
            parent = context["parent"]
            path = paths[parent] if parent >= 0 else []
            if context["place"] > 0:
                path = path + [self.step(context["place"])]
            paths.append(path)
            yield path, [context[column] for column in COLUMNS]


def normal(path, depth, cut_at):
    path = [step for step in path if not is_below_main(step[1])]
    if cut_at:
        functions = [function for _, function, _ in reversed(path)]
        if cut_at in functions:
            path = path[-1 - functions.index(cut_at) :]
    return tuple(path[-depth:])


def add_up(paths, key):
    sums = collections.defaultdict(lambda: [0] * len(COLUMNS))
    for path, figures in paths:
        total = sums[key(path)]
        for i, figure in enumerate(figures):
            total[i] += figure
    return {path: total for path, total in sums.items() if any(total)}


def differences(kind, expected, found):
    differ = [key for key in expected.keys() | found.keys()
              if expected.get(key) != found.get(key)]
    for path in sorted(differ)[:10]:
        print(f"{kind} {' > '.join('%s:%s:%d' % step for step in path)}")
        print(f"  {COLUMNS}")
        print(f"  expected {expected.get(path)}, found {found.get(path)}")
    print(f"{len(expected)} {kind}s, {len(differ)} differ")
    return len(differ)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=0)
    parser.add_argument("--cut-at")
    parser.add_argument("profile")
    parser.add_argument("xtree")
    options = parser.parse_args()

    def by_path(path):
        return normal(path, options.depth, options.cut_at)

    expected = add_up(Tree(options.xtree).paths(), by_path)
    found = add_up(Profile(options.profile).paths(), by_path)
    bad = differences("path", expected, found)

    def by_line(path):
        return path[-1:]

    bad += differences("line", add_up(expected.items(), by_line),
                       add_up(found.items(), by_line))
    sys.exit(bad > 0 or not expected)


main()
