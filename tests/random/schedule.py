"""The threads of a modelled program, of which one runs at a time.

Each is a thread of Python's, so that the model can stay a plain recursive one,
and waits for its turn until another has to wait.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import threading

STACK_BYTES = 256 << 20


class Schedule:
    """switch(thread) is called in the thread that goes on, which may be
    anything that can be a key."""

    def __init__(self, thread, switch):
        self.switch = switch
        self.current = thread
        self.turns = {thread: threading.Semaphore(0)}
        self.ready = {}  # of each thread that waits: whether it can go on
        self.failure = None

    def begin(self, thread, run):
        """Of a new thread; the one that runs goes on."""

        def body():
            self.turns[thread].acquire()
            try:
                self.go_on(thread)
                run()
            except BaseException as failure:
                self.failure = failure
            del self.turns[thread]
            self.hand_over()

        self.turns[thread] = threading.Semaphore(0)
        self.ready[thread] = lambda: True
        threading.stack_size(STACK_BYTES)
        threading.Thread(target=body, daemon=True).start()

    def join(self, thread):
        self.wait(lambda: thread not in self.turns)

    def wait(self, condition):
        """Returns when the condition holds, and it is this thread's turn."""
        if condition():
            return
        thread = self.current
        self.ready[thread] = condition
        self.hand_over()
        self.turns[thread].acquire()
        self.go_on(thread)

    def hand_over(self):
        """To the one thread that can go on: two could be in either order."""
        able = [thread for thread, condition in self.ready.items() if condition()]
        if len(able) != 1 and not self.failure:
            self.failure = RuntimeError(f"{len(able)} threads can go on")
        thread = next(iter(self.turns)) if self.failure else able[0]
        self.turns[thread].release()

    def go_on(self, thread):
        if self.failure:
            raise self.failure
        del self.ready[thread]
        self.current = thread
        self.switch(thread)
