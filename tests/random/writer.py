"""Writes the syntax tree of a program as C.

Writing gives every node its line, so that tree and text cannot disagree about
where something stands.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from program import Array, Assign, Binary, Break, Choice, Continue, Evaluate, Goto, Logical, Return
from program import join

# What gives a void *, which C++ does not make a char * by itself.
ALLOCATORS = ("malloc", "calloc", "realloc", "aligned_alloc")


def declaration(name, value):
    """The text that declares a global."""
    if isinstance(value, Array):
        return join(value.type, f"{name}[{value.size}];")
    if not isinstance(value, list):
        return f"int {name} = {value};"
    if value[0] is None:
        return f"char *{name}[{len(value)}];"
    return f"int {name}[] = {{{', '.join(map(str, value))}}};"


class Writer:
    """Writes a program and numbers its lines."""

    def __init__(self, program):
        self.program = program
        self.function = None  # the one being written
        self.lines = [""]
        self.indent = 0
        self.flat = 0  # inside so many OneLine statements

    def put(self, text):
        if not self.lines[-1]:
            text = "  " * self.indent + text
        self.lines[-1] += text

    def newline(self):
        if self.flat:
            self.put(" ")
        else:
            self.lines.append("")

    def here(self, node):
        node.line = len(self.lines)

    def line(self, text):
        self.put(text)
        self.newline()

    def write(self):
        program = self.program
        for name in program.includes:
            self.line(f"#include {name}")
        for name, value in program.globals.items():
            own = "static __thread " if name in program.own else ""
            self.line(own + declaration(name, value))
        for function in program.functions:
            self.line(function.prototype() + ";")
        if program.table:
            self.line(f"int (*table[])(int, int) = {{{', '.join(program.table)}}};")
        for function in program.functions:
            self.put_function(function)
        return "\n".join(self.lines)

    def put_function(self, function):
        self.function = function
        self.here(function)
        self.put(function.prototype() + " {")
        if function.head:
            self.put(" ")
            self.flat += 1
            self.statements(function.head)
            self.flat -= 1
            self.lines[-1] = self.lines[-1].rstrip()
        self.newline()
        self.indent = 1
        self.statements(function.body)
        self.indent = 0
        function.end_line = len(self.lines)
        self.line("}")

    def statements(self, body):
        for statement in body:
            self.here(statement)
            getattr(self, "put_" + type(statement).__name__)(statement)
            self.newline()

    def block(self, body):
        """A body in braces, up to the closing one."""
        self.put("{")
        self.newline()
        self.indent += 1
        self.statements(body)
        self.indent -= 1
        self.put("}")

    def controlled(self, body):
        """The body of an if or a loop: one simple statement needs no braces."""
        simple = (Assign, Evaluate, Return, Break, Continue, Goto)
        if len(body) == 1 and isinstance(body[0], simple):
            self.newline()
            self.indent += 1
            self.here(body[0])
            getattr(self, "put_" + type(body[0]).__name__)(body[0])
            self.indent -= 1
            return False
        self.put(" ")
        self.block(body)
        return True

    def put_Declare(self, node):
        self.put(join(self.function.qualified(node.type), node.name))
        if node.value is not None:
            self.put(" = ")
            self.expression(node.value)
        self.put(";")

    def put_Assign(self, node):
        self.expression(node.target)
        self.put(" = ")
        self.expression(node.value)
        self.put(";")

    def put_Evaluate(self, node):
        self.expression(node.value)
        self.put(";")

    def put_If(self, node):
        self.put("if (")
        self.expression(node.test)
        self.put(")")
        braces = self.controlled(node.yes)
        if node.no:
            if braces:
                self.put(" ")
            else:
                self.newline()
            self.put("else")
            self.controlled(node.no)

    def put_While(self, node):
        self.put("while (")
        self.expression(node.test)
        self.put(")")
        self.controlled(node.body)

    def put_Do(self, node):
        self.put("do ")
        self.block(node.body)
        self.here(node)
        self.put(" while (")
        self.expression(node.test)
        self.put(");")

    def put_For(self, node):
        self.put(f"for (int {node.name} = 0; {node.name} < ")
        self.operand(node.limit)
        self.put(f"; {node.name}++)")
        self.controlled(node.body)

    def put_Forever(self, node):
        self.put(node.head + " ")
        self.block(node.body)

    def put_Switch(self, node):
        self.put("switch (")
        self.expression(node.value)
        self.put(") {")
        self.newline()
        for label, body in node.cases:
            self.put("default:" if label is None else f"case {label}:")
            self.newline()
            self.indent += 1
            self.statements(body)
            self.indent -= 1
        self.put("}")

    def put_Break(self, node):
        self.put("break;")

    def put_Continue(self, node):
        self.put("continue;")

    def put_Goto(self, node):
        self.put(f"goto {node.label};")

    def put_Label(self, node):
        self.put(f"{node.label}:")

    def put_Return(self, node):
        self.put("return")
        if node.value is not None:
            self.put(" ")
            self.expression(node.value)
        self.put(";")

    def put_Landing(self, node):
        self.put("if (setjmp(targets[")
        self.expression(node.level)
        self.put("]) == 0) ")
        self.block(node.body)
        self.put(" else ")
        self.block(node.landed)

    def put_Try(self, node):
        self.put("try ")
        self.block(node.body)
        for what, body in node.handlers:
            self.put(f" catch ({what}) ")
            self.block(body)

    def put_Throw(self, node):
        self.put("throw")
        if node.value is not None:
            self.put(" ")
            self.expression(node.value)
        self.put(";")

    def put_Delete(self, node):
        self.put("delete ")
        self.expression(node.value)
        self.put(";")

    def put_Guarded(self, node):
        self.put("{")
        self.newline()
        self.indent += 1
        self.put(f"{node.type} {node.name}")
        self.arguments(node)
        self.line(";")
        self.statements(node.body)
        self.indent -= 1
        self.put("}")

    def put_OneLine(self, node):
        self.flat += 1
        self.statements(node.body)
        self.flat -= 1
        self.lines[-1] = self.lines[-1].rstrip()

    def expression(self, node):
        self.here(node)
        getattr(self, "put_" + type(node).__name__)(node)

    def operand(self, node):
        """An operand of an operator, in parentheses when it has one itself."""
        if isinstance(node, (Binary, Logical, Choice)):
            self.put("(")
            self.expression(node)
            self.put(")")
        else:
            self.expression(node)

    def gap(self, split):
        """What goes before an operator: in a split expression, a new line."""
        if not split:
            self.put(" ")
            return
        self.newline()
        if not self.flat:
            self.put("    ")

    def put_Number(self, node):
        self.put(str(node.value))

    def put_Name(self, node):
        self.put(node.name)

    def put_Null(self, node):
        self.put("NULL")

    def put_Cast(self, node):
        self.put(f"({node.type})")
        self.operand(node.operand)

    def put_New(self, node):
        self.put(f"new {node.type}")
        self.arguments(node)

    def put_Address(self, node):
        self.put(node.cast + "&")
        self.expression(node.operand)

    def put_Read(self, node):
        self.put(f"*(const int *){node.name}")

    def put_Element(self, node):
        self.put(node.array + "[")
        self.expression(node.index)
        self.put("]")

    def put_Binary(self, node):
        self.operand(node.left)
        self.gap(node.split)
        self.here(node)  # code of an operator is where the operator is
        self.put(node.operator + " ")
        self.operand(node.right)

    put_Logical = put_Binary

    def put_Not(self, node):
        self.put("!")
        self.operand(node.operand)

    def put_Choice(self, node):
        self.operand(node.test)
        self.gap(node.split)
        self.put("? ")
        self.operand(node.yes)
        self.gap(node.split)
        self.here(node)  # gcc gives the test the line of the colon
        self.put(": ")
        self.operand(node.no)

    def put_Call(self, node):
        if node.pointer is not None:
            self.put("table[")
            self.expression(node.pointer)
            self.put("]")
        else:
            if self.program.is_cpp and node.function in ALLOCATORS:
                self.put("(char *)")
            self.put(node.function)
        self.arguments(node, node.split)

    def arguments(self, node, split=False):
        self.put("(")
        for number, argument in enumerate(node.arguments):
            if number:
                self.put(",")
                self.gap(split)
            self.expression(argument)
        self.put(")")


def write(program):
    """The text of a program; gives all its nodes their lines."""
    return Writer(program).write()
