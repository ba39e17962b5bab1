#!/usr/bin/python3
"""Compares what cg_annotate shows of an export with the profile:

    cachegrind.py PROFILE EXPORT

totals, functions, and lines of the source files that are there, in every event
that the export has.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

import figures
from annotation import Annotation


def main():
    profile = figures.Profile(sys.argv[1])
    shown = Annotation("cg_annotate", sys.argv[2])
    events = shown.events
    sums = [sum(place[event] for place in profile.places) for event in events]
    wrong = figures.compare("total", {"all": sums}, {"all": shown.totals})
    wrong += figures.compare("function", profile.by_function(events),
                             figures.without_zeros(shown.functions))
    wrong += figures.compare(
        "line",
        {line: values for line, values in profile.by_line(events).items()
         if line[0] in shown.files},
        figures.without_zeros(shown.lines))
    sys.exit(wrong > 0)


main()
