"""docs/performance.md and what it shows: the figures of one run, and where
they were measured.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import datetime
import os
import re
import subprocess
import sys

import chart
from results import write_csv

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def processor():
    with open("/proc/cpuinfo") as file:
        model = re.search(r"^model name\s*: (.*)", file.read(), re.M)
    return model[1] if model else os.uname().machine


def version(command):
    return subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=False
    ).stdout.strip()


def measured_on(commit):
    command = " ".join(["scripts/bench", *sys.argv[1:]])
    valgrind = version(["valgrind", "--version"])
    return (
        f"Measured on {datetime.date.today()} with `{command}`:\n"
        f"memline {commit or 'of no git clone'}, {valgrind},\n"
        f"{processor()}, {os.cpu_count()} processors.\n"
    )


def write(folder, results, found):
    """Writes performance.csv and performance.svg into the folder, and the text
    between the marks of its performance.md."""
    write_csv(results, f"{folder}/performance.csv")
    chart.write(results, f"{folder}/performance.svg")
    commit = version(["git", "-C", folder, "rev-parse", "--short", "HEAD"])
    path = f"{folder}/performance.md"
    with open(path) as file:
        before, _, rest = file.read().partition(BEGIN)
    after = rest.partition(END)[2]
    with open(path, "w") as file:
        file.write(f"{before}{BEGIN}{measured_on(commit)}\n")
        file.write(f"```\n{found.rstrip()}\n```\n{END}{after}")
