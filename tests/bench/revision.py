"""memline as it was in another revision.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import shutil
import subprocess


def output(command, **more):
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=False, **more
    )
    return done.stdout.strip() if done.returncode == 0 else None


def build_revision(top, folder, revision, complain):
    """The path of the command of that revision, built in a clone that is kept,
    and a name for it.  complain(message) does not return."""
    commit = output(
        ["git", "-C", top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    )
    if not commit:
        complain(f"git knows no revision {revision!r} here")
    clone = f"{folder}/revisions/{commit}"
    if not os.path.isdir(clone):
        shutil.rmtree(f"{clone}.new", ignore_errors=True)
        made = output(["git", "clone", "-q", "--no-checkout", top, f"{clone}.new"])
        if made is None or output(
            ["git", "-C", f"{clone}.new", "checkout", "-q", commit]
        ) is None:
            complain(f"cannot clone {top}")
        os.rename(f"{clone}.new", clone)
    with open(f"{clone}.log", "w") as log:
        built = output([f"{clone}/scripts/build"], stderr=log)
    if not built:
        complain(f"{revision} does not build: see {clone}.log")
    return f"{built}/memline/cli/memline", f"@{commit[:7]}"
