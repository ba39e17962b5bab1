"""Runs a command on a terminal of that size and prints what it shows there.

    terminal.py COLUMNS ROWS COMMAND [ARGUMENT]...

Exits with the command's status.  It is nobody's controlling terminal: the
kernel drops what is still unread on one when the leader of its session ends.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import fcntl
import os
import struct
import subprocess
import sys
import termios

columns, rows = map(int, sys.argv[1:3])
master, slave = os.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
command = subprocess.Popen(
    sys.argv[3:], stdin=slave, stdout=slave, stderr=slave, start_new_session=True
)
os.close(slave)
shown = b""
while True:
    try:
        more = os.read(master, 65536)
    except OSError:  # nobody has it open any more
        break
    shown += more
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(command.wait())
