"""What libstdc++ allocates for exceptions, from what is called of it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

UNWIND_BYTES = 32  # what the unwinder keeps in front of an object thrown
HEADER_BYTES = 128  # that, and what libstdc++ does


class Exceptions:
    """An object is freed when the last handler that has it ends, if it has not
    thrown it again."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.blocks = {}  # address of the object -> live block
        self.handlers = {}  # address of the object -> how many; below 0: thrown again
        self.caught = []  # objects with handlers, outermost first

    def is_called(self, function):
        if function == "__cxa_rethrow":
            self.handlers[self.caught[-1]] *= -1

    def returns(self, function, argument, result):
        if function == "__cxa_allocate_exception":
            self.blocks[result] = self.ledger.allocate(argument + HEADER_BYTES)
        elif function == "__cxa_free_exception":
            self.ledger.free(self.blocks.pop(argument))
        elif function == "__cxa_begin_catch":
            self.begin_handler(argument + UNWIND_BYTES)
        elif function == "__cxa_end_catch":
            self.end_handler()

    def begin_handler(self, thrown):
        self.handlers[thrown] = abs(self.handlers.get(thrown, 0)) + 1
        if self.caught[-1:] != [thrown]:
            self.caught.append(thrown)

    def end_handler(self):
        thrown = self.caught[-1]
        again = self.handlers[thrown] < 0
        self.handlers[thrown] += 1 if again else -1
        if self.handlers[thrown] == 0:
            self.caught.pop()
            if not again:
                self.ledger.free(self.blocks.pop(thrown))
