#!/usr/bin/python3
"""Reads an export as Prometheus' own reader of OpenMetrics does, and compares
it with the profile:

    openmetrics.py PROFILE EXPORT

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

import figures

LINES = {"memline_line_increment_bytes": "increment",
         "memline_line_at_peak_bytes": "at_peak_bytes",
         "memline_line_at_exit_bytes": "at_exit_bytes"}
TOTALS = {"memline_allocated_bytes": "allocated",
          "memline_freed_bytes": "freed",
          "memline_peak_bytes": "peak_bytes",
          "memline_at_exit_bytes": "at_exit_bytes",
          "memline_allocated_blocks": "allocs",
          "memline_freed_blocks": "frees",
          "memline_peak_blocks": "peak_blocks",
          "memline_at_exit_blocks": "at_exit_blocks"}


def main():
    profile = figures.Profile(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        families = {family.name: family for family
                    in text_string_to_metric_families(file.read())}
    totals = profile.json["totals"]
    wrong = figures.compare(
        "total", {name: totals[key] for name, key in TOTALS.items()},
        {name: families[name].samples[0].value for name in TOTALS})
    for name, column in LINES.items():
        found = {}
        for sample in families[name].samples:
            labels = sample.labels
            key = labels["function"], labels["file"], int(labels["line"])
            assert key not in found, key
            found[key] = [int(sample.value)]
        wrong += figures.compare(f"{column} line",
                                 profile.by_frame((column,)) or {(): [0]},
                                 figures.without_zeros(found) or {(): [0]})
    peaks = {sample.labels["line"] for sample
             in families["memline_line_peak_bytes"].samples}
    sys.exit(wrong > 0 or not peaks)


main()
