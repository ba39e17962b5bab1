#!/usr/bin/python3
"""trace.py STEP PROGRAM SOURCE [BEFORE]: the same figures as model.py, from the machine code.

Runs an executable through step (step.c, compiled), finds lines in objdump's
view of the line table, and tells the ledger what it sees.  It knows nothing of
how a compiler lays code out, and so checks what model.py believes about that;
and it takes code of any optimisation, if nothing is inlined.  BEFORE is how
many bytes a library allocates, as one block, before the program begins.

The program must be linked with -no-pie and not stripped, and have no threads.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import bisect
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

from exceptions import Exceptions
from ledger import Ledger


FREES = ("free", "operator delete(void*)", "operator delete(void*, unsigned long)")


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
    foreign: set  # names of functions of other files than the source
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
    """The file and line of the code from each address on: of several rows for
    one address, the last."""
    rows = {}
    for text in output_of("objdump", "--dwarf=decodedline", program).splitlines():
        if row := re.match(r"(\S+)\s+(\d+|-)\s+0x([0-9a-f]+)\b", text):
            rows[int(row[3], 16)] = (row[1], 0 if row[2] == "-" else int(row[2]))
    return rows


def read_code(program, source):
    sections = output_of("objdump", "-hw", "-j", ".text", program)
    size, first = re.search(r"\.text\s+([0-9a-f]+)\s+([0-9a-f]+)", sections).groups()
    first, size = int(first, 16), int(size, 16)
    rows = read_line_table(program)
    starts = sorted(rows)
    lines = [rows[address][1] for address in starts]
    code = Code(first, first + size, starts, lines, {}, set(), {}, set(), set())
    for text in output_of("objdump", "-dC", program).splitlines():
        if symbol := re.match(r"([0-9a-f]+) <(.+)>:", text):
            address, name = int(symbol[1], 16), symbol[2]
            if name.endswith("@plt"):
                code.plt[address] = name[: -len("@plt")]
            elif address in rows and rows[address][1]:  # not where the line table ends
                code.functions[address] = name
                if rows[address][0] != source:
                    code.foreign.add(name)
        elif found := re.match(r"\s*([0-9a-f]+):.*\t(ret|call)\b", text):
            (code.returns if found[2] == "ret" else code.calls).add(int(found[1], 16))
    return code


def read_trace(step, program, code):
    """What step wrote, line by line, as numbers.  The loader has resolved all
    symbols by then, so that the steps are not its own."""
    entry = re.search(r"start address 0x(\w+)", output_of("objdump", "-f", program))[1]
    with tempfile.NamedTemporaryFile("r") as trace:
        subprocess.run(
            [step, entry, f"{code.first:x}", f"{code.end:x}", trace.name, program],
            env={**os.environ, "LD_BIND_NOW": "1"},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return [tuple(int(word, 16) for word in text.split()) for text in trace]


@dataclass
class Standing:
    """An activation: the stack pointer at its entry, the address executed last,
    and the library functions that have not returned to it, with arguments: one
    that it called, and those that were jumped to by what that one called."""

    entry: int
    address: int
    departures: list = field(default_factory=list)


class Replay:
    """Tells the ledger what a trace shows."""

    def __init__(self, code, before=0):
        self.code = code
        self.ledger = Ledger()
        self.exceptions = Exceptions(self.ledger)
        self.blocks = {}  # address -> live block
        self.stack = []
        if before:
            self.ledger.allocate(before)

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
        if self.stack and self.code.is_inside(last) and last not in self.code.calls:
            if entered == self.ledger.stack[-1].function:
                entered = None  # a function that jumps to its own start loops
            if last in self.code.returns or entered or not inside:
                self.leave()  # by a return or a tail call
        while inside and self.stack and self.stack[-1].entry < rsp:
            self.leave()  # by longjmp or an exception
        if not inside:
            if last not in self.code.returns:
                self.depart(self.code.plt.get(address), (rdi, rsi, rdx))
            return
        if entered:
            self.ledger.enter(entered)
            self.stack.append(Standing(rsp, address))
        elif self.stack and not self.code.is_inside(last):
            self.come_back(address, rax, stored)
        if self.stack:  # there is start-up code as well
            self.execute(address)

    def leave(self):
        self.ledger.leave()
        self.stack.pop()

    def depart(self, function, arguments):
        self.exceptions.is_called(function)
        if self.stack:
            self.stack[-1].departures.append((function, arguments))

    def come_back(self, address, rax, stored):
        """From the library: no jump within a line, wherever it goes on."""
        top = self.stack[-1]
        top.address = address
        while top.departures:
            function, arguments = top.departures.pop()
            self.event(function, arguments, rax, stored)
            self.exceptions.returns(function, arguments[0], rax)

    def execute(self, address):
        if address < self.stack[-1].address:
            self.ledger.jump_back()
        self.stack[-1].address = address
        if line := self.code.line_at(address):
            self.ledger.at(line)

    def event(self, function, arguments, result, stored):
        """A library function came back."""
        first, second, third = arguments
        if function in ("malloc", "operator new(unsigned long)"):
            self.blocks[result] = self.ledger.allocate(first)
        elif function == "calloc":
            self.blocks[result] = self.ledger.allocate(first * second)
        elif function == "aligned_alloc":
            self.blocks[result] = self.ledger.allocate(second)
        elif function == "posix_memalign":
            self.blocks[stored] = self.ledger.allocate(third)
        elif function in FREES and first:
            self.ledger.free(self.blocks.pop(first))
        elif function == "realloc" and first:
            block = self.blocks.pop(first)
            self.blocks[result] = self.ledger.resize(block, second)
        elif function == "realloc":
            self.blocks[result] = self.ledger.allocate(second)


def main():
    step, program, source, *before = sys.argv[1:]
    with open(source) as file:
        text = file.read().split("\n")
    code = read_code(program, source)
    ledger = Replay(code, *map(int, before)).run(read_trace(step, program, code))
    for name in set(ledger.functions) - code.foreign:
        for line in code.lines_of(name):
            ledger.know(name, line)
    print(json.dumps(ledger.figures(text, code.foreign), indent=1))


if __name__ == "__main__":
    main()
