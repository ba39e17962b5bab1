"""What callgrind_annotate and cg_annotate show of a file: both print the same
kind of tables.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import subprocess
import tempfile

SOURCE = re.compile(r"-- Auto-annotated source: (.*)")
EVERYTHING = {"callgrind_annotate": ["--threshold=100", "--inclusive=no"],
              "cg_annotate": ["--threshold=0"]}


class Annotation:
    """events: their names; totals; functions: {(file, function): figures};
    lines: {(file, line): figures}, of the files in `files`, which could be
    read; calls: a list of ((file, line), figures, what is called)."""

    def __init__(self, program, path):
        self.totals, self.functions, self.lines = None, {}, {}
        self.calls, self.files = [], set()
        self.text = self.run(program, path).split("\n")
        self.events = self.after("Events shown:")[0].split()[2:]
        self.read_functions()
        self.read_lines()

    @staticmethod
    def run(program, path):
        """In an empty folder: names of files that begin with the current one
        are cut."""
        with open(path, "rb") as file, tempfile.TemporaryDirectory() as folder:
            with open(folder + "/in", "wb") as copy:
                copy.write(file.read())
            result = subprocess.run(
                [program, "--auto=yes", "--context=1000000", "--show-percs=no",
                 *EVERYTHING[program], "in"], cwd=folder, check=True,
                capture_output=True, text=True, errors="surrogateescape")
        assert not result.stderr, result.stderr
        return result.stdout

    def after(self, beginning):
        for number, line in enumerate(self.text):
            if line.startswith(beginning):
                return self.text[number:]
        raise AssertionError(f"there is no {beginning}")

    def figures(self, line):
        """The figures at the beginning of a line, and the rest; None if it
        does not begin with any."""
        count = len(self.events)
        cells = line.split(None, count)
        if len(cells) < count:
            return None, line
        values = []
        for cell in cells[:count]:
            if not re.fullmatch(r"\.|-?[0-9,]+", cell):
                return None, line
            values.append(0 if cell == "." else int(cell.replace(",", "")))
        return values, cells[count] if len(cells) > count else ""

    def read_functions(self):
        for line in self.text:
            if line.startswith("-- Auto-annotated source"):
                break
            values, name = self.figures(line)
            if values is None:
                continue
            if name.startswith("PROGRAM TOTALS"):
                self.totals = values
            else:
                file, function = re.match(r"(.*?):([^/].*)", name).groups()
                self.functions[file, function] = values

    def read_lines(self):
        file, number = None, 0
        for line in self.text:
            source = SOURCE.match(line)
            if source:
                file, number = source.group(1), 0
                self.files.add(file)
            elif line.startswith("-----"):
                # The first is below the name, the second behind the lines.
                file = None if number else file
            elif file:
                values, text = self.figures(line)
                if values is None:
                    continue
                if text.startswith("=> "):
                    self.calls.append(((file, number), values, text[3:]))
                else:
                    number += 1
                    self.lines[file, number] = values
