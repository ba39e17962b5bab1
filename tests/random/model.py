#!/usr/bin/python3
"""model.py KIND SEED: what memline must say about the program of generate.py.

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
from library import Leave, Library
from program import Array, Assign, Binary, Break, Call, Choice, Continue, Declare, Do, For, Goto, If
from program import Label, Landing, Logical, Node, Return, Switch, While
from schedule import Schedule
from writer import write


HAVE_CODE = (Assign, Break, Call, Choice, Continue, Do, For, Goto, Landing, Return, Switch,
             While)


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
    for node in nodes(function.head + function.body):
        if isinstance(node, HAVE_CODE) or isinstance(node, Declare) and node.value is not None:
            lines.add(node.line)
        elif isinstance(node, If) and not getattr(node.test, "split", False):
            lines.add(node.line)
        elif isinstance(node, Logical):
            lines.update(n.line for n in (node.left, node.right) if isinstance(n, Binary))
    return lines


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "%": lambda a, b: a % b,
    "&": lambda a, b: a & b,
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
}


def initial(value):
    """Of a global, or of a thread's own one."""
    return [0] * value.size if isinstance(value, Array) else copy.deepcopy(value)


class Thread:
    """own: its copies of what every thread has its own of."""

    def __init__(self, program, stack):
        self.own = {name: initial(program.globals[name]) for name in program.own}
        self.locals = []  # one dictionary per activation
        self.stack = stack  # the ledger's


class Model(Library):
    """libc_has_lines: what libc allocates for itself is charged to lines
    of its own."""

    def __init__(self, program, libc_has_lines=True):
        self.program = program
        self.libc_has_lines = libc_has_lines
        self.functions = {f.name: f for f in program.functions}
        self.ledger = Ledger()
        self.globals = {name: initial(value) for name, value in program.globals.items()}
        self.thread = Thread(program, self.ledger.stack)
        self.schedule = Schedule(self.thread, self.switch)

    def run(self):
        try:
            self.call("main", [])
        except Leave as leave:
            if leave.kind != "exit":
                raise
        self.ledger.finish()
        for name in list(self.ledger.functions):
            for line in code_lines(self.functions[name]) if name in self.functions else ():
                self.ledger.know(name, line)
        return self.ledger

    @property
    def locals(self):
        return self.thread.locals

    def new_thread(self):
        return Thread(self.program, self.ledger.begin_thread())

    def switch(self, thread):
        """Another thread runs."""
        self.thread = thread
        self.ledger.stack = thread.stack

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
            self.statements(function.head)
            self.statements(function.body)
        except Leave as leave:
            if leave.kind == "longjmp":
                self.ledger.leave()
                self.locals.pop()
            if leave.kind != "return":
                raise
            value = leave.value
        self.ledger.at(function.end_line)
        self.ledger.leave()
        self.locals.pop()
        return value

    def call_library(self, name, arguments):
        return getattr(self, "library_" + name)(*arguments)

    # Expressions.  line, when given, is where the topmost operation's code is
    # instead of where it is written.

    def evaluate(self, node, line=None):
        return getattr(self, "evaluate_" + type(node).__name__)(node, line)

    def evaluate_Number(self, node, _line):
        return node.value

    def evaluate_Null(self, _node, _line):
        return None

    def evaluate_Cast(self, node, _line):
        return self.evaluate(node.operand)

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
        for variables in (self.locals[-1], self.thread.own):
            if name in variables:
                return variables
        return self.globals

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

    def run_Landing(self, node):
        target = object()
        self.at(node)
        self.scope("targets")["targets"][self.evaluate(node.level)] = target
        try:
            self.statements(node.body)
        except Leave as leave:
            if leave.kind != "longjmp" or leave.value is not target:
                raise
            self.at(node)
            self.statements(node.landed)

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


def expectation(program, libc_has_lines=True):
    """The figures of a program, as plain data."""
    text = write(program).split("\n")
    return Model(program, libc_has_lines).run().figures(text)


def main():
    sys.setrecursionlimit(100000)
    program = generate.program(sys.argv[1], int(sys.argv[2]))
    libc_has_lines = sys.argv[3:] != ["--library-without-lines"]
    print(json.dumps(expectation(program, libc_has_lines), indent=1))


if __name__ == "__main__":
    main()
