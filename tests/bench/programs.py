"""The programs of the benchmark: how each is made and run.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable, Optional

import perf

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "programs")
REAL = os.path.join(HERE, "..", "real")


class Absent(Exception):
    """Says what is not installed, or cannot be had."""


@dataclass
class Job:
    """A program that is ready to run."""

    command: list
    valgrind_options: list


@dataclass
class Program:
    """build(folder, count) makes a Job; the folder keeps what was made.

    For those that tell the memory which each of count items takes, item is the
    item's name."""

    name: str
    group: str
    build: Callable
    count: int = 0
    quick_count: int = 0
    item: Optional[str] = None


def installed(command, package):
    path = shutil.which(command, path="/usr/bin:" + os.environ["PATH"])
    if not path:
        raise Absent(f"{command} is not installed (Debian: {package})")
    return path


def make(target, command):
    """Runs the command, in which {} stands for the file to make, unless the
    target is there and newer than every file that the command names."""
    made = os.path.exists(target) and os.path.getmtime(target)
    inputs = [word for word in command if os.path.exists(word)]
    if not made or any(os.path.getmtime(word) > made for word in inputs):
        new = f"{target}.new"
        subprocess.run([new if word == "{}" else word for word in command], check=True)
        os.rename(new, target)
    return target


def perf_program(name):
    def build(folder, _):
        try:
            return Job(*perf.build(name, f"{folder}/valgrind"))
        except perf.Unavailable as reason:
            raise Absent(f"no source of Valgrind: {reason}") from None

    return Program(name, "perf", build)


def compiled(source, count, quick_count, item=None):
    name, extension = os.path.splitext(source)
    compiler = "g++" if extension == ".cpp" else "gcc"

    def build(folder, count):
        flags = "-g -O -Wall -Wextra -pthread".split()
        program = make(
            f"{folder}/{name}",
            [compiler, *flags, "-o", "{}", f"{SOURCES}/{source}"],
        )
        return Job([program, str(count)], [])

    return Program(name, "own", build, count, quick_count, item)


def build_sqlite(folder, rows):
    """The amalgamation and what is compiled of it is shared with tests/real."""
    build = os.path.dirname(folder)
    fetched = subprocess.run(
        [f"{REAL}/sqlite_source"],
        env={**os.environ, "BUILD": build},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if fetched.returncode != 0:
        raise Absent("no source of SQLite")
    source = fetched.stdout.strip()
    library = make(
        f"{source}/sqlite3-O2.o",
        f"gcc -g -O2 -w -c -o {{}} {source}/sqlite3.c".split(),
    )
    driver = make(
        f"{folder}/sqlite-{rows}",
        f"gcc -g -O2 -DROWS={rows} -I{source} -o {{}} "
        f"{REAL}/sqlite_driver.c {library} -lm".split(),
    )
    return Job([driver, "item.db"], [])


def python_with_debug_information():
    version = "%d.%d" % sys.version_info[:2]
    return installed(f"python{version}-dbg", "python3-dbg")


def python(name, arguments, count=0, quick_count=0):
    def build(_, count):
        words = [word.replace("{}", str(count)) for word in arguments]
        return Job([python_with_debug_information(), "-B", *words], [])

    return Program(name, "own", build, count, quick_count)


# Of assembly with debug information, as gcc 12 compiles a function of chain().
LINES_OF_A_FUNCTION = 196


def chain(functions):
    """C source: functions that call one another."""
    yield "int f0(int n) { return n; }\n"
    for i in range(1, functions + 1):
        yield f"int g{i}[{i % 7 + 1}];\n"
        yield f"int f{i}(int n) {{\n"
        yield f"  for (int i = 0; i < n; i++)\n    g{i}[i % {i % 7 + 1}] += i;\n"
        yield f"  return n % 5 == 3 ? n : f{i - 1}(n - {i});\n}}\n"


def build_assembler(folder, lines):
    program = installed("as", "binutils")
    assembly = f"{folder}/as-{lines}.s"
    if not os.path.exists(assembly):
        source = f"{folder}/as.c"
        with open(source, "w") as file:
            file.writelines(chain(lines // LINES_OF_A_FUNCTION))
        make(assembly, ["gcc", "-S", "-g", "-O1", "-o", "{}", source])
    return Job([program, "-o", "chain.o", assembly], [])


def build_gdb(_, __):
    return Job([installed("gdb", "gdb"), "-nx", "--version"], [])


PROGRAMS = [perf_program(name) for name in perf.NAMES] + [
    compiled("containers.cpp", 10_000_000, 500_000),
    compiled("live-blocks.c", 5_000_000, 500_000, item="live block"),
    compiled("deep.c", 50, 5),
    compiled("waves.c", 1000, 100),
    compiled("contexts.c", 100_000, 10_000, item="call path"),
    Program("sqlite", "own", build_sqlite, 100_000, 10_000),
    python("python-start", ["-c", "pass"]),
    python("python-append", [f"{SOURCES}/appends.py", "{}"], 1_000_000, 100_000),
    python("python-import", [f"{SOURCES}/imports.py", "{}"], 100, 30),
    Program("as", "own", build_assembler, 20_000, 4_000),
    Program("gdb-version", "own", build_gdb),
]
