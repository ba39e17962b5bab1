#!/usr/bin/python3
"""Adds to a copy of memline's tree what docs/architecture.md says how to add.

    add.py TREE column|export|view|request

Prints the files that were changed or made, sorted.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def instead(anchor, text):
    """An edit of a file: TEXT in place of ANCHOR, which is there just once."""

    def edit(old):
        if old.count(anchor) != 1:
            raise SystemExit(f"add.py: expected once, found {old.count(anchor)} times: {anchor}")
        return old.replace(anchor, text)

    return edit


def before(anchor, text):
    return instead(anchor, text + anchor)


def new(name):
    """A file that lies beside this one."""
    return lambda old: (HERE / name).read_text(encoding="utf-8")


CONTRACT = "memline/shared/profile.h"
SOURCES = "memline/cli/sources.am"

# Two columns: a sum that has a whole, and a maximum that has none.
COLUMN_ROWS = """\
  X(TEMPORARY, "temporary", "Temporary", COUNT, SUM, OWN, 16, 3, ALLOCS,       \\
    SELF_ALLOCS, "blocks that it allocated and that were gone soon")           \\
  X(MOST_BYTES, "most_bytes", "Most live", BYTES, LARGEST, OWN, 17, 3,         \\
    NOTHING, SELF_ALLOCATED, "live bytes of one of its call paths, at most")   \\
"""
COLUMN_CODE = """\
      f->of[FIGURE_TEMPORARY] += k->temporary.blocks;
      ML_(figures_raise)(f, FIGURE_MOST_BYTES, k->most.bytes);
"""

# The file -> its edits.
ADDITIONS = {
    "column": {
        CONTRACT: [
            instead("#define PROFILE_LEVEL 2", "#define PROFILE_LEVEL 3"),
            before('  X(AT_PEAK_BYTES, "at_peak_bytes", "At peak", BYTES, WORST, OWN', COLUMN_ROWS),
        ],
        "memline/tool/report/flows.c": [
            before("      f->of[FIGURE_AT_PEAK_BYTES] +=", COLUMN_CODE),
        ],
    },
    "export": {
        "memline/cli/exports/export_names.c": [new("export_names.c")],
        "memline/cli/exports/export.h": [
            before("  X(lcov, ", '  X(names, "NAME.txt", "a list of functions")  \\\n'),
        ],
        SOURCES: [
            before(
                "\tmemline/cli/exports/export_lcov.c", "\tmemline/cli/exports/export_names.c \\\n"
            ),
        ],
    },
    "view": {
        "memline/cli/commands/cmd_files.c": [new("cmd_files.c")],
        "memline/cli/commands/commands.h": [before("  X(diff) ", "  X(files)  \\\n")],
        SOURCES: [
            before(
                "\tmemline/cli/commands/cmd_diff.c", "\tmemline/cli/commands/cmd_files.c \\\n"
            ),
        ],
    },
    "request": {
        "memline/memline.h": [
            instead(
                "  VG_USERREQ__MEMLINE_LIVE_BLOCKS\n}",
                "  VG_USERREQ__MEMLINE_LIVE_BLOCKS,\n  VG_USERREQ__MEMLINE_BLOCK_SIZE\n}",
            ),
            before(
                "/* The number of live heap blocks, or 0. */",
                "/* The size that was asked for of the live block at ADDR, or 0. */\n"
                "#define MEMLINE_BLOCK_SIZE(addr) \\\n"
                "  ((unsigned long)VALGRIND_DO_CLIENT_REQUEST_EXPR( \\\n"
                "      0, VG_USERREQ__MEMLINE_BLOCK_SIZE, addr, 0, 0, 0, 0))\n\n",
            ),
        ],
        "memline/tool/doors/requests.c": [
            before(
                "   case VG_USERREQ__MEMLINE_LIVE_BLOCKS:",
                "   case VG_USERREQ__MEMLINE_BLOCK_SIZE:\n"
                "      if (!ML_(event_block_size)(args[1], result))\n"
                "         *result = 0;\n"
                "      return True;\n",
            ),
        ],
    },
}


def main(tree, what):
    for name, edits in ADDITIONS[what].items():
        path = Path(tree) / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for edit in edits:
            text = edit(text)
        path.write_text(text, encoding="utf-8")
    print("\n".join(sorted(ADDITIONS[what])))


if __name__ == "__main__":
    main(*sys.argv[1:])
