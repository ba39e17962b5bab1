"""imports.py COUNT: imports so many modules of the standard library, at most
the 100 below.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import importlib
import sys

MODULES = """
    abc argparse array ast asyncio base64 bdb binascii bisect bz2 calendar
    cmd code codecs collections colorsys compileall concurrent.futures
    configparser contextlib copy csv ctypes curses dataclasses datetime decimal
    difflib dis doctest email.message enum fileinput fnmatch fractions ftplib
    functools getopt getpass gettext glob graphlib gzip hashlib heapq hmac html
    http.client imaplib inspect io ipaddress itertools json keyword linecache
    locale logging lzma mailbox mimetypes netrc numbers operator optparse pathlib
    pdb pickle pkgutil platform plistlib poplib pprint profile pstats queue random
    re sched secrets selectors shelve shlex shutil smtplib socket sqlite3
    ssl statistics string subprocess tarfile tempfile textwrap threading
    timeit tokenize trace typing unittest
""".split()

assert len(MODULES) == 100, len(MODULES)
for name in MODULES[: int(sys.argv[1])]:
    importlib.import_module(name)
print(len(sys.modules))
