"""Random ways to leave functions other than by returning: longjmp, exceptions.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from dataclasses import replace

from program import *

TARGETS = 6


class Departures:
    # longjmp: targets[0] to targets[depth - 1] are where it may go.

    def land(self, scope):
        """Somewhere to land.  It must not be left but by its ends."""
        self.lands = True
        level, depth = Name(self.new_name("level")), Name("depth")
        self.declarations.append(Declare("int", level.name, Number(0)))
        inside = replace(scope, leaves=[])
        landed = [Assign(Name("depth"), Name(level.name)), *self.body(inside), self.plain(scope)]
        body = self.body(inside) + [self.plain(scope)]
        if self.chance(50):
            body += self.leap(inside)
        return [
            If(
                Binary("<", depth, Number(TARGETS)),
                [
                    Assign(level, Name("depth")),
                    Assign(Name("depth"), Binary("+", Name(level.name), Number(1))),
                    Landing(Name(level.name), body, landed),
                    Assign(Name("depth"), Name(level.name)),
                ],
            ),
            self.plain(scope),
        ]

    def leap(self, scope):
        """To the innermost target, or to any."""
        index = self.pick(
            lambda: Binary("-", Name("depth"), Number(1)),
            lambda: Number(0),
            lambda: Binary("%", Binary("&", self.variable(scope), Number(7)), Name("depth")),
        )
        leap = Evaluate(Call("longjmp", [Element("targets", index), Number(1)]))
        test = Binary(">", Name("depth"), Number(0))
        if self.chance(50):
            return [If(test, [leap]), self.plain(scope)]
        return [If(test, [If(self.comparison(scope), [leap]), self.plain(scope)])]

    # Exceptions.

    def try_(self, scope):
        """What is thrown inside and not caught goes on to whoever called."""
        handlers = [("int code", "code"), ("const Problem &problem", "problem.code")]
        self.random.shuffle(handlers)
        handlers = handlers[: self.random.randint(0, 2)]
        if not handlers or self.chance(40):
            handlers.append(("...", None))
        body = self.body(scope) + self.throw(scope)
        return [Try(body, [(what, self.handler(scope, code)) for what, code in handlers])]

    def handler(self, scope, code):
        """Has what it caught change the state, if it has a number."""
        body = self.body(scope)
        if code:
            changed = Binary("&", Binary("+", Name("state"), Name(code)), Number(255))
            body.insert(0, Assign(Name("state"), changed))
        if self.chance(30):
            body += [If(self.comparison(scope), [Throw()]), self.plain(scope)]
        return body

    def throw(self, scope):
        what = self.pick(
            lambda: Binary("&", self.variable(scope), Number(63)),
            lambda: Call("Problem", [self.simple(scope)]),
            lambda: Call("Trouble", [self.simple(scope)]),
        )
        return [If(self.comparison(scope), [Throw(what)]), self.plain(scope)]

    def guarded(self, scope):
        arguments = [self.simple(scope)]
        if scope.calls and self.chance(40):
            arguments.append(Name(self.random.choice(self.ints)))
        type = "Guard"
        if len(arguments) == 1 and self.chance(30):
            type = "Fragile"
        return [Guarded(type, self.new_name("guard"), arguments, self.body(scope))]

    def make_thing(self, scope):
        """In place of an older one; if that does not go well, of none."""
        index = self.number(0, TARGETS - 1)
        old, new = Element("thing", index), Element("thing", Number(index.value))
        return [
            Delete(old),
            Assign(Element("thing", Number(index.value)), Null()),
            Assign(new, New("Fragile", [self.simple(scope)])),
        ]

    def delete_thing(self, _scope):
        index = self.random.randrange(TARGETS)
        thing, after = Element("thing", Number(index)), Element("thing", Number(index))
        return [Delete(thing), Assign(after, Null())]
