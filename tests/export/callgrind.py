#!/usr/bin/python3
"""Compares what callgrind_annotate shows of an export with the profile:

    callgrind.py PROFILE EXPORT

totals, what each function did itself, and for each line of a source file that
is there what it did itself, alone and with what its calls show: that must be
its inclusive figures, recursion or not.  Of a line that several functions
share, as those that a template makes, callgrind_annotate shows the calls of
one; so these are left out.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import sys

import figures
from annotation import Annotation

# The events in the order in which the export has them, as amounts.
EVENTS = "totB totBk totFdB totFdBk curB curBk peakB peakBk".split()


def shared_lines(profile):
    functions = collections.defaultdict(set)
    for function, file, line in profile.by_frame(figures.FLOWS):
        functions[file, line].add(function)
    return {line for line, names in functions.items() if len(names) > 1}


def main():
    profile = figures.Profile(sys.argv[1])
    shown = Annotation("callgrind_annotate", sys.argv[2])
    assert shown.events == EVENTS, shown.events
    wrong = figures.compare("total", {"all": profile.totals},
                            {"all": shown.totals})
    wrong += figures.compare("function", profile.by_function(),
                             figures.without_zeros(shown.functions))

    def seen(lines):
        return {line: sums for line, sums in lines.items()
                if line[0] in shown.files}

    wrong += figures.compare("line", seen(profile.by_line()),
                             figures.without_zeros(shown.lines))
    flows = len(figures.FLOWS)
    inclusive = collections.defaultdict(lambda: [0] * flows)
    for line, sums, *_ in list(shown.lines.items()) + shown.calls:
        figures.add(inclusive[line], sums[:flows])
    shared = shared_lines(profile)
    wrong += figures.compare(
        "inclusive line",
        {line: sums for line, sums in
         seen(profile.by_line(figures.FLOWS)).items() if line not in shared},
        {line: sums for line, sums in
         figures.without_zeros(inclusive).items() if line not in shared})
    sys.exit(wrong > 0)


main()
