#!/usr/bin/python3
"""Compares the pages that genhtml makes of an export with the profile's visits:

    lcov.py PROFILE EXPORT FOLDER

FOLDER is where the pages are.  Lines are compared in the source files that were
there; the totals over all files in the overview.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import pathlib
import re
import sys

import figures

TITLE = re.compile(r"<title>LCOV - .* - (.*)</title>")
LINE = re.compile(r'<span class="lineNum"> *(\d+) </span>'
                  r'<span class="line(?:Cov|NoCov)"> *(\d+) :')
OVERVIEW = re.compile(r'headerCovTableEntry">(\d+)</td>')


def visits(profile):
    sums = collections.Counter()
    for place in profile.places[1:]:
        sums[profile.file(place), place["line"]] += place["occurrences"]
    return sums


def pages(folder):
    """Of the pages with source text: the file's last part, and its counts."""
    for page in pathlib.Path(folder).rglob("*.gcov.html"):
        text = page.read_text(errors="replace")
        yield page.name.removesuffix(".gcov.html"), {
            int(line): int(count) for line, count in LINE.findall(text)}


def main():
    profile = figures.Profile(sys.argv[1])
    expected = visits(profile)
    overview = pathlib.Path(sys.argv[3], "index.html").read_text()
    hit, found = map(int, OVERVIEW.findall(overview)[:2])
    wrong = figures.compare(
        "total", {"hit": sum(count > 0 for count in expected.values()),
                  "lines": len(expected)}, {"hit": hit, "lines": found})
    by_name = collections.defaultdict(list)
    for (file, line), count in expected.items():
        by_name[file].append((line, count))
    shown = {}
    for name, counts in pages(sys.argv[3]):
        for file, lines in by_name.items():
            if pathlib.Path(file).name == name and dict(lines) == counts:
                shown[file] = counts
    ours = {file for file in by_name if pathlib.Path(file).exists()}
    print(f"{len(ours & shown.keys())} of {len(ours)} source files shown as "
          f"they are")
    sys.exit(wrong > 0 or not ours or not ours <= shown.keys())


main()
