"""Reads what a test case expects: NAME.expected, and the marked lines of its
sources (`/* @mark */` or `// @mark`).

An expectation is made of lines `key: value`, and of tables: a line that names
the columns, then rows.  `#` begins a comment.

    flags: -O0              compile with these (and -g); more lines, more runs;
                            clang: with that; libc-without-lines: see check
    also: NAME_x.c -g0      another source of the program, with flags of its own
    link: -ldl              flags for the link, after the objects
    before: COMMAND         run by sh before the link, and
    after: COMMAND          after it, with $CC, $FLAGS and $HERE, the folder
                            of the sources; more lines, more commands
    environment: A=b        of the program
    arguments: 5            of the program
    options: --func=f       of the tool
    status: 3               the exit status [0]
    native: no              do not run the program without the tool
    check-lines: 0          how many places --check-lines=yes is to find
                            different in a run of its own [no such run]
    said: free at {bad}     stderr has this once; {bad} stands for the marked
                            FILE:LINE
    only: -O0               what follows is for runs with this flag; empty: all

    columns: increment occurrences
    grow     +400      4    the line marked @grow, in all functions together
    push@*int*  8      1    in those functions that fit the glob
    freed    -         3    - is not asserted; a total's name stands for it
    unused   none           has code that never ran
    comment  absent         has no code

    functions: calls net    a glob on the name, or FILE|NAME
    grow     4     400

    totals:
    allocs   8              keys of the profile's totals, and end

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
from pathlib import Path

MARK = re.compile(r"(?:/\*|//)\s*@(\w+)")
ONCE = {"arguments", "options", "status", "native", "link", "check-lines"}
MANY = {"flags", "also", "said", "before", "after", "environment"}
TABLES = {"columns", "functions", "totals"}


class Row:
    """One row of a table: what is asserted, of what, and for which flags."""

    def __init__(self, table, name, values, only):
        self.table, self.name, self.values, self.only = table, name, values, only


class Expectation:
    def __init__(self, path):
        self.path = Path(path)
        self.name = self.path.stem
        self.flags, self.also, self.said, self.rows = [], [], [], []
        self.before, self.after, self.environment = [], [], []
        self.arguments = self.options = self.link = ""
        self.status, self.native, self.check_lines = "0", "yes", None
        self._read()
        self.source = self._source()
        self.marks = self._marks()

    def _read(self):
        table, columns, only = None, [], ""
        for number, text in enumerate(self.path.read_text().splitlines(), 1):
            text = text.split("#")[0].strip()
            key, colon, value = text.partition(":")
            value = value.strip()
            if not text:
                continue
            if colon and key in ONCE:
                setattr(self, key.replace("-", "_"), value)
            elif colon and key in MANY:
                getattr(self, key).append(value)
            elif colon and key in TABLES:
                table, columns = key, value.split()
            elif colon and key == "only":
                only = value
            elif table:
                self.rows.append(self._row(table, columns, text, only, number))
            else:
                raise ValueError(f"{self.path}:{number}: not understood: {text}")
        self.flags = self.flags or ["-O0"]

    def _row(self, table, columns, text, only, number):
        if table == "totals":
            name, _, value = text.partition(" ")
            return Row(table, name, {"value": value.strip()}, only)
        name, *values = text.split()
        if values in (["none"], ["absent"]):
            return Row(table, name, values[0], only)
        if len(values) != len(columns):
            raise ValueError(f"{self.path}:{number}: {len(columns)} columns, "
                             f"but {len(values)} values")
        asserted = {c: v for c, v in zip(columns, values) if v != "-"}
        return Row(table, name, asserted, only)

    def _source(self):
        for suffix in (".c", ".cpp", ".rs"):
            if self.path.with_suffix(suffix).exists():
                return self.path.with_suffix(suffix)
        raise ValueError(f"{self.path}: there is no {self.name}.c, .cpp or .rs")

    def _marks(self):
        """Mark -> (file name, line, text), from all files of the case."""
        marks = {}
        parts = sorted(self.path.parent.glob(f"{self.name}_*.[chiS]*"))
        for file in [self.source, *parts]:
            for line, text in enumerate(file.read_text().splitlines(), 1):
                for mark in MARK.findall(text):
                    if mark in marks:
                        raise ValueError(f"{file}:{line}: a second @{mark}")
                    marks[mark] = (file.name, line, text.strip())
        return marks

    def mark(self, name):
        if name not in self.marks:
            raise ValueError(f"{self.path}: no line is marked @{name}")
        return self.marks[name]
