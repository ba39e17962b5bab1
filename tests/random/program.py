"""The syntax tree of a random program.

A tree is what the generator makes and what the model runs; writer.py turns it
into the C text that the compiler gets.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from dataclasses import dataclass, field


@dataclass
class Node:
    """line: where the node's own code is, once writer.py has set it."""

    line: int = field(default=0, init=False)


# Expressions.  A split expression goes over several lines.


@dataclass
class Number(Node):
    value: int


@dataclass
class Name(Node):
    """A variable: a parameter, a local, or one of the globals."""

    name: str


@dataclass
class Element(Node):
    """array[index]; for an index that could lie outside, index is a mask."""

    array: str
    index: Node


@dataclass
class Address(Node):
    """(cast)&operand"""

    operand: Node
    cast: str = ""


@dataclass
class Read(Node):
    """The int that a const void * points to."""

    name: str


@dataclass
class Null(Node):
    pass


@dataclass
class Cast(Node):
    """(type)operand"""

    type: str
    operand: Node


@dataclass
class New(Node):
    """new type(arguments)"""

    type: str
    arguments: list


@dataclass
class Binary(Node):
    """Also comparisons, but && and ||, which have jumps: see Logical."""

    operator: str
    left: Node
    right: Node
    split: bool = False


@dataclass
class Logical(Node):
    operator: str
    left: Node
    right: Node
    split: bool = False


@dataclass
class Not(Node):
    operand: Node


@dataclass
class Choice(Node):
    """test ? yes : no"""

    test: Node
    yes: Node
    no: Node
    split: bool = False


@dataclass
class Call(Node):
    """A call of a function of the program, or of the library.  With a
    pointer, it goes through the element of the table of functions that
    pointer selects, and function is empty."""

    function: str
    arguments: list
    split: bool = False
    pointer: Node = None


# Statements.


@dataclass
class Declare(Node):
    """type name = value; without a value, type name;"""

    type: str
    name: str
    value: Node = None


@dataclass
class Assign(Node):
    target: Node
    value: Node


@dataclass
class Evaluate(Node):
    """expression;"""

    value: Node


@dataclass
class If(Node):
    test: Node
    yes: list
    no: list = field(default_factory=list)


@dataclass
class While(Node):
    test: Node
    body: list


@dataclass
class Do(Node):
    """line is that of the test, at the end."""

    body: list
    test: Node


@dataclass
class For(Node):
    """for (int name = 0; name < limit; name++)"""

    name: str
    limit: Node
    body: list


@dataclass
class Forever(Node):
    """for (;;) or while (1), which is kept as the text of the head."""

    head: str
    body: list


@dataclass
class Switch(Node):
    """cases: pairs of a label (a number, or None for default) and a body."""

    value: Node
    cases: list


@dataclass
class Break(Node):
    pass


@dataclass
class Continue(Node):
    pass


@dataclass
class Goto(Node):
    label: str


@dataclass
class Label(Node):
    label: str


@dataclass
class Return(Node):
    value: Node = None


@dataclass
class Landing(Node):
    """if (setjmp(targets[level]) == 0) body else landed"""

    level: Name
    body: list
    landed: list


@dataclass
class Try(Node):
    """handlers: pairs of what is caught, as C++ writes it, and a body."""

    body: list
    handlers: list


@dataclass
class Throw(Node):
    """Without a value, throws again what is being handled."""

    value: Node = None


@dataclass
class Delete(Node):
    value: Node


@dataclass
class Guarded(Node):
    """A block of statements in which an object lives, of a class of objects.h."""

    type: str
    name: str
    arguments: list
    body: list


@dataclass
class OneLine(Node):
    """Statements that share a line, whatever they contain."""

    body: list


def join(type, name):
    """A type and a name, as C writes them together."""
    return type + name if type.endswith("*") else f"{type} {name}"


@dataclass
class Function(Node):
    """Parameters are pairs of type and name.  head: statements on the line of
    the prototype.  end_line is the line of the closing brace.  lands: whether
    longjmp comes back to it, so that its variables must not be in registers."""

    name: str
    result: str
    parameters: list
    body: list
    prefix: str = ""
    head: list = field(default_factory=list)
    lands: bool = False
    end_line: int = field(default=0, init=False)

    def qualified(self, type):
        """The type of a variable of this function."""
        if not self.lands or type not in ("int", "char *"):
            return type
        return "volatile int" if type == "int" else "char *volatile"

    def prototype(self):
        parameters = ", ".join(join(self.qualified(type), name) for type, name in self.parameters)
        return self.prefix + join(self.result, f"{self.name}({parameters or 'void'})")


@dataclass
class Array:
    """A global array of a type that only the library knows; zero at first."""

    type: str
    size: int


@dataclass
class Program:
    """globals: names and initial values; an array of None is one of char *.
    own: those of which every thread has its own.  table: the names of the
    functions that are called through pointers.  includes: names of headers."""

    globals: dict
    functions: list
    table: list
    own: tuple = ()
    includes: tuple = ("<stdlib.h>",)
    is_cpp: bool = False
