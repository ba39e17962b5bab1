#!/usr/bin/python3
"""generate.py KIND SEED: a random program that allocates; the same for the same seed.

The kinds are C programs with functions ("plain"), with longjmp as well
("jumps"), with that and threads ("threads") or inlined functions ("inline"),
and C++ programs with exceptions ("throws"), and with threads and inlined
functions as well ("mixed").

It takes no input, writes a few bytes and ends.  The first three kinds keep to
what model.py knows exactly about the lines of gcc -O0 code.  Not covered:
signals, fork, tail calls without optimisation, alloca, struct values, code in
macros, comparison functions of qsort that call functions of the program, tests
of loops over several lines, and jumps that the compiler merges with their
target (a break or continue at the end of what it leaves, a label straight after
a test).

How it ends: every function but the comparison function and those that threads
begin in burns a unit of fuel, and returns at once when there is none; every
loop counts.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import random
import sys

from departures import TARGETS, Departures
from expressions import SLOTS, Scope
from program import *
from statements import NUMBERS, Statements
from threads import LONER, Threads
from writer import write

KINDS = {
    "plain": (),
    "jumps": ("jumps",),
    "threads": ("jumps", "threads"),
    "inline": ("jumps", "inline"),
    "throws": ("throws",),
    "mixed": ("throws", "threads", "inline"),
}
INCLUDES = {
    "jumps": ("<setjmp.h>",),
    "threads": ("<pthread.h>", "<semaphore.h>"),
    "throws": ('"objects.h"',),
}
ALWAYS_INLINE = "static inline __attribute__((always_inline)) "


class Generator(Statements, Departures, Threads):
    def __init__(self, kind, seed):
        self.random = random.Random(seed)
        self.features = KINDS[kind]
        self.count = 0  # of names made

    def function(self, name, result, parameters, prefix=""):
        variables = [p[1] for p in parameters if p[0] == "int"] + ["x", "y"]
        scope = Scope(result, variables, ["return", "out"], True, is_inline="inline" in prefix)
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
        self.lands = False
        body += self.middle(scope, 2, 5)
        if ("char *", "p") in parameters:
            body += [Evaluate(Call("free", [Name("p")]))]
        body += [self.plain(scope), Label("out"), self.plain(scope)]
        if result != "void":
            body.append(self.result(scope))
        return Function(name, result, parameters, body, prefix, lands=self.lands)

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
        return Function("order", "int", parameters, body, "static ")

    def caught(self, declarations, body, scope):
        """Statements of a function that nothing may be thrown out of."""
        if "throws" not in self.features:
            return declarations + body
        count = next((n for n, s in enumerate(body) if not isinstance(s, Declare)), len(body))
        return declarations + body[:count] + [Try(body[count:], [("...", [self.plain(scope)])])]

    def main(self):
        scope = Scope("int", ["x", "y"], [], True)
        variables = [
            Declare("int", "x", Number(3)),
            Declare("int", "y", Number(4)),
            Declare("char *", "p", Null()),
        ]
        self.lands = False
        sure = [self.land, self.land] if "jumps" in self.features else []
        body = self.caught(variables, self.middle(scope, 4, 8, *sure), scope)
        if "threads" in self.features:
            body = variables + self.team(body[len(variables) :])
        if self.chance(20):
            test = Binary(">", Name("state"), self.number(20, 200))
            body.append(If(test, [Evaluate(Call("exit", [Number(0)]))]))
        body += [self.plain(scope), Return(Binary("&", Name("state"), Number(63)))]
        return Function("main", "int", [], body, lands=self.lands)

    def inlined(self):
        """Functions that are always inlined, each into those made later."""
        ints = [("int", "a"), ("int", "b")]
        functions = []
        for n in range(self.random.randint(2, 4)):
            functions.append(self.function(f"i{n}", "int", ints, ALWAYS_INLINE))
            self.ints = self.ints + [functions[-1].name]
        return functions

    def program(self):
        ints = [("int", "a"), ("int", "b")]
        self.ints = [f"f{n}" for n in range(self.random.randint(2, 4))]
        self.voids = [f"v{n}" for n in range(self.random.randint(1, 2))]
        table = self.random.sample(self.ints, 2)
        named, voids = self.ints, self.voids
        functions = self.inlined() if "inline" in self.features else []
        functions += [self.function(n, "int", ints, self.storage()) for n in named]
        functions += [self.function(n, "void", ints, self.storage()) for n in voids]
        functions += [
            self.function("make", "char *", [("int", "a")]),
            self.function("drop", "void", [("char *", "p"), ("int", "a")]),
            self.function("never", "int", ints),
            self.order(),
        ]
        if "threads" in self.features:
            functions += self.thread_functions()
        self.random.shuffle(functions)
        functions.append(self.main())
        includes = ("<stdlib.h>", "<unistd.h>")
        for feature in self.features:
            includes += INCLUDES.get(feature, ())
        is_cpp = "throws" in self.features
        variables = self.globals()
        own = tuple(name for name in ("targets", "depth", "me") if name in variables)
        return Program(variables, functions, table, own, includes, is_cpp)

    def storage(self):
        return "static " if self.chance(30) else ""

    def globals(self):
        variables = {
            "slot": [None] * SLOTS,
            "numbers": list(NUMBERS),
            "key": 4,
            "state": 1,
            "fuel": self.random.randrange(20, 60),
        }
        if "jumps" in self.features:
            variables |= {"targets": Array("jmp_buf", TARGETS), "depth": 0}
        if "threads" in self.features:
            variables |= {
                "thread": Array("pthread_t", LONER),
                "gate": Array("sem_t", LONER + 1),
                "waits": [0] * (LONER + 1),
                "me": 0,
            }
        if "throws" in self.features:
            variables["thing"] = Array("Fragile *", TARGETS)
        return variables


def program(kind, seed):
    return Generator(kind, seed).program()


def main():
    print(write(program(sys.argv[1], int(sys.argv[2]))))


if __name__ == "__main__":
    main()
