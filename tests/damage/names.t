#!/usr/bin/python3
# seconds: 10
"""Names of functions and files that are hard to write, to show or to bear: in
the profile, in tables, in CSV and in JSON.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv
import io
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "names.c"
MEMLINE = os.environ["MEMLINE"]

# What it is, the name, and what a table shows of it.
NAMES = (
    ("spaces and punctuation", b"a (b), 'c' :9) \\ %s|\"", b"a (b), 'c' :9) \\ %s|\""),
    ("white space", b"a\tb\nc\r\vd", b"a?b?c??d"),
    ("terminal escapes", b"a\x1b[31mred\x7f\x07", b"a?[31mred??"),
    ("UTF-8", "é日本😀".encode(), "é日本😀".encode()),
    ("control characters in UTF-8", b"a\xc2\x9b1m\xc2\x85\xc2\xa0", b"a?1m?\xc2\xa0"),
    ("Latin-1", b"caf\xe9\xff", b"caf\xe9\xff"),
    ("no text", b"\x80\x9b1m\xc0\x9b\xe0\x80\x9b\xed\xa0\x80\xf5",
     b"??1m\xc0?\xe0??\xed\xa0?\xf5"),
    ("100 KB", b"n" * 100000, b"n" * 100000),
    ("400 KB that are not UTF-8", b"\xff" * 400000, b"\xff" * 400000),
)

CONTROLS = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]"
                      rb"|(?<![\x80-\xff])[\x80-\x9f]")


def execute(*command):
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, f"{command[:2]}: {done.stdout}{done.stderr}"
    return done.stdout


def build(file, inner, outer):
    """The program, with these names for what is called so in it."""
    execute("gcc", "-O1", "-fno-builtin", "-g", "-S", SOURCE, "-o", "names.s")
    text = Path("names.s").read_bytes()
    for pattern, name in ((rb'"[^"]*names\.c"', file), (b'"inner"', inner),
                          (b'"outer"', outer)):
        octal = b"".join(b"\\%03o" % byte for byte in name)
        text, times = re.subn(pattern, lambda _: b'"' + octal + b'"', text)
        assert times > 0, f"no {pattern} in the assembly"
    # The assembler does not take any symbol: first one that is as long.
    symbol = b"outer".ljust(len(outer), b"_")
    Path("names.s").write_bytes(re.sub(rb"\bouter\b", symbol, text))
    execute("gcc", "-c", "names.s", "-o", "names.o")
    code = Path("names.o").read_bytes()
    assert code.count(b"\0" + symbol + b"\0") == 1, "the symbol is not there once"
    Path("names.o").write_bytes(code.replace(symbol, outer))
    execute("gcc", "names.o", "-o", "program")


def as_text(name):
    return name.decode(errors="surrogateescape")


def in_json(name):
    """As docs/format.md has bytes that are not UTF-8."""
    return "".join(chr(ord(c) - 0xDC00 + 0xEF00) if 0xDC80 <= ord(c) <= 0xDCFF
                   else c for c in as_text(name))


def increment(rows, file, function):
    return sum(int(r["increment"]) for r in rows
               if r["function"] == function and r["file"] == file)


def examine(name, shown):
    file, inner, outer = b"/" + name, name + b"1", name + b"2"
    build(file, inner, outer)
    execute(MEMLINE, "run", "-q", "--show=0", "--log-file=log",
            "--memline-out-file=profile", "--", "./program")
    execute(MEMLINE, "check-profile", "profile")
    profile = json.loads(Path("profile").read_text(encoding="utf-8"))
    functions = [row[0] for row in profile["functions"]["rows"]]
    assert in_json(file) in profile["files"], "files"
    assert in_json(inner) in functions, "functions: inner"
    assert in_json(outer) in functions, "functions: outer"

    table = execute(MEMLINE, "annotate", "--show=0", "profile")
    assert table in Path("log").read_bytes(), "the table at exit is another"
    assert not CONTROLS.search(table), "control characters"
    for number in (b"1", b"2"):
        assert b"File: /%s\nFunction: %s%s (1 call" % (shown, shown, number) \
            in table, "the table"

    rows = json.loads(execute(MEMLINE, "annotate", "--format=json", "profile"))
    found = [increment(rows, in_json(file), in_json(f)) for f in (inner, outer)]
    assert found == [30, -20], f"JSON: {found}"
    text = execute(MEMLINE, "annotate", "--format=csv", "profile")
    rows = list(csv.DictReader(io.StringIO(as_text(text), newline="")))
    found = [increment(rows, as_text(file), as_text(f)) for f in (inner, outer)]
    assert found == [30, -20], f"CSV: {found}"


csv.field_size_limit(1 << 24)
print(f"1..{len(NAMES)}")
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for number, (what, name, shown) in enumerate(NAMES, 1):
        try:
            examine(name, shown)
            print(f"ok {number} - {what}", flush=True)
        except (AssertionError, ValueError, OSError) as problem:
            print(f"not ok {number} - {what}\n#   {str(problem)[:500]!r}", flush=True)
