"""What the programs run under, and with which options.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import shutil
from dataclasses import dataclass
from typing import Callable

from programs import Absent


@dataclass
class Tool:
    """command(job) is what to run, in a folder where it may leave files.

    heading is the name in two parts, for a narrow column.  A subject is memline
    in some revision: what the benchmark is about."""

    name: str
    command: Callable
    heading: tuple = ()
    subject: bool = False


def valgrind(name, *options, heading=()):
    def command(job):
        return (
            ["valgrind", f"--tool={name}", *options]
            + job.valgrind_options
            + job.command
        )

    return Tool(name, command, heading)


def heaptrack(job):
    if not shutil.which("heaptrack"):
        raise Absent("heaptrack is not installed (Debian: heaptrack)")
    return ["heaptrack", "-o", "heaptrack", *job.command]


def memline(path, name="memline"):
    """The command of a build of memline."""

    def command(job):
        return (
            [path, "run", "--tables=no", "--memline-out-file=profile"]
            + job.valgrind_options
            + ["--", *job.command]
        )

    return Tool(name, command, subject=True)


# Cachegrind without its simulation of caches is faster, and what it does by
# default since Valgrind 3.21.
OTHERS = [
    Tool("native", lambda job: job.command),
    valgrind("none"),
    valgrind("massif", "--massif-out-file=profile", heading=("mas", "sif")),
    valgrind("dhat", "--dhat-out-file=profile", heading=("", "dhat")),
    valgrind("callgrind", "--callgrind-out-file=profile", heading=("call", "grind")),
    valgrind(
        "cachegrind",
        "--cachegrind-out-file=profile",
        "--cache-sim=no",
        heading=("cache", "grind"),
    ),
    valgrind("memcheck", heading=("mem", "check")),
    Tool("heaptrack", heaptrack, ("heap", "track")),
]
