"""Random expressions.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from dataclasses import dataclass, replace

from program import *

SLOTS = 8


@dataclass
class Scope:
    """What may be generated where.  variables: names of int variables.
    leaves: the jumps that may leave this place, with labels for goto.  calls: whether functions of
    the program may be called.  depth: how deep statements may still nest.  is_inline: within a
    function that is always inlined, which must not call setjmp."""

    result: str
    variables: list
    leaves: list
    calls: bool
    depth: int = 3
    is_inline: bool = False


class Expressions:
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
