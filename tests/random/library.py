"""What the library functions that random programs call do to the model.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from ledger import LIBRARY


class Leave(Exception):
    """break, continue, goto, return, longjmp and exit, on their way out."""

    def __init__(self, kind, value=None):
        super().__init__(kind)
        self.kind = kind
        self.value = value


class Library:
    """Needs the ledger, the schedule, and call() for functions of the program."""

    stacks_kept = 0  # of threads that have ended

    def library_malloc(self, size):
        return self.ledger.allocate(size)

    def library_calloc(self, count, size):
        return self.ledger.allocate(count * size)

    def library_aligned_alloc(self, _alignment, size):
        return self.ledger.allocate(size)

    def library_posix_memalign(self, element, _alignment, size):
        array, index = element
        array[index] = self.ledger.allocate(size)
        return 0

    def library_realloc(self, block, size):
        if block is None:
            return self.ledger.allocate(size)
        return self.ledger.resize(block, size)

    def library_free(self, block):
        if block is not None:
            self.ledger.free(block)

    def library_exit(self, _status):
        raise Leave("exit")

    def library_write(self, _file, _state, size):
        return size

    def library_longjmp(self, target, _value):
        raise Leave("longjmp", target)

    def library_pthread_create(self, thread, _attributes, function, argument):
        # glibc: the stack of a thread that has ended is used again; a new one
        # comes with a table for the thread's own variables, of the program and libc.
        if self.stacks_kept:
            self.stacks_kept -= 1
        else:
            if self.libc_has_lines:
                self.ledger.enter(LIBRARY)
                self.ledger.at(0)
            self.ledger.allocate(16 * (16 + 2))
            if self.libc_has_lines:
                self.ledger.leave()
        array, index = thread
        array[index] = self.new_thread()
        self.schedule.begin(array[index], lambda: self.call(function, [argument]))
        return 0

    def library_pthread_join(self, thread, _result):
        self.schedule.join(thread)
        self.stacks_kept += 1
        return 0

    def library_sem_post(self, semaphore):
        array, index = semaphore
        array[index] += 1
        return 0

    def library_sem_wait(self, semaphore):
        array, index = semaphore
        self.schedule.wait(lambda: array[index] > 0)
        array[index] -= 1
        return 0

    def library_qsort(self, array, count, _size, order):
        """glibc's: a merge sort; the halves are sorted where they are."""

        def sort(first, count):
            if count <= 1:
                return
            half = count // 2
            sort(first, half)
            sort(first + half, count - half)
            left, right, end = first, first + half, first + count
            merged = []
            while left < first + half and right < end:
                if self.call(order, [array[left], array[right]]) <= 0:
                    merged.append(array[left])
                    left += 1
                else:
                    merged.append(array[right])
                    right += 1
            merged += array[left : first + half]
            array[first : first + len(merged)] = merged

        sort(0, count)

    def library_bsearch(self, key, array, count, _size, order):
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            answer = self.call(order, [key, array[middle]])
            if answer == 0:
                return middle
            if answer < 0:
                high = middle
            else:
                low = middle + 1
        return None
