#!/usr/bin/python3
"""Compares what callgrind_annotate shows of an export, line by line, with what
it shows of the execution tree that Valgrind itself writes of the same program
with --xtree-memory=full:

    roundtrip.py EXPORT XTREE

The tree says calls=0, which callgrind_annotate takes for no call, and the cost
behind it for the line's own; so that is mended first.  Lines that call code
without line information are left out: the tree has what that did beside the
line, and memline on it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import sys
import tempfile

import figures
from annotation import Annotation


def mended(xtree):
    text = pathlib.Path(xtree).read_bytes()
    return text.replace(b"\ncalls=0 ", b"\ncalls=1 ")


def lines(shown, events, but):
    """The figures of each line in these events."""
    columns = [shown.events.index(event) for event in events]
    return figures.without_zeros(
        {line: [values[column] for column in columns]
         for line, values in shown.lines.items() if line not in but})


def main():
    with tempfile.NamedTemporaryFile() as file:
        file.write(mended(sys.argv[2]))
        file.flush()
        tree = Annotation("callgrind_annotate", file.name)
    export = Annotation("callgrind_annotate", sys.argv[1])
    unknown = {line for line, _, called in tree.calls
               if called.startswith("UnknownFile???:")}
    sys.exit(figures.compare("line", lines(tree, tree.events, unknown),
                             lines(export, tree.events, unknown)) > 0)


main()
