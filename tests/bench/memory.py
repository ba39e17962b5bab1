"""What memline needs for each live block and each context.

What it needs once is taken out by a second run of the program, with one item:
the difference of the largest resident sets, over the number of items.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from measure import OK


def each(bench, results, program, folder, count, tool):
    """Bytes for each of count items, or None."""
    many = results.rss_kib(program.name, tool.name)
    one = bench.once(program, program.build(folder, 1), tool)
    if many is None or one.state != OK:
        return None
    return (many - one.rss_kib) * 1024 / (count - 1)


def text(bench, results, folder, count_of):
    """Lines on the programs that count items; empty if there are none, or if
    there is nothing to compare with."""
    base = [tool for tool in results.tools if tool.name == "none"]
    subjects = [tool for tool in results.tools if tool.subject]
    lines = []
    for program in results.programs:
        if not program.item or not base:
            continue
        count = count_of(program)
        without = each(bench, results, program, folder, count, base[0])
        for tool in subjects:
            with_it = each(bench, results, program, folder, count, tool)
            if without is not None and with_it is not None:
                lines.append(
                    f"{tool.name}: {with_it - without:.1f} bytes for each "
                    f"{program.item} of {count:,} ({with_it:.1f}, and "
                    f"{without:.1f} under none)\n"
                )
    return "".join(lines)
