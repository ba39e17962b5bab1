"""The bookkeeping of docs/manual.md, in the most naive way there is.

Whoever runs a program, the model or the single-stepper's reader, tells the
ledger what happens in it: functions entered and left, lines reached, blocks
allocated and freed.  At every event the ledger walks all the activations.
Nothing here is fast, and nothing is shared with the tool.

SPDX-License-Identifier: GPL-2.0-or-later
"""

FIGURES = [
    "mem_usage", "increment", "occurrences", "peak", "allocated", "freed", "allocs", "frees",
    "self_allocated", "self_freed", "self_allocs", "self_frees",
    "at_peak_bytes", "at_peak_blocks", "at_exit_bytes", "at_exit_blocks",
]  # fmt: skip


class Block:
    """A live block, which belongs to the line that allocated it."""

    def __init__(self, size, owner):
        self.size = size
        self.owner = owner


class Activation:
    """One execution of a function, and the line that it is on."""

    def __init__(self, function):
        self.function = function
        self.line = None
        self.jumped_back = False

    def place(self):
        return (self.function, self.line)


def new_line():
    """The figures of a line with code that has not run yet."""
    return {name: None if name in ("mem_usage", "peak") else 0 for name in FIGURES}


def raise_to(figures, name, value):
    """A maximum; None is that of nothing."""
    if figures[name] is None or figures[name] < value:
        figures[name] = value


# Stands on the stack for library code that has lines of its own.
LIBRARY = "(library)"


class Ledger:
    def __init__(self):
        self.stack = []  # activations of the running thread, outermost first
        self.stacks = [self.stack]  # of all threads
        self.live = 0  # H, bytes
        self.blocks = set()
        self.lines = {}  # (function, line) -> figures
        self.functions = {}  # name -> calls, net, peak
        self.totals = {
            name: 0
            for name in ("allocs", "frees", "allocated", "freed", "at_exit_bytes",
                         "at_exit_blocks", "peak_bytes", "peak_blocks", "peak_event", "events")
        }  # fmt: skip

    # Control flow.

    def begin_thread(self):
        """The stack of a new thread."""
        self.stacks.append([])
        return self.stacks[-1]

    def know(self, function, line):
        """This line has code, whether it runs or not."""
        return self.lines.setdefault((function, line), new_line())

    def enter(self, function):
        self.stack.append(Activation(function))
        figures = self.functions.setdefault(function, {"calls": 0, "net": 0, "peak": None})
        figures["calls"] += 1
        raise_to(figures, "peak", self.live)

    def at(self, line):
        """The innermost activation executes an instruction of this line."""
        activation = self.stack[-1]
        if line != activation.line or activation.jumped_back:
            self.end_visit(activation)
            activation.line = line
            activation.jumped_back = False
            figures = self.know(*activation.place())
            figures["occurrences"] += 1
            raise_to(figures, "peak", self.live)

    def jump_back(self):
        """The instruction just executed jumps to an address not above its
        own.  Whether that is within the line, the next at() will tell."""
        self.stack[-1].jumped_back = True

    def end_visit(self, activation):
        if activation.line is not None:
            raise_to(self.know(*activation.place()), "mem_usage", self.live)

    def leave(self):
        self.end_visit(self.stack.pop())

    # The heap.

    def allocate(self, size):
        self.totals["events"] += 1
        block = self.add_block(size)
        self.after_event()
        return block

    def free(self, block):
        self.totals["events"] += 1
        self.remove_block(block)
        self.after_event()

    def resize(self, block, size):
        """One event: there is no moment with both blocks alive."""
        self.totals["events"] += 1
        self.remove_block(block)
        new = self.add_block(size)
        self.after_event()
        return new

    def owner(self):
        return self.stack[-1].place() if self.stack else None

    def add_block(self, size):
        block = Block(size, self.owner())
        self.blocks.add(block)
        self.live += size
        self.charge("allocs", 1)
        self.charge("allocated", size)
        return block

    def remove_block(self, block):
        self.blocks.remove(block)
        self.live -= block.size
        self.charge("frees", 1)
        self.charge("freed", block.size)

    def charge(self, name, amount):
        """To the innermost activation of every function on the stack: the
        outer ones are suspended."""
        self.totals[name] += amount
        sign = {"allocated": 1, "freed": -1}.get(name, 0)
        charged = set()
        for activation in reversed(self.stack):
            if activation.function not in charged:
                charged.add(activation.function)
                figures = self.know(*activation.place())
                figures[name] += amount
                figures["increment"] += sign * amount
                self.functions[activation.function]["net"] += sign * amount
        if self.stack:
            self.know(*self.owner())["self_" + name] += amount

    def after_event(self):
        for activation in sum(self.stacks, []):
            raise_to(self.know(*activation.place()), "peak", self.live)
            raise_to(self.functions[activation.function], "peak", self.live)
        if self.live > self.totals["peak_bytes"]:
            self.totals["peak_event"] = self.totals["events"]
            self.take_stock("peak")

    def take_stock(self, moment):
        """What is live now, by the line that allocated it."""
        stocks = [f"at_{moment}_bytes", f"at_{moment}_blocks"]
        for figures in self.lines.values():
            figures.update(dict.fromkeys(stocks, 0))
        for block in self.blocks:
            if block.owner:
                figures = self.know(*block.owner)
                figures[stocks[0]] += block.size
                figures[stocks[1]] += 1
        total = "at_exit" if moment == "exit" else "peak"
        self.totals[total + "_bytes"] = self.live
        self.totals[total + "_blocks"] = len(self.blocks)

    def finish(self):
        """The process ends, and with it all that is open."""
        for self.stack in self.stacks:
            while self.stack:
                self.leave()
        self.take_stock("exit")

    def figures(self, text, foreign=(LIBRARY,)):
        """All that was found out, as plain data, with the lines of text; but
        for foreign functions."""
        lines = [
            {"function": function, "line": line, "text": text[line - 1].strip(), **figures}
            for (function, line), figures in sorted(self.lines.items())
            if function not in foreign
        ]
        functions = {f: figures for f, figures in self.functions.items() if f not in foreign}
        return {"lines": lines, "functions": functions, "totals": self.totals}
