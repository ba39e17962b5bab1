"""Damages the debug information of a program: what is loaded when it runs, and
so what it does, stays as it is.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import random
import struct

ALLOC, NOBITS = 2, 8
HEADER = struct.Struct("<IIQQQQIIQQ")  # Elf64_Shdr
SYMBOL_BYTES = 24
NAME, TYPE, FLAGS, ADDRESS, OFFSET, SIZE = range(6)

# Those that say most of lines, functions and inlined calls.
FAVOURITES = (".debug_line", ".debug_info", ".debug_abbrev", ".debug_str",
              ".symtab")

# Values at the edges of what a field can hold.
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000,
         0xFFFFFFF0, 0xFFFFFFFF, 2**63 - 1, 2**63, 2**64 - 16, 2**64 - 1)


class Section:
    def __init__(self, at, fields):
        self.at = at  # of its header, in the file
        self.fields = fields
        self.name = ""

    offset = property(lambda self: self.fields[OFFSET])
    size = property(lambda self: self.fields[SIZE])


class Program:
    """The bytes of a 64-bit program, and the sections that can be damaged."""

    def __init__(self, data):
        self.data = data
        table, = struct.unpack_from("<Q", data, 0x28)
        count, names = struct.unpack_from("<HH", data, 0x3C)
        every = [Section(at, HEADER.unpack_from(data, at))
                 for at in range(table, table + count * HEADER.size, HEADER.size)]
        for section in every:
            begin = every[names].offset + section.fields[NAME]
            section.name = data[begin:data.index(b"\0", begin)].decode()
        self.idle = [s for s in every if s.size and s.fields[TYPE] != NOBITS
                     and not s.fields[FLAGS] & ALLOC]
        self.favourites = [s for s in self.idle if s.name in FAVOURITES]


def a_section(program, chance):
    favourite = chance.random() < 0.8
    return chance.choice(program.favourites if favourite else program.idle)


def an_offset(section, chance):
    """Often near the beginning: there are the headers."""
    limit = section.size if chance.random() < 0.6 else min(section.size, 64)
    return section.offset + chance.randrange(limit)


def put(data, section, at, new):
    """Overwrites, but not beyond the section."""
    end = min(at + len(new), section.offset + section.size)
    data[at:end] = new[:end - at]


def flip_bits(data, section, chance):
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        data[an_offset(section, chance)] ^= 1 << chance.randrange(8)


def fill(data, section, chance):
    length = chance.choice((1, 2, 4, 16, 100, section.size))
    byte = chance.choice((b"\0", b"\xff", b"\x80", None))
    new = byte * length if byte else chance.randbytes(length)
    put(data, section, an_offset(section, chance), new)


def put_edge(data, section, chance):
    width = chance.choice((1, 2, 4, 8))
    value = chance.choice(EDGES) % 2**(8 * width)
    put(data, section, an_offset(section, chance), value.to_bytes(width, "little"))


def put_leb(data, section, chance):
    """A number of up to 30 bytes, as DWARF writes numbers of any length."""
    length = chance.choice((2, 4, 5, 9, 10, 30))
    last = chance.choice((0, 1, 0x3F, 0x40, 0x7F))
    put(data, section, an_offset(section, chance),
        b"\xff" * (length - 1) + bytes([last]))


def swap(data, section, chance):
    length = chance.choice((1, 4, 8, 24, 100))
    first, second = (an_offset(section, chance) for _ in "12")
    a, b = bytes(data[first:first + length]), bytes(data[second:second + length])
    put(data, section, first, b)
    put(data, section, second, a)


def shift(data, section, chance):
    """What follows moves up or down by some bytes."""
    at, end = an_offset(section, chance), section.offset + section.size
    rest, by = bytes(data[at:end]), chance.choice((1, 2, 4, 24))
    moved = rest[by:] + rest[:by] if chance.random() < 0.5 \
        else rest[-by:] + rest[:-by]
    put(data, section, at, moved)


def resize(data, section, chance):
    """The section ends too early; rarely, beyond the end of the file, which
    Valgrind does not put up with."""
    size = chance.choice((0, section.size // 2, section.size - 1,
                          chance.randrange(section.size)))
    if section.name == ".symtab":  # nor with half a symbol
        size -= size % SYMBOL_BYTES
    if chance.random() < 0.05:
        size = chance.choice((section.size + 100, *EDGES))
    struct.pack_into("<Q", data, section.at + 32, size)


def move(data, section, chance):
    """The section is said to be elsewhere."""
    offset = chance.choice((section.offset + 1, chance.randrange(len(data)),
                            chance.choice(EDGES)))
    struct.pack_into("<Q", data, section.at + 24, offset)


def cut(data, section, chance):
    """The file ends in the section; the table of sections was behind it."""
    del data[an_offset(section, chance):]


KINDS = (flip_bits, fill, put_edge, put_leb, swap, shift, resize, move, cut)
WEIGHTS = (4, 4, 4, 3, 2, 2, 2, 1, 1)


def damage(program, seed):
    """Returns the bytes of a damaged program, and what was done to it."""
    chance = random.Random(seed)
    data = bytearray(program.data)
    said = []
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        kind, = chance.choices(KINDS, WEIGHTS)
        section = a_section(program, chance)
        kind(data, section, chance)
        said.append(f"{kind.__name__} {section.name}")
        if kind is cut:
            break
    return bytes(data), ", ".join(said)
