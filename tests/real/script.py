"""What a Python program does: classes, containers, text, regular expressions,
JSON, exceptions and generators.  Prints results that do not depend on time,
addresses or the hash seed.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import re


class Shape:
    """A shape with a name; the subclasses know their areas."""

    def __init__(self, name):
        self.name = name
        self.tags = set()

    def area(self):
        raise NotImplementedError(self.name)

    def __lt__(self, other):
        return (self.area(), self.name) < (other.area(), other.name)


class Square(Shape):
    def __init__(self, name, side):
        super().__init__(name)
        self.side = side

    def area(self):
        return self.side**2


class Blob(Shape):
    __slots__ = ("weight",)


def shapes(count):
    """Yields shapes; every seventh one has no area."""
    for i in range(count):
        shape = Blob(f"blob {i}") if i % 7 == 0 else Square(f"square {i}", i % 13)
        shape.tags.update({"odd" if i % 2 else "even", f"mod {i % 5}"})
        yield shape


def sort_shapes():
    known, unknown = [], []
    for shape in shapes(400):
        try:
            shape.area()
            known.append(shape)
        except NotImplementedError as error:
            unknown.append(str(error))
    known.sort()
    print(known[0].name, known[-1].name, len(unknown), unknown[-1])
    print(sorted({tag for shape in known for tag in shape.tags}))


def count_words():
    text = "It was 1 of 12 grey geese; it saw 144 greyer ones. " * 150
    counts = {}
    for word in re.findall(r"[a-z]+|\d+", text.lower()):
        counts[word] = counts.get(word, 0) + 1
    print(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6])
    print(re.sub(r"gre(y\w*)", r"gra\1", text, count=3)[:60])


def round_trip():
    tree = {"leaf": [0.5, None, True, "ünïcode"]}
    for depth in range(40):
        tree = {"depth": depth, "children": [tree, {"n": list(range(depth))}]}
    text = json.dumps(tree)
    assert json.loads(text) == tree
    print(len(text), text.count("depth"))
    try:
        json.loads(text[:-5])
    except json.JSONDecodeError as error:
        print(error.msg)


def grow_and_shrink():
    """A peak in the middle of the run."""
    rows = [[i] * 20 for i in range(1500)]
    total = sum(map(sum, rows))
    del rows
    big = 3**3000
    print(total, len(str(big)), bytes(range(5)).hex())


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


if __name__ == "__main__":
    sort_shapes()
    count_words()
    round_trip()
    grow_and_shrink()
    print(fibonacci(14))
