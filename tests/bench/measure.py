"""Runs commands and says what they cost.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

from programs import Absent

OK, OVER, FAILED, ABSENT = "ok", "over the limit", "failed", "absent"


@dataclass
class Run:
    """seconds: CPU time, user and system, of the process and all that it waited
    for.  rss_kib: the largest resident set of any of them.  Both are of no
    meaning unless the state is OK."""

    state: str
    seconds: float = 0.0
    rss_kib: int = 0


def end_group(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def run(command, folder, log, limit):
    """One run in an empty folder, ended after limit seconds of the clock."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    late = threading.Event()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def end():
        late.set()
        end_group(process)

    timer = threading.Timer(limit, end)
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        timer.cancel()
        end_group(process)
        shutil.rmtree(folder, ignore_errors=True)
    process.returncode = os.waitstatus_to_exitcode(status)
    state = OVER if late.is_set() else FAILED if process.returncode else OK
    return Run(state, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


class Bench:
    """Every program under every tool, round by round, so that what disturbs the
    machine for a while disturbs all tools alike.

    runs[program, tool] is a list with one Run for each round, shorter if there
    was no use in going on: after a run that was not OK."""

    def __init__(self, folder, limit, say):
        self.work = f"{folder}/run-{os.getpid()}"
        self.logs = f"{folder}/logs"
        os.makedirs(self.logs, exist_ok=True)
        self.limit = limit
        self.say = say
        self.runs = {}
        self.complaints = []

    def measure(self, programs, tools, rounds):
        """programs: pairs of Program and Job."""
        for number in range(rounds):
            for program, job in programs:
                self.say(f"round {number + 1} of {rounds}: {program.name}")
                # No tool always runs after the same one.
                for i in range(len(tools)):
                    tool = tools[(i + number) % len(tools)]
                    runs = self.runs.setdefault((program.name, tool.name), [])
                    if all(run.state == OK for run in runs):
                        runs.append(self.once(program, job, tool))

    def once(self, program, job, tool):
        log = f"{self.logs}/{program.name}-{tool.name}.log"
        try:
            result = run(tool.command(job), self.work, log, self.limit)
        except Absent as reason:
            self.complain(str(reason))
            return Run(ABSENT)
        if result.state == FAILED:
            self.complain(f"{program.name} fails under {tool.name}: see {log}")
        return result

    def complain(self, message):
        """Says it, once."""
        if message not in self.complaints:
            self.complaints.append(message)
            print(f"scripts/bench: {message}", file=sys.stderr)
