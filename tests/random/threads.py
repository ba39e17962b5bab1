"""Random programs with threads, of which one at a time runs.

Threads of a team hand over to one another: whoever runs lets another thread
through its gate and waits at its own.  The main thread is number 0 of them, a
thread that is joined at once is number LONER, never hands over, and creates no
other.  So at most MEMBERS and one loner are alive, few enough for the library
to keep their stacks.

What two threads could do at the same time stands on one line, so that it does
not show in any figure: the one that hands over waits on that line, and the one
that begins does so.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from expressions import Scope
from program import *

MEMBERS = 2
LONER = MEMBERS + 1
READY = Number(LONER)  # the gate at which main waits for a new member


def gate(index):
    return Address(Element("gate", index))


def create(thread, function, number):
    argument = Cast("void *", Number(number))
    return Evaluate(Call("pthread_create", [Address(thread), Null(), Name(function), argument]))


class Threads:
    def hand_on(self, to):
        """Lets another thread run, and waits."""
        post = Evaluate(Call("sem_post", [gate(to)]))
        return OneLine([post, Evaluate(Call("sem_wait", [gate(Name("me"))]))])

    def pass_on(self, scope):
        """A call of the function that hands over."""
        return [Evaluate(Call("pass", [self.number(0, MEMBERS)]))]

    def loner(self, scope):
        """A thread that is joined at once."""
        name = self.new_name("thread")
        self.declarations.append(Declare("pthread_t", f"{name}[1]"))
        thread = Element(name, Number(0))
        join = Evaluate(Call("pthread_join", [Element(name, Number(0)), Null()]))
        run = OneLine([create(thread, "alone", LONER), join])
        return [If(Binary("!=", Name("me"), Number(LONER)), [run]), self.plain(scope)]

    def team(self, body):
        """Statements of main while a team is there; it may outlive main."""
        begin, end = [], []
        for number in range(1, self.random.randint(1, MEMBERS) + 1):
            here, thread = Element("waits", Number(number)), Element("thread", Number(number))
            ready = Evaluate(Call("sem_wait", [gate(READY)]))
            begin += [
                Assign(here, Number(1)),
                OneLine([create(thread, "member", number), ready]),
            ]
            join = Call("pthread_join", [Element("thread", Number(number)), Null()])
            post = Evaluate(Call("sem_post", [gate(Number(number))]))
            end += [
                Assign(Element("waits", Number(number)), Number(0)),
                OneLine([post, Evaluate(join)]),
            ]
        first = [Assign(Element("waits", Number(0)), Number(1))]
        middle = []
        for statement in body:
            middle.append(statement)
            if self.chance(40):
                middle += self.pass_on(None)
        return first + begin + middle + (end if self.chance(85) else [])

    def thread_functions(self):
        ready = Evaluate(Call("sem_post", [gate(READY)]))
        wait = Evaluate(Call("sem_wait", [gate(Name("me"))]))
        parked = While(Element("waits", Name("me")), [self.hand_on(Number(0))])
        return [
            self.thread_function("alone", [], []),
            self.thread_function("member", [ready, wait], [parked]),
            self.pass_function(),
        ]

    def thread_function(self, name, head, end):
        scope = Scope("void *", ["x", "y"], [], True)
        variables = [Declare("int", "x", self.number(0, 9)), Declare("int", "y", self.number(0, 9))]
        variables.append(Declare("char *", "p", Null()))
        self.lands = False
        body = self.caught(variables, self.middle(scope, 2, 5), scope)
        body += [self.plain(scope), *end, Return(Null())]
        head = [Assign(Name("me"), Cast("long", Name("number")))] + head
        parameters = [("void *", "number")]
        return Function(name, "void *", parameters, body, "static ", head, lands=self.lands)

    def pass_function(self):
        """Only between threads that both wait for their turn when they do not run."""
        body = [
            If(Binary("==", Name("to"), Name("me")), [Return()]),
            If(Binary("==", Element("waits", Name("to")), Number(0)), [Return()]),
            If(Binary("==", Element("waits", Name("me")), Number(0)), [Return()]),
            If(Binary("<", Name("fuel"), Number(0)), [Return()]),
            Assign(Name("fuel"), Binary("-", Name("fuel"), Number(1))),
            self.hand_on(Name("to")),
        ]
        return Function("pass", "void", [("int", "to")], body)
