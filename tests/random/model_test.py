#!/usr/bin/python3
"""Tests of the model and the ledger: figures that were found by hand.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import unittest

from ledger import Ledger
from model import expectation
from program import *
from writer import write

WORKED_EXAMPLE = """\
int *grow(int n) {
  int *p = malloc(n);
  char *t = malloc(1000);
  free(t);
  return p;
}
int main(void) {
  int *a[4];
  for (int i = 0; i < 4; i++)
    a[i] = grow(100);
  for (int i = 0; i < 4; i++) free(a[i]);
  return 0;
}
"""

# Lines 10 to 20 of the worked example: Mem usage, Increment, Occurrences, Peak.
WORKED_FIGURES = {
    10: (300, 0, 4, 300),
    11: (400, 400, 4, 400),
    12: (1400, 4000, 4, 1400),
    13: (400, -4000, 4, 1400),
    14: (400, 0, 4, 400),
    15: (400, 0, 4, 400),
    18: (400, 0, 5, 400),
    19: (400, 400, 4, 1400),
    20: (400, -400, 5, 400),
}


def worked_example():
    grow = Function(
        "grow",
        "int *",
        [("int", "n")],
        [
            Declare("int *", "p", Call("malloc", [Name("n")])),
            Declare("char *", "t", Call("malloc", [Number(1000)])),
            Evaluate(Call("free", [Name("t")])),
            Return(Name("p")),
        ],
    )
    keep = Assign(Element("a", Name("i")), Call("grow", [Number(100)]))
    free = Evaluate(Call("free", [Element("a", Name("i"))]))
    main = Function(
        "main",
        "int",
        [],
        [
            Declare("int *", "a[4]"),
            For("i", Number(4), [keep]),
            OneLine([For("i", Number(4), [free])]),
            Return(Number(0)),
        ],
    )
    return Program({}, [grow, main], [])


class WorkedExample(unittest.TestCase):
    def test_text(self):
        text = write(worked_example())
        definitions = text[text.index("int main(void);\n") + len("int main(void);\n") :]
        self.assertEqual(definitions, WORKED_EXAMPLE)

    def test_figures(self):
        figures = expectation(worked_example())
        first = min(line["line"] for line in figures["lines"])
        found = {
            line["line"] - first + 10: (
                line["mem_usage"],
                line["increment"],
                line["occurrences"],
                line["peak"],
            )
            for line in figures["lines"]
        }
        for line, expected in WORKED_FIGURES.items():
            self.assertEqual(found[line], expected, f"line {line}")

    def test_totals(self):
        totals = expectation(worked_example())["totals"]
        self.assertEqual(totals["allocs"], 8)
        self.assertEqual(totals["allocated"], 4400)
        self.assertEqual(totals["peak_bytes"], 1400)
        self.assertEqual(totals["peak_blocks"], 5)
        self.assertEqual(totals["peak_event"], 11)
        self.assertEqual(totals["at_exit_blocks"], 0)


def jumping():
    """f jumps to where main had set a target, and leaves a block behind."""
    leap = Evaluate(Call("longjmp", [Element("targets", Number(0)), Number(1)]))
    f = Function("f", "void", [], [Assign(Name("p"), Call("malloc", [Number(10)])), leap])
    landing = Landing(
        Number(0),
        [Evaluate(Call("f", []))],
        [Evaluate(Call("free", [Name("p")]))],
    )
    main = Function("main", "int", [], [landing, Return(Number(0))], lands=True)
    variables = {"targets": Array("jmp_buf", 1), "p": None}
    return Program(variables, [f, main], [])


class Jumps(unittest.TestCase):
    def test_figures(self):
        lines = {line["text"]: line for line in expectation(jumping())["lines"]}
        found = {
            text: (line["occurrences"], line["increment"], line["mem_usage"])
            for text, line in lines.items()
        }
        self.assertEqual(found["longjmp(targets[0], 1);"], (1, 0, 10))
        self.assertEqual(found["if (setjmp(targets[0]) == 0) {"], (2, 0, 10))
        self.assertEqual(found["f();"], (1, 10, 10))
        self.assertEqual(found["free(p);"], (1, -10, 0))
        self.assertEqual(lines["}"]["function"], "main")


class LedgerRules(unittest.TestCase):
    def setUp(self):
        self.ledger = Ledger()

    def enter(self, function, line):
        self.ledger.enter(function)
        self.ledger.at(line)

    def test_recursion_charges_the_innermost(self):
        self.enter("f", 1)
        self.ledger.at(2)
        self.enter("f", 1)
        self.ledger.allocate(10)
        self.ledger.leave()
        self.ledger.finish()
        self.assertEqual(self.ledger.lines["f", 1]["increment"], 10)
        self.assertEqual(self.ledger.lines["f", 2]["increment"], 0)
        self.assertEqual(self.ledger.lines["f", 2]["peak"], 10)
        self.assertEqual(self.ledger.functions["f"]["net"], 10)

    def test_visits(self):
        self.enter("f", 1)
        self.ledger.at(1)
        self.ledger.jump_back()
        self.ledger.at(1)
        self.enter("g", 7)
        self.ledger.leave()
        self.ledger.at(1)
        self.ledger.at(2)
        self.ledger.at(1)
        self.assertEqual(self.ledger.lines["f", 1]["occurrences"], 3)

    def test_peak_is_of_all_threads_and_increment_of_one(self):
        self.enter("f", 1)
        first, second = self.ledger.stack, self.ledger.begin_thread()
        self.ledger.stack = second
        self.enter("g", 5)
        block = self.ledger.allocate(10)
        self.ledger.at(6)
        self.ledger.free(block)
        self.ledger.stack = first
        self.ledger.at(2)
        self.ledger.finish()
        f, g = self.ledger.lines["f", 1], self.ledger.lines["g", 5]
        self.assertEqual((f["peak"], f["increment"], f["mem_usage"]), (10, 0, 0))
        self.assertEqual((g["peak"], g["increment"], g["mem_usage"]), (10, 10, 10))
        self.assertEqual(self.ledger.lines["f", 2]["peak"], 0)

    def test_resize_is_one_event(self):
        self.enter("f", 1)
        block = self.ledger.allocate(100)
        self.ledger.at(2)
        self.ledger.resize(block, 130)
        self.ledger.finish()
        self.assertEqual(self.ledger.totals["peak_bytes"], 130)
        self.assertEqual(self.ledger.totals["events"], 2)
        second = self.ledger.lines["f", 2]
        self.assertEqual((second["allocated"], second["freed"]), (130, 100))
        self.assertEqual(second["increment"], 30)
        self.assertEqual(second["at_exit_bytes"], 130)
        self.assertEqual(self.ledger.lines["f", 1]["at_peak_bytes"], 0)


if __name__ == "__main__":
    unittest.main()
