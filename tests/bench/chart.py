"""The chart: a row for each program, a mark for each tool, on a logarithmic
scale of times to `none`.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import math
from html import escape

TITLE = "CPU time, times that of --tool=none"
LEFT, RIGHT, TOP, ROW, WIDTH = 150, 30, 76, 19, 800
TICKS = (0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 500)
SUBJECT_COLOURS = ("#d40000", "#7a4b4b")
COLOURS = ("#0072b2", "#009e73", "#b8860b", "#cc79a7", "#56b4e9", "#555555")


def rows(results, tools):
    """Pairs of a label and the ratios, one for each tool; the geometric mean
    follows the programs that it is of."""
    perf = [p.name for p in results.programs if p.group == "perf"]
    own = [p.name for p in results.programs if p.group != "perf"]
    for name in perf:
        yield name, [results.ratio(name, tool.name) for tool in tools]
    if perf:
        yield "geometric mean", [results.mean(tool.name) for tool in tools]
    for name in own:
        yield name, [results.ratio(name, tool.name) for tool in tools]


class Scale:
    def __init__(self, values):
        low, high = min(values, default=1), max(values, default=2)
        self.low = max((t for t in TICKS if t <= low), default=TICKS[0])
        self.high = min((t for t in TICKS if t >= high), default=high)
        self.high = max(self.high, 2 * self.low)
        self.ticks = [t for t in TICKS if self.low <= t <= self.high]

    def x(self, value):
        part = math.log(max(value, self.low) / self.low)
        return LEFT + (WIDTH - LEFT - RIGHT) * part / math.log(self.high / self.low)


def mark(x, y, ratio, colour, subject):
    """A disc, larger for memline; a triangle to the right where the ratio is at
    least this."""
    if ratio.bound:
        points = f"{x - 4:.1f},{y - 5} {x + 6:.1f},{y} {x - 4:.1f},{y + 5}"
        return f'<polygon points="{points}" fill="{colour}"/>'
    size = 5.5 if subject else 4
    return f'<circle cx="{x:.1f}" cy="{y}" r="{size}" fill="{colour}"/>'


def words(x, y, content, anchor="start", more=""):
    at = f'x="{x:.1f}" y="{y}" text-anchor="{anchor}"'
    return f"<text {at}{more}>{escape(content)}</text>"


def legend(tools, colours):
    x = LEFT
    for tool, colour in zip(tools, colours):
        size = 5.5 if tool.subject else 4
        yield f'<circle cx="{x}" cy="42" r="{size}" fill="{colour}"/>'
        yield words(x + 9, 46, tool.name)
        x += 9 + 7 * len(tool.name) + 20


def axis(scale, bottom):
    for tick in scale.ticks:
        x = scale.x(tick)
        colour = "#000" if tick == 1 else "#ddd"
        yield f'<path d="M{x:.1f} {TOP - 8}V{bottom}" stroke="{colour}"/>'
        yield words(x, TOP - 12, f"{tick:g}", "middle", ' fill="#555"')


def write(results, path):
    # heaptrack's program runs natively: its ratios would stretch the scale.
    tools = [t for t in results.tools if t.name not in ("native", "none", "heaptrack")]
    tools.sort(key=lambda tool: not tool.subject)
    subjects = sum(tool.subject for tool in tools)
    colours = SUBJECT_COLOURS[:subjects] + COLOURS
    table = list(rows(results, tools))
    scale = Scale([r.median for _, ratios in table for r in ratios if r])
    bottom = TOP + ROW * len(table)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 10}"'
        ' font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        words(LEFT, 22, TITLE, more=' font-size="14"'),
        *legend(tools, colours),
        *axis(scale, bottom),
    ]
    for number, (name, ratios) in enumerate(table):
        y = TOP + ROW * number + ROW // 2
        more = ' font-weight="bold"' if name == "geometric mean" else ""
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#eee"/>')
        parts.append(words(LEFT - 12, y + 4, name, "end", more))
        # memline last, on top.
        for tool, ratio, colour in reversed(list(zip(tools, ratios, colours))):
            if ratio:
                x = scale.x(ratio.median)
                parts.append(mark(x, y, ratio, colour, tool.subject))
    parts.append("</svg>\n")
    with open(path, "w") as file:
        file.write("\n".join(parts))
