#!/usr/bin/python3
"""generate.py SEED: a random C program that allocates; the same for the same seed.

It takes no input, prints nothing and ends.  It keeps to what model.py knows
exactly about the lines of gcc -O0 code.  Not covered: threads, longjmp,
signals, fork, C++, inlining, tail calls, alloca, struct values, code in
included files and macros, blocks that libc allocates, comparison functions of
qsort that call functions of the program, tests of loops over several lines,
and jumps that the compiler merges with their target (a break or continue at
the end of what it leaves, a label straight after a test).

How it ends: every function but the comparison function burns a unit of fuel,
and returns at once when there is none; every loop counts.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import random
import sys
from copy import deepcopy
from dataclasses import dataclass, replace

from program import *
from writer import write

SLOTS = 8
NUMBERS = [5, 3, 9, 1, 7, 4]


@dataclass
class Scope:
    """What may be generated where.  variables: names of int variables.
    leaves: the jumps that may leave this place, with labels for goto.  calls: whether functions of
    the program may be called.  depth: how deep statements may still nest."""

    result: str
    variables: list
    leaves: list
    calls: bool
    depth: int = 3


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0  # of names made

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def number(self, low, high):
        return Number(self.random.randint(low, high))

    def new_name(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    def pick(self, *choices):
        """Calls one of the given functions."""
        return self.random.choice(choices)()

    # Expressions.

    def variable(self, scope):
        return Name(self.random.choice(scope.variables))

    def simple(self, scope):
        """A value that is computed without a call."""
        return self.pick(
            lambda: self.number(0, 9),
            lambda: self.variable(scope),
            lambda: Binary(self.random.choice("+-"), self.variable(scope), self.number(1, 9)),
        )

    def argument(self, scope):
        if self.chance(20):
            return self.call(scope)
        if self.chance(15):
            return Binary("+", self.variable(scope), self.call(scope))
        return self.simple(scope)

    def call(self, scope, split=False):
        """An int: of a function, directly or through the table."""
        if not scope.calls:
            return self.simple(scope)
        deeper = replace(scope, calls=self.chance(50))
        if split:
            arguments = [Binary("+", self.number(1, 9), self.call(scope)), self.number(1, 9)]
            self.random.shuffle(arguments)
        else:
            arguments = [self.argument(deeper), self.argument(deeper)]
        if self.chance(20):
            return Call("", arguments, split, Binary("&", self.variable(scope), Number(1)))
        return Call(self.random.choice(self.ints), arguments, split)

    def comparison(self, scope):
        return self.pick(
            lambda: Binary(self.operator(), self.variable(scope), self.number(1, 60)),
            lambda: Binary(self.operator(), Name("state"), self.number(20, 200)),
            lambda: Binary(self.operator(), self.call(scope), self.number(0, 200))
            if scope.calls
            else Binary("==", self.variable(scope), self.number(0, 9)),
            lambda: Binary(self.random.choice(["==", "!="]), self.slot(scope), Null()),
        )

    def operator(self):
        return self.random.choice(["<", ">", "==", "!="])

    def test(self, scope):
        """Of one line."""
        return self.pick(
            lambda: self.comparison(scope),
            lambda: self.comparison(scope),
            lambda: self.variable(scope),
            lambda: Not(self.variable(scope)),
            lambda: self.logical(scope, False),
        )

    def logical(self, scope, split):
        operator = self.random.choice(["&&", "||"])
        left = self.comparison(scope)
        for _ in range(self.random.randint(1, 2)):
            left = Logical(operator, left, self.comparison(scope), split)
        return left

    def value(self, scope):
        """The right side of an assignment to an int variable, 0 to 255."""
        split = self.chance(30)
        return self.pick(
            lambda: Binary("&", self.simple(scope), Number(255)),
            lambda: Binary("&", Binary("*", self.variable(scope), Number(3)), Number(255)),
            lambda: self.call(scope, split) if scope.calls else self.number(0, 9),
            lambda: self.choice(scope, split and scope.calls),
            lambda: self.logical(scope, False),
            lambda: Binary("&", self.sum(scope, split and scope.calls), Number(255)),
        )

    def choice(self, scope, split):
        arm = self.call if split else self.argument
        if not split:  # not x = c ? x : x, which has no code
            return Choice(self.comparison(scope), arm(scope), self.number(0, 9))
        # gcc: a load of a global would have the line that it stands on.
        test = Binary(self.operator(), arm(scope), self.number(0, 200))
        return Choice(test, arm(scope), arm(scope), split)

    def sum(self, scope, split):
        term = self.call if split else self.argument
        return Binary("+", term(scope), term(scope), split)

    def size(self, scope):
        return self.pick(
            lambda: self.number(0, 400),
            lambda: Binary("+", Binary("&", self.variable(scope), Number(63)), self.number(1, 99)),
        )

    def slot(self, scope):
        index = self.pick(
            lambda: self.number(0, SLOTS - 1),
            lambda: Binary("&", self.variable(scope), Number(SLOTS - 1)),
        )
        return Element("slot", index)

    def new_block(self, scope):
        """A pointer that owns a block that nothing else does, or NULL."""
        choices = [
            lambda: Call("malloc", [self.size(scope)]),
            lambda: Call("calloc", [self.number(1, 5), self.size(scope)]),
            lambda: Call("aligned_alloc", [Number(32), Number(32 * self.random.randint(1, 9))]),
            lambda: Call("realloc", [Null(), self.size(scope)]),
        ]
        if scope.calls:
            choices += 2 * [lambda: Call("make", [self.simple(scope)])]
        return self.pick(*choices)

    # Statements; each method returns a list of them.

    def plain(self, scope):
        """No call and no jump."""
        return self.pick(
            lambda: self.mix("state", "+", "state"),
            lambda: self.mix("x", "+", "y"),
            lambda: self.mix("y", "-", "x"),
        )

    def mix(self, target, operator, source):
        """target = (source operator NUMBER) & 255"""
        value = Binary(operator, Name(source), self.number(1, 99))
        return Assign(Name(target), Binary("&", value, Number(255)))

    def assign(self, scope):
        return [Assign(Name(self.random.choice("xy")), self.value(scope))]

    def evaluate(self, scope):
        if not scope.calls:
            return [self.plain(scope)]
        if self.chance(40):
            arguments = [self.argument(scope), self.simple(scope)]
            return [Evaluate(Call(self.random.choice(self.voids), arguments))]
        return [Evaluate(self.call(scope, self.chance(30)))]

    def allocate(self, scope):
        slot = self.slot(scope)
        keep = Assign(deepcopy(slot), self.new_block(scope))
        if self.chance(30):
            address = Address(deepcopy(slot), "(void **)")
            keep = Evaluate(Call("posix_memalign", [address, Number(64), self.size(scope)]))
        if self.chance(70):
            return [If(Binary("==", slot, Null()), [keep])]
        return [keep]

    def resize(self, scope):
        slot = self.slot(scope)
        size = Binary("+", Binary("&", self.variable(scope), Number(127)), self.number(1, 99))
        return [Assign(slot, Call("realloc", [deepcopy(slot), size]))]

    def release(self, scope):
        slot = self.slot(scope)
        return [Evaluate(Call("free", [slot])), Assign(deepcopy(slot), Null())]

    def release_all(self, scope):
        name = self.new_name("i")
        slot = Element("slot", Name(name))
        body = [Evaluate(Call("free", [slot])), Assign(deepcopy(slot), Null())]
        if self.chance(50):
            body = [OneLine(body)]
        return [For(name, Number(self.random.randint(2, SLOTS)), body)]

    def hand_over(self, scope):
        """Frees in another function, by way of p."""
        if not scope.calls:
            return self.release(scope)
        slot = self.slot(scope)
        drop = Evaluate(Call("drop", [Name("p"), self.simple(scope)]))
        moved = [Assign(Name("p"), slot), Assign(deepcopy(slot), Null())]
        return moved + [drop, Assign(Name("p"), Null())]

    def keep_local(self, scope):
        """A block in p; what stood there before leaks."""
        body = self.body(scope)
        end = [Evaluate(Call("free", [Name("p")])), Assign(Name("p"), Null())]
        return [Assign(Name("p"), self.new_block(scope))] + body + end

    def free_null(self, scope):
        return [Evaluate(Call("free", [Null()]))]

    def local_array(self, scope):
        name, i, j = self.new_name("array"), self.new_name("i"), self.new_name("i")
        size = self.random.randint(2, 5)
        self.declarations.append(Declare("char *", f"{name}[{size}]"))
        filling = replace(scope, variables=scope.variables + [i])
        fill = Assign(Element(name, Name(i)), self.new_block(filling))
        empty = For(j, Number(size), [Evaluate(Call("free", [Element(name, Name(j))]))])
        return [
            For(i, Number(size), [fill]),
            OneLine([empty]) if self.chance(60) else empty,
        ]

    def sort(self, scope):
        numbers, size, order = Name("numbers"), Number(4), Name("order")
        if self.chance(60):
            count = self.number(2, len(NUMBERS))
            return [Evaluate(Call("qsort", [numbers, count, size, order]))]
        count = Number(len(NUMBERS))
        search = Call("bsearch", [Address(Name("key")), numbers, count, size, order])
        found = Assign(Name("x"), Binary("!=", search, Null()))
        return [Assign(Name("key"), self.number(0, 9)), found]

    def branch(self, scope):
        test = self.logical(scope, True) if self.chance(25) else self.test(scope)
        yes = self.body(scope)
        if self.chance(50):
            return [If(test, yes)]
        return [If(test, yes + [self.plain(scope)], self.body(scope))]

    def counter(self, name):
        """Sets a new variable to 0.  It is declared where the function begins:
        a declaration in a block changes which line the block's end is on."""
        self.declarations.append(Declare("int", name))
        return Assign(Name(name), Number(0))

    def leave(self, scope):
        """Leaves this place early, and something that is not left early."""
        jump = self.random.choice(scope.leaves)
        test = self.test(scope)
        before = []
        if isinstance(test, Logical) or self.chance(40):  # gcc: a || b jumps for the jump
            before = [self.plain(scope)]
        return [If(test, before + [self.jump(scope, jump)]), self.plain(scope)]

    def jump(self, scope, name):
        if name == "return":
            return self.result(scope)
        if name == "break":
            return Break()
        return Continue() if name == "continue" else Goto(name)

    def result(self, scope):
        if scope.result == "void":
            return Return()
        if scope.result == "char *":
            return Return(self.pick(Null, lambda: self.new_block(scope)))
        if scope.calls and self.chance(30):
            return Return(self.call(scope))
        return Return(Binary("&", self.variable(scope), Number(63)))

    def loop_scope(self, scope, *names):
        leaves = scope.leaves + ["break", "continue"]
        return replace(scope, variables=scope.variables + list(names), leaves=leaves)

    def for_loop(self, scope):
        name = self.new_name("i")
        inner = self.loop_scope(scope, name)
        limit = Number(self.random.randint(1, 4))
        if self.chance(20) and scope.calls:
            limit = Binary("&", self.call(scope), Number(3))
        return [For(name, limit, self.body(inner))]

    def counted_loop(self, scope):
        """while, do, and those without end, which count for themselves."""
        name = self.new_name("n")
        count = Assign(Name(name), Binary("+", Name(name), Number(1)))
        inner = self.loop_scope(scope, name)
        loop = self.pick(
            lambda: While(self.count_test(name, scope), [count] + self.body(inner)),
            lambda: Do([count] + self.body(inner), self.count_test(name, inner)),
            lambda: self.endless_loop(name, count, inner),
        )
        return [self.counter(name), loop]

    def count_test(self, name, scope):
        test = Binary("<", Name(name), self.number(1, 4))
        if self.chance(40):
            return Logical("&&", test, self.comparison(scope))
        return test

    def endless_loop(self, name, count, scope):
        """gcc: only a first and a last statement without jumps, and no
        continue, make sure which line the jump at the end is on."""
        leaves = [leave for leave in scope.leaves if leave != "continue"]
        scope = replace(scope, leaves=leaves)
        head = self.random.choice(["for (;;)", "while (1)"])
        out = If(Binary(">", Name(name), self.number(1, 4)), [Break()])
        return Forever(head, [count, out] + self.body(scope) + [self.plain(scope)])

    def goto_loop(self, scope):
        name, label = self.new_name("n"), self.new_name("again")
        count = Assign(Name(name), Binary("+", Name(name), Number(1)))
        back = If(Binary("<", Name(name), self.number(2, 4)), [Goto(label)])
        inner = replace(scope, variables=scope.variables + [name])
        return [
            self.counter(name),
            self.plain(scope),
            Label(label),
            count,
            *self.body(inner),
            back,
            self.plain(scope),
        ]

    def switch(self, scope):
        labels = self.random.sample(range(8), self.random.randint(2, 7))
        cases = []
        for label in sorted(labels) + [None]:
            body = [self.plain(scope)] + self.body(replace(scope, depth=0)) + [self.plain(scope)]
            if label is not None and self.chance(60):
                body.append(Break())
            cases.append((label, body))
        return [Switch(Binary("&", self.variable(scope), Number(7)), cases)]

    def one_line(self, scope):
        """Anything that stands on one line of the source."""
        inner = replace(scope, depth=max(0, scope.depth - 1))
        kinds = [self.branch, self.for_loop, self.counted_loop, self.goto_loop, self.body]
        return [OneLine(self.random.choice(kinds)(inner))]

    def statement(self, scope):
        simple = [
            self.assign, self.evaluate, self.evaluate, self.allocate, self.allocate, self.resize,
            self.release, self.release, self.hand_over, self.free_null, self.release_all,
            self.leave,
        ]  # fmt: skip
        nested = [
            self.branch, self.branch, self.for_loop, self.counted_loop, self.goto_loop, self.switch,
            self.one_line, self.one_line, self.keep_local, self.local_array, self.sort,
        ]  # fmt: skip
        if not scope.leaves:
            simple.remove(self.leave)
        if not scope.calls:
            nested.remove(self.sort)
        if scope.depth <= 0 or self.chance(55):
            return self.random.choice(simple)(scope)
        return self.random.choice(nested)(replace(scope, depth=scope.depth - 1))

    def middle(self, scope, least, most):
        """So many statements, with the declarations that they need."""
        self.declarations = []
        statements = []
        for _ in range(self.random.randint(least, most)):
            statements += self.statement(scope)
        return self.declarations + statements

    def body(self, scope):
        """What stands between braces."""
        statements = []
        for _ in range(self.random.randint(1, 3)):
            statements += self.statement(scope)
        return statements

    # Functions.

    def function(self, name, result, parameters, static=False):
        variables = [p[1] for p in parameters if p[0] == "int"] + ["x", "y"]
        scope = Scope(result, variables, ["return", "out"], True)
        empty = {"int": Return(Number(0)), "void": Return(), "char *": Return(Null())}[result]
        body = [
            Declare("int", "x", self.number(0, 50)),
            Declare("int", "y", Binary("+", Name("x"), self.number(1, 9))),
        ]
        if ("char *", "p") not in parameters:
            body.append(Declare("char *", "p", Null()))
        body += [
            Assign(Name("fuel"), Binary("-", Name("fuel"), Number(1))),
            If(Binary("<", Name("fuel"), Number(0)), [empty]),
        ]
        body += self.middle(scope, 2, 5)
        if ("char *", "p") in parameters:
            body += [Evaluate(Call("free", [Name("p")]))]
        body += [self.plain(scope), Label("out"), self.plain(scope)]
        if result != "void":
            body.append(self.result(scope))
        return Function(name, result, parameters, body, static)

    def order(self):
        """The comparison function of qsort and bsearch."""
        scope = Scope("int", ["a", "b", "x", "y"], [], False, 1)
        body = [
            Declare("int", "a", Read("left")),
            Declare("int", "b", Read("right")),
            Declare("int", "x", Number(3)),
            Declare("int", "y", Number(4)),
            Declare("char *", "p", Null()),
        ]
        body += self.middle(scope, 1, 3) + [Return(Binary("-", Name("a"), Name("b")))]
        parameters = [("const void *", "left"), ("const void *", "right")]
        return Function("order", "int", parameters, body, True)

    def main(self):
        scope = Scope("int", ["x", "y"], [], True)
        body = [
            Declare("int", "x", Number(3)),
            Declare("int", "y", Number(4)),
            Declare("char *", "p", Null()),
        ]
        body += self.middle(scope, 4, 8)
        if self.chance(20):
            test = Binary(">", Name("state"), self.number(20, 200))
            body.append(If(test, [Evaluate(Call("exit", [Number(0)]))]))
        body += [self.plain(scope), Return(Number(0))]
        return Function("main", "int", [], body)

    def program(self):
        ints = [("int", "a"), ("int", "b")]
        self.ints = [f"f{n}" for n in range(self.random.randint(2, 4))]
        self.voids = [f"v{n}" for n in range(self.random.randint(1, 2))]
        functions = [self.function(n, "int", ints, self.chance(30)) for n in self.ints]
        functions += [self.function(n, "void", ints, self.chance(30)) for n in self.voids]
        functions += [
            self.function("make", "char *", [("int", "a")]),
            self.function("drop", "void", [("char *", "p"), ("int", "a")]),
            self.function("never", "int", ints),
            self.order(),
        ]
        self.random.shuffle(functions)
        functions.append(self.main())
        return Program(self.globals(), functions, self.random.sample(self.ints, 2))

    def globals(self):
        return {
            "slot": [None] * SLOTS,
            "numbers": list(NUMBERS),
            "key": 4,
            "state": 1,
            "fuel": self.random.randrange(20, 60),
        }


def program(seed):
    return Generator(seed).program()


def main():
    print(write(program(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
