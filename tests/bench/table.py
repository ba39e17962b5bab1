"""The table that people read, within 80 columns if memline is measured in one
revision or two.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from measure import FAILED, OK, OVER
from results import BASE

SECONDS = ("native", "none")


def narrow(value):
    """A figure in at most four characters."""
    if value is None:
        return "-"
    for digits in (2, 1, 0):
        text = f"{value:.{digits}f}"
        if len(text) <= 4:
            return text
    return text


def cell(value, state):
    if state == FAILED:
        return "fail"
    if value is None:
        return "-"
    return f"{'>' if value.bound else ''}{narrow(value.median)}"


def span(value):
    if value is None or value.bound:
        return ""
    return f"{narrow(value.low)}-{narrow(value.high)}"


def seconds_cell(results, program, tool):
    if program is None:
        return ""
    state = results.state(program.name, tool)
    if state == FAILED:
        return "fail"
    if state == OVER:
        return f">{results.limit:.0f}"
    return narrow(results.seconds(program.name, tool))


class Column:
    """text(program) is the cell in the row of the program, or, for None, in
    that of the geometric mean."""

    def __init__(self, heading, width, text):
        self.heading = heading
        self.width = width
        self.text = text


def ratio(results, program, tool, base):
    if program is None:
        return results.mean(tool, base)
    return results.ratio(program.name, tool, base)


def ratio_column(results, tool, base, heading, width=6):
    def text_of(program):
        state = results.state(program.name, tool) if program else OK
        return cell(ratio(results, program, tool, base), state)

    return Column(heading, width, text_of)


def spread_columns(results, tool, base, heading):
    """The ratio, and between what it lies if there is more than one round."""
    if results.rounds == 1:
        yield ratio_column(results, tool, base, heading, 10)
        return
    yield ratio_column(results, tool, base, ("", heading[1]))
    yield Column(
        (heading[0], "min-max"),
        10,
        lambda p: span(ratio(results, p, tool, base)),
    )


def columns(results):
    tools = results.tools
    for tool in tools:
        if tool.name in SECONDS:
            yield Column(
                ("", tool.name),
                6 if tool.name == "native" else 5,
                lambda p, name=tool.name: seconds_cell(results, p, name),
            )
    subjects = [tool for tool in tools if tool.subject]
    for tool in subjects:
        yield from spread_columns(results, tool.name, BASE, (tool.name, "ratio"))
    for tool in tools:
        if tool.name not in SECONDS and not tool.subject:
            yield ratio_column(results, tool.name, BASE, tool.heading)
    if len(subjects) == 2:
        new, old = (tool.name for tool in subjects)
        yield from spread_columns(results, new, old, ("new / old", "ratio"))


def text(results):
    shown = list(columns(results))
    lines = ["CPU time: in seconds for native and none, else times that of none.", ""]

    def line(name, cells):
        rest = (f"{text:>{c.width}}" for c, text in zip(shown, cells))
        lines.append(f"{name:<17}{''.join(rest)}".rstrip())

    for half in (0, 1):
        line(("", "program")[half], (column.heading[half] for column in shown))
    lines.append("-" * max(map(len, lines)))
    for group in ("perf", "own"):
        for program in results.programs:
            if program.group == group:
                line(program.name, (column.text(program) for column in shown))
        if group == "perf" and any(p.group == "perf" for p in results.programs):
            line("geometric mean", (column.text(None) for column in shown))
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
