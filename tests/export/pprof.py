#!/usr/bin/python3
"""Compares what Go's pprof and protoc show of an export with the profile:

    pprof.py PROFILE EXPORT

-top -lines in each sample type: every line, alone and with what it called;
-list: the lines of the source files that are there; -diff_base with itself:
nothing; protoc --decode: every call path, innermost frame first, and what
profile.proto asks for.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import gzip
import pathlib
import posixpath
import re
import subprocess
import sys

import figures

# By the order that heap profiles of Go have.
TYPES = [("alloc_objects", "count", "allocs"),
         ("alloc_space", "bytes", "allocated"),
         ("inuse_objects", "count", "at_exit_blocks"),
         ("inuse_space", "bytes", "at_exit_bytes"),
         ("peak_objects", "count", "at_peak_blocks"),
         ("peak_space", "bytes", "at_peak_bytes")]
COLUMNS = [column for _, _, column in TYPES]

TOP = re.compile(r" *(-?\d+)(?:B|bytes)? +\S+% +\S+% +"
                 r"(-?\d+)(?:B|bytes)? +\S+% +(.*)")
LISTED = re.compile(r" *(\.|\d+B?) +(\.|\d+B?) +(\d+):")
ROUTINE = re.compile(r"ROUTINE =+ .* in (.*)")


def pprof(*arguments):
    result = subprocess.run(
        ["pprof", "-unit=bytes", "-nodecount=0",
         "-nodefraction=0", "-edgefraction=0", *arguments],
        check=True, capture_output=True, text=True)
    return result.stdout.splitlines()


def number(text):
    return 0 if text == "." else int(text.rstrip("B"))


def name(frame):
    """As -lines shows it: the path is cleaned."""
    function, file, line = frame
    return f"{function} {posixpath.normpath(file)}" + (f":{line}" if line else "")


def top(profile, export, index, sample_type):
    """The flat and the cumulative figure of each line."""
    expected = collections.defaultdict(lambda: [0, 0])
    for path, values in profile.by_path(COLUMNS).items():
        expected[name(path[-1])][0] += values[index]
        for line in {name(frame) for frame in path}:
            expected[line][1] += values[index]
    found = {}
    for line in pprof("-top", "-lines", f"-sample_index={sample_type}", export):
        row = TOP.fullmatch(line)
        if row:
            text = row.group(3).removesuffix(" (inline)")
            found[text] = [number(row.group(1)), number(row.group(2))]
    return figures.compare(f"{sample_type} line",
                           figures.without_zeros(expected),
                           figures.without_zeros(found))


def listing(profile, export):
    found, file, files = collections.defaultdict(lambda: [0]), None, set()
    for line in pprof("-list=.", "-sample_index=alloc_space", export):
        routine, row = ROUTINE.match(line), LISTED.match(line)
        if routine:
            file = routine.group(1)
        elif row:
            files.add(file)
            found[file, int(row.group(3))][0] += number(row.group(1))
    expected = {(posixpath.normpath(file), line): values
                for (file, line), values
                in profile.by_line(["self_allocated"]).items()
                if posixpath.normpath(file) in files}
    return figures.compare("listed line", expected,
                           figures.without_zeros(found))


def difference(export):
    rows = [TOP.fullmatch(line) for line in
            pprof("-top", "-lines", "-sample_index=alloc_space",
                  f"-diff_base={export}", export)]
    changes = [row.group(0) for row in rows
               if row and (row.group(1) != "0" or row.group(2) != "0")]
    print(*changes, sep="\n")
    return len(changes)


class Message:
    """Of protoc's text: {field: [values]}."""

    def __init__(self, lines):
        self.fields = collections.defaultdict(list)
        for line in lines:
            if line.strip() == "}":
                return
            if line.endswith(" {"):
                self.fields[line.split()[0]].append(Message(lines))
            else:
                key, value = line.strip().split(": ", 1)
                self.fields[key].append(value)

    def numbers(self, field):
        return [int(value) for value in self.fields[field]]

    def number(self, field):
        return (self.numbers(field) or [0])[0]


def decode(export):
    here = pathlib.Path(__file__).parent
    with gzip.open(export) as file:
        result = subprocess.run(
            ["protoc", "--decode=Profile", f"--proto_path={here}",
             "profile.proto"], input=file.read(), check=True,
            capture_output=True)
    return Message(iter(result.stdout.decode().splitlines()))


def messages(profile, export):
    decoded = decode(export)
    strings = [text[1:-1].replace("\\'", "'").replace('\\"', '"')
               for text in decoded.fields["string_table"]]
    assert strings[0] == "", strings[0]
    for table in "mapping", "location", "function":
        ids = [message.number("id") for message in decoded.fields[table]]
        assert sorted(ids) == list(range(1, len(ids) + 1)), (table, ids)
    types = [(strings[message.number("type")], strings[message.number("unit")])
             for message in decoded.fields["sample_type"]]
    assert types == [(kind, unit) for kind, unit, _ in TYPES], types
    unknown = [field for field in decoded.fields if field.isdigit()]
    assert not unknown, unknown
    functions = {message.number("id"): (strings[message.number("name")],
                                        strings[message.number("filename")])
                 for message in decoded.fields["function"]}
    frames = {}
    for message in decoded.fields["location"]:
        line, = message.fields["line"]
        frames[message.number("id")] = (
            *functions[line.number("function_id")], line.number("line"))
    paths = {tuple(frames[i] for i in reversed(sample.numbers("location_id"))):
             sample.numbers("value") for sample in decoded.fields["sample"]}
    return figures.compare("path", profile.by_path(COLUMNS), paths)


def main():
    profile, export = figures.Profile(sys.argv[1]), sys.argv[2]
    wrong = messages(profile, export)
    for index, (sample_type, _, column) in enumerate(TYPES):
        if any(values[index] for values in profile.by_path(COLUMNS).values()):
            wrong += top(profile, export, index, sample_type)
    wrong += listing(profile, export) + difference(export)
    with open(export, "rb") as file:
        assert file.read(8)[4:] == bytes(4), "gzip has a time stamp"
    sys.exit(wrong > 0)


main()
