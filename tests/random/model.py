#!/usr/bin/python3
"""model.py SEED: what memline must say about the program of generate.py SEED.

The model runs the syntax tree and tells the ledger which lines gcc -O0 code
goes through.  Its knowledge of gcc 12 is in the comments that begin "gcc:".
Writes JSON: "lines", "functions" and "totals".

SPDX-License-Identifier: GPL-2.0-or-later
"""

import copy
import json
import sys

import generate
from ledger import Block, Ledger
from program import Assign, Binary, Break, Call, Choice, Continue, Declare, Do, For, Goto, If, Label
from program import Logical, Node, Return, Switch, While
from writer import write


HAVE_CODE = (Assign, Break, Call, Choice, Continue, Do, For, Goto, Return, Switch, While)


def nodes(value):
    """A node and all below it; of a list or tuple, those of its elements."""
    if isinstance(value, Node):
        yield value
        value = list(vars(value).values())
    if isinstance(value, (list, tuple)):
        for element in value:
            yield from nodes(element)


def code_lines(function):
    """The lines of a function that have code."""
    lines = {function.line, function.end_line}
    for node in nodes(function.body):
        if isinstance(node, HAVE_CODE) or isinstance(node, Declare) and node.value is not None:
            lines.add(node.line)
        elif isinstance(node, If) and not getattr(node.test, "split", False):
            lines.add(node.line)
        elif isinstance(node, Logical):
            lines.update(n.line for n in (node.left, node.right) if isinstance(n, Binary))
    return lines


class Leave(Exception):
    """break, continue, goto, return and exit, on their way out."""

    def __init__(self, kind, value=None):
        super().__init__(kind)
        self.kind = kind
        self.value = value


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "&": lambda a, b: a & b,
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
}


class Model:
    def __init__(self, program):
        self.program = program
        self.functions = {f.name: f for f in program.functions}
        self.ledger = Ledger()
        self.globals = copy.deepcopy(program.globals)
        self.locals = []  # one dictionary per activation

    def run(self):
        try:
            self.call("main", [])
        except Leave as leave:
            if leave.kind != "exit":
                raise
        self.ledger.finish()
        for name in self.ledger.functions:
            for line in code_lines(self.functions[name]):
                self.ledger.know(name, line)
        return self.ledger

    def at(self, node):
        self.ledger.at(node.line)

    # Calls.

    def call(self, name, arguments):
        function = self.functions[name]
        self.ledger.enter(name)
        self.locals.append(dict(zip([p[1] for p in function.parameters], arguments)))
        self.at(function)
        value = None
        try:
            self.statements(function.body)
        except Leave as leave:
            if leave.kind == "exit":
                raise
            value = leave.value
        self.ledger.at(function.end_line)
        self.ledger.leave()
        self.locals.pop()
        return value

    def call_library(self, name, arguments):
        return getattr(self, "library_" + name)(*arguments)

    def library_malloc(self, size):
        return self.ledger.allocate(size)

    def library_calloc(self, count, size):
        return self.ledger.allocate(count * size)

    def library_aligned_alloc(self, _alignment, size):
        return self.ledger.allocate(size)

    def library_posix_memalign(self, element, _alignment, size):
        array, index = element
        array[index] = self.ledger.allocate(size)
        return 0

    def library_realloc(self, block, size):
        if block is None:
            return self.ledger.allocate(size)
        return self.ledger.resize(block, size)

    def library_free(self, block):
        if block is not None:
            self.ledger.free(block)

    def library_exit(self, _status):
        raise Leave("exit")

    def library_qsort(self, array, count, _size, order):
        """glibc's: a merge sort; the halves are sorted where they are."""

        def sort(first, count):
            if count <= 1:
                return
            half = count // 2
            sort(first, half)
            sort(first + half, count - half)
            left, right, end = first, first + half, first + count
            merged = []
            while left < first + half and right < end:
                if self.call(order, [array[left], array[right]]) <= 0:
                    merged.append(array[left])
                    left += 1
                else:
                    merged.append(array[right])
                    right += 1
            merged += array[left : first + half]
            array[first : first + len(merged)] = merged

        sort(0, count)

    def library_bsearch(self, key, array, count, _size, order):
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            answer = self.call(order, [key, array[middle]])
            if answer == 0:
                return middle
            if answer < 0:
                high = middle
            else:
                low = middle + 1
        return None

    # Expressions.  line, when given, is where the topmost operation's code is
    # instead of where it is written.

    def evaluate(self, node, line=None):
        return getattr(self, "evaluate_" + type(node).__name__)(node, line)

    def evaluate_Number(self, node, _line):
        return node.value

    def evaluate_Null(self, _node, _line):
        return None

    def evaluate_Name(self, node, _line):
        """The name of a function stands for the function."""
        if node.name in self.functions:
            return node.name
        return self.scope(node.name)[node.name]

    def evaluate_Element(self, node, _line):
        return self.scope(node.array)[node.array][self.evaluate(node.index)]

    def evaluate_Read(self, node, _line):
        return self.locals[-1][node.name]

    def evaluate_Address(self, node, _line):
        """Of an element: the array and the index; of a variable: its value."""
        if hasattr(node.operand, "index"):
            array = node.operand.array
            return self.scope(array)[array], self.evaluate(node.operand.index)
        return self.evaluate(node.operand)

    def evaluate_Binary(self, node, line):
        left = self.evaluate(node.left)
        right = self.evaluate(node.right)
        self.ledger.at(line or node.line)
        if isinstance(left, Block) or isinstance(right, Block) or left is None or right is None:
            return int((left is right) == (node.operator == "=="))
        return OPERATORS[node.operator](left, right)

    def evaluate_Logical(self, node, _line):
        left = self.truth(node.left)
        if left == (node.operator == "||"):
            return int(left)
        return int(self.truth(node.right))

    def evaluate_Not(self, node, _line):
        return int(not self.truth(node.operand))

    def evaluate_Choice(self, node, line):
        # gcc: the operands of the test where they are, its jump at the colon.
        test = self.truth(node.test, node.line)
        self.at(node)
        return self.evaluate(node.yes if test else node.no)

    def evaluate_Call(self, node, _line):
        # gcc: arguments from the last to the first, and the topmost operation
        # of each has the line of the call.
        function = node.function
        if node.pointer is not None:
            function = self.program.table[self.evaluate(node.pointer)]
        arguments = [self.evaluate(a, node.line) for a in reversed(node.arguments)][::-1]
        self.at(node)
        if function in self.functions:
            return self.call(function, arguments)
        return self.call_library(function, arguments)

    def truth(self, node, line=None):
        return bool(self.evaluate(node, line))

    def scope(self, name):
        return self.locals[-1] if name in self.locals[-1] else self.globals

    # Statements.

    def statements(self, body):
        """Runs them; a goto to a label among them goes on from there."""
        position = 0
        while position < len(body):
            try:
                self.statement(body[position])
                position += 1
            except Leave as leave:
                labels = [n for n, s in enumerate(body) if isinstance(s, Label)]
                targets = [n for n in labels if body[n].label == leave.value]
                if leave.kind != "goto" or not targets:
                    raise
                if targets[0] <= position:
                    self.ledger.jump_back()
                position = targets[0]

    def statement(self, node):
        getattr(self, "run_" + type(node).__name__)(node)

    def run_OneLine(self, node):
        self.statements(node.body)

    def run_Declare(self, node):
        # gcc: a declaration that sets nothing has no code.
        name, *size = node.name.rstrip("]").split("[")
        value = None
        if node.value is not None:
            value = self.evaluate(node.value, node.line)
            self.at(node)
        self.locals[-1][name] = [None] * int(size[0]) if size else value

    def run_Assign(self, node):
        value = self.evaluate(node.value, node.line)
        self.at(node)
        target = node.target
        if hasattr(target, "index"):
            self.scope(target.array)[target.array][self.evaluate(target.index)] = value
        else:
            self.scope(target.name)[target.name] = value

    def run_Evaluate(self, node):
        self.evaluate(node.value)

    def run_If(self, node):
        # gcc: the jump over the else part has the line of what is before it.
        test = self.test(node.test)
        self.statements(node.yes if test else node.no)

    def test(self, test):
        """Of an if or a loop; the operands of a split one have their own code."""
        if not getattr(test, "split", False):
            self.at(test)
        return self.truth(test)

    def loop_body(self, body):
        """Runs it once; tells whether to go on after it."""
        try:
            self.statements(body)
        except Leave as leave:
            if leave.kind == "break":
                return False
            if leave.kind != "continue":
                raise
        return True

    # gcc: the test of for and while is below the body, and is jumped to at
    # first; from it, and from the end of the other loops, a jump goes back.

    def run_While(self, node):
        self.at(node)
        while self.test(node.test):
            self.ledger.jump_back()
            if not self.loop_body(node.body):
                break
            self.at(node)

    def run_For(self, node):
        variables = self.locals[-1]
        variables[node.name] = 0
        self.at(node)
        while variables[node.name] < self.evaluate(node.limit):
            self.at(node)
            self.ledger.jump_back()
            if not self.loop_body(node.body):
                break
            self.at(node)
            variables[node.name] += 1
        del variables[node.name]

    def run_Do(self, node):
        while self.loop_body(node.body):
            self.at(node)
            if not self.test(node.test):
                break
            self.ledger.jump_back()

    def run_Forever(self, node):
        # gcc: the jump at the end has the line of the body's first statement,
        # so that it begins one visit of that line and goes back to another.
        while self.loop_body(node.body):
            self.at(node.body[0])
            self.ledger.jump_back()

    def run_Switch(self, node):
        value = self.evaluate(node.value)
        self.at(node)
        labels = [label for label, _ in node.cases]
        if value in labels:
            first = labels.index(value)
        elif None in labels:
            first = labels.index(None)
        else:
            return
        try:
            for _, body in node.cases[first:]:
                self.statements(body)
        except Leave as leave:
            if leave.kind != "break":
                raise

    def run_Label(self, node):
        pass

    def leave(self, node, kind, value=None):
        self.at(node)
        raise Leave(kind, value)

    def run_Break(self, node):
        self.leave(node, "break")

    def run_Continue(self, node):
        self.leave(node, "continue")

    def run_Goto(self, node):
        self.leave(node, "goto", node.label)

    def run_Return(self, node):
        value = None
        if node.value is not None:
            value = self.evaluate(node.value, node.line)
        self.leave(node, "return", value)


def expectation(program):
    """The figures of a program, as plain data."""
    text = write(program).split("\n")
    return Model(program).run().figures(text)


def main():
    sys.setrecursionlimit(100000)
    print(json.dumps(expectation(generate.program(int(sys.argv[1]))), indent=1))


if __name__ == "__main__":
    main()
