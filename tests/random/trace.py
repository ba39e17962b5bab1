#!/usr/bin/python3
"""trace.py STEP PROGRAM SOURCE: the same figures as model.py, from the machine code.

Runs an executable through step (step.c, compiled), finds lines in objdump's view of the line
table, and tells the ledger what it sees.  It knows nothing of how a compiler
lays code out, and so checks what model.py believes about that; and it takes
code of any optimisation, if nothing is inlined.

The program must be linked with -no-pie and not stripped.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import bisect
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from ledger import Ledger


def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


@dataclass
class Code:
    """What objdump says of a program.  starts and lines go together: from
    each address on, code is of that line."""

    first: int
    end: int
    starts: list
    lines: list
    functions: dict  # address -> name, of those with lines
    plt: dict  # address -> name, of the library's
    calls: set  # addresses of call instructions
    returns: set  # addresses of return instructions

    def is_inside(self, address):
        return self.first <= address < self.end

    def line_at(self, address):
        return self.lines[bisect.bisect_right(self.starts, address) - 1]

    def lines_of(self, name):
        first = next(a for a, n in self.functions.items() if n == name)
        end = min([a for a in self.functions if a > first], default=self.end)
        rows = zip(self.starts, self.lines)
        return {line for start, line in rows if first <= start < end and line}


def read_line_table(program):
    """The line of the code from each address on: of several rows for one
    address, the last."""
    rows = {}
    for text in output_of("objdump", "--dwarf=decodedline", program).splitlines():
        if row := re.match(r"\S+\s+(\d+|-)\s+0x([0-9a-f]+)\b", text):
            rows[int(row[2], 16)] = 0 if row[1] == "-" else int(row[1])
    return rows


def read_code(program):
    sections = output_of("objdump", "-hw", "-j", ".text", program)
    size, first = re.search(r"\.text\s+([0-9a-f]+)\s+([0-9a-f]+)", sections).groups()
    first, size = int(first, 16), int(size, 16)
    rows = read_line_table(program)
    starts = sorted(rows)
    code = Code(first, first + size, starts, [rows[a] for a in starts], {}, {}, set(), set())
    for text in output_of("objdump", "-d", program).splitlines():
        if symbol := re.match(r"([0-9a-f]+) <(.+)>:", text):
            address, name = int(symbol[1], 16), symbol[2]
            if name.endswith("@plt"):
                code.plt[address] = name[: -len("@plt")]
            elif rows.get(address):  # and not only where the line table ends
                code.functions[address] = name
        elif found := re.match(r"\s*([0-9a-f]+):.*\t(ret|call)\b", text):
            (code.returns if found[2] == "ret" else code.calls).add(int(found[1], 16))
    return code


def read_trace(step, program, code):
    """What step wrote, line by line, as numbers."""
    with tempfile.NamedTemporaryFile("r") as trace:
        subprocess.run([step, f"{code.first:x}", f"{code.end:x}", trace.name, program],
                       stdout=subprocess.DEVNULL, check=True)
        return [tuple(int(word, 16) for word in text.split()) for text in trace]


class Replay:
    """Tells the ledger what a trace shows."""

    def __init__(self, code):
        self.code = code
        self.ledger = Ledger()
        self.blocks = {}  # address -> live block
        self.previous = []  # per activation, the address executed last
        self.entries = []  # per activation, the stack pointer at its entry
        self.departure = None  # the library function called, and its arguments

    def run(self, trace):
        last = 0
        for record in trace:
            self.step(last, *record)
            last = record[0]
        self.ledger.finish()
        return self.ledger

    def step(self, last, address, rsp, rdi, rsi, rdx, rax, stored):
        """One line of the trace; last is the address of the one before."""
        inside = self.code.is_inside(address)
        entered = self.code.functions.get(address)
        if self.previous and self.code.is_inside(last) and last not in self.code.calls:
            if entered == self.ledger.stack[-1].function:
                entered = None  # a function that jumps to its own start loops
            if last in self.code.returns or entered or not inside:
                self.leave()  # by a return or a tail call
        while inside and self.entries and self.entries[-1] < rsp:
            self.leave()  # by longjmp
        if not inside:
            self.departure = (self.code.plt.get(address), (rdi, rsi, rdx))
            return
        if entered:
            self.ledger.enter(entered)
            self.previous.append(address)
            self.entries.append(rsp)
        elif self.departure and self.previous:
            self.previous[-1] = address  # no jump within a line, wherever it goes on
            self.event(*self.departure, rax, stored)
        self.departure = None
        if self.previous:  # there is start-up code as well
            self.execute(address)

    def leave(self):
        self.ledger.leave()
        self.previous.pop()
        self.entries.pop()

    def execute(self, address):
        if address < self.previous[-1]:
            self.ledger.jump_back()
        self.previous[-1] = address
        if line := self.code.line_at(address):
            self.ledger.at(line)

    def event(self, function, arguments, result, stored):
        """A library function came back."""
        first, second, third = arguments
        if function == "malloc":
            self.blocks[result] = self.ledger.allocate(first)
        elif function == "calloc":
            self.blocks[result] = self.ledger.allocate(first * second)
        elif function == "aligned_alloc":
            self.blocks[result] = self.ledger.allocate(second)
        elif function == "posix_memalign":
            self.blocks[stored] = self.ledger.allocate(third)
        elif function == "free" and first:
            self.ledger.free(self.blocks.pop(first))
        elif function == "realloc" and first:
            block = self.blocks.pop(first)
            self.blocks[result] = self.ledger.resize(block, second)
        elif function == "realloc":
            self.blocks[result] = self.ledger.allocate(second)


def main():
    step, program, source = sys.argv[1:]
    with open(source) as file:
        text = file.read().split("\n")
    code = read_code(program)
    ledger = Replay(code).run(read_trace(step, program, code))
    for name in ledger.functions:
        for line in code.lines_of(name):
            ledger.know(name, line)
    print(json.dumps(ledger.figures(text), indent=1))


if __name__ == "__main__":
    main()
