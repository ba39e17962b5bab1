"""What the runs come to: medians, ratios, and the CSV that has them all.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv
import math
import statistics
from dataclasses import dataclass

from measure import OK, OVER

BASE = "none"


@dataclass
class Ratio:
    """Of CPU times, of runs in the same round.  If the tool did not come to its
    end in time, the ratio is a lower bound, and low and high are the same."""

    median: float
    low: float
    high: float
    bound: bool = False


class Results:
    def __init__(self, bench, programs, tools):
        self.runs = bench.runs
        self.limit = bench.limit
        self.programs = programs
        self.tools = tools
        self.rounds = max(map(len, bench.runs.values()), default=0)

    def state(self, program, tool):
        return self.runs[program, tool][-1].state

    def good(self, program, tool):
        runs = self.runs.get((program, tool), [])
        return [run for run in runs if run.state == OK]

    def seconds(self, program, tool):
        good = self.good(program, tool)
        return statistics.median(run.seconds for run in good) if good else None

    def rss_kib(self, program, tool):
        good = self.good(program, tool)
        return statistics.median(run.rss_kib for run in good) if good else None

    def ratio(self, program, tool, base=BASE):
        """None if there is nothing to compare."""
        bases = self.good(program, base)
        if not bases:
            return None
        if self.state(program, tool) == OVER:
            ratio = self.limit / self.seconds(program, base)
            return Ratio(ratio, ratio, ratio, bound=True)
        # Runs that are not OK come last, so those that are pair up by round.
        each = [
            run.seconds / other.seconds
            for run, other in zip(self.good(program, tool), bases)
        ]
        return each and Ratio(statistics.median(each), min(each), max(each)) or None

    def mean(self, tool, base=BASE):
        """The geometric mean over Valgrind's programs that were run; None if
        one of them has no ratio."""
        ratios = [
            self.ratio(program.name, tool, base)
            for program in self.programs
            if program.group == "perf"
        ]
        if not ratios or None in ratios:
            return None
        means = [
            math.exp(statistics.fmean(math.log(value) for value in values))
            for values in zip(*((r.median, r.low, r.high) for r in ratios))
        ]
        return Ratio(*means, bound=any(r.bound for r in ratios))


HEADER = """program group tool state runs cpu_seconds ratio ratio_min ratio_max
max_rss_kib""".split()


def write_csv(results, path):
    def figure(value):
        return "" if value is None else f"{value:.4g}"

    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for program in results.programs:
            for tool in results.tools:
                key = program.name, tool.name
                ratio = results.ratio(*key)
                ratios = (ratio.median, ratio.low, ratio.high) if ratio else [None] * 3
                writer.writerow(
                    [program.name, program.group, tool.name, results.state(*key)]
                    + [len(results.good(*key)), figure(results.seconds(*key))]
                    + [figure(value) for value in ratios]
                    + [int(results.rss_kib(*key) or 0) or ""]
                )
