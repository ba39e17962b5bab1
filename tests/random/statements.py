"""Random statements; each method returns a list of them.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from copy import deepcopy
from dataclasses import replace

from expressions import SLOTS, Expressions
from program import *

NUMBERS = [5, 3, 9, 1, 7, 4]


class Statements(Expressions):
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

    def show(self, _scope):
        """Writes the bytes of the state."""
        return [Evaluate(Call("write", [Number(1), Address(Name("state")), Number(4)]))]

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
            self.leave, self.show,
        ]  # fmt: skip
        nested = [
            self.branch, self.branch, self.for_loop, self.counted_loop, self.goto_loop, self.switch,
            self.one_line, self.one_line, self.keep_local, self.local_array, self.sort,
        ]  # fmt: skip
        if not scope.leaves:
            simple.remove(self.leave)
        self.add_features(scope, simple, nested)
        if not scope.calls:
            nested.remove(self.sort)
        if scope.depth <= 0 or self.chance(55):
            return self.random.choice(simple)(scope)
        return self.random.choice(nested)(replace(scope, depth=scope.depth - 1))

    def add_features(self, scope, simple, nested):
        """The statements that only some kinds of programs have."""
        if "jumps" in self.features:
            simple += [self.leap]
            if scope.calls and not scope.is_inline:
                nested += 3 * [self.land]
        if "throws" in self.features:
            simple += [self.throw, self.make_thing, self.delete_thing]
            nested += 2 * [self.try_, self.guarded]
        if "threads" in self.features and scope.calls:
            simple += [self.pass_on]
            nested += [self.loner]

    def middle(self, scope, least, most, *sure):
        """So many statements, and certain ones, with the declarations that they
        need."""
        self.declarations = []
        kinds = [self.statement] * self.random.randint(least, most) + list(sure)
        self.random.shuffle(kinds)
        statements = []
        for kind in kinds:
            statements += kind(scope)
        return self.declarations + statements

    def body(self, scope):
        """What stands between braces."""
        statements = []
        for _ in range(self.random.randint(1, 3)):
            statements += self.statement(scope)
        return statements
