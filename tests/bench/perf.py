"""Valgrind's own performance programs, which are not in its package: fetches
Valgrind's source with apt and builds them as its Makefiles do.

Nothing is installed, and no setting of the machine changes: apt works in
folders of its own.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import glob
import os
import re
import shutil
import subprocess
import tarfile

NAMES = """bigcode1 bigcode2 bz2 fbench ffbench heap heap_pdb4 many-loss-records
many-xpts memrw sarp tinycc""".split()

FLAGS = "-g -O -w -fno-stack-protector -I. -I.. -I../include -DVGO_linux=1".split()
OWN_FLAGS = {"fbench": ["-O2"]}
FOLDERS = ("perf/", "include/", "tests/sys_mman.h", "tests/malloc.h")
KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


class Unavailable(Exception):
    """Says why there is no source."""


def apt(folder, *arguments):
    settings = [
        f"Dir::State={folder}",
        "Dir::State::status=/dev/null",
        f"Dir::Cache={folder}",
        "Dir::Etc::sourcelist=/dev/null",
        f"Dir::Etc::sourceparts={folder}",
        "APT::Sandbox::User=root",
        "APT::Update::Error-Mode=any",
    ]
    return subprocess.run(
        ["apt-get", "-qq"]
        + [f"-o{setting}" for setting in settings]
        + list(arguments),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def debian():
    """The mirror and the release, as apt on this machine is configured."""
    with open("/etc/os-release") as file:
        release = re.search(r"^VERSION_CODENAME=(\w+)", file.read(), re.M)
    if not release or not shutil.which("apt-get"):
        raise Unavailable("this is not Debian")
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    ).stdout
    for line in listed.splitlines():
        uri, _, codename = line.partition(" ")
        if codename == release[1]:
            return uri, codename
    raise Unavailable("apt knows no mirror of this Debian release")


def fetch(folder):
    """Leaves perf/ and the headers that it needs in the folder."""
    if os.path.isdir(f"{folder}/perf"):
        return
    uri, release = debian()
    work = f"{folder}.apt"
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(f"{work}/lists/partial")
    os.makedirs(f"{work}/archives/partial")
    with open(f"{work}/debian.sources", "w") as file:
        file.write(f"Types: deb-src\nURIs: {uri}\nSuites: {release}\n")
        file.write("Components: main\n")
        if os.path.exists(KEYS):
            file.write(f"Signed-By: {KEYS}\n")
    for arguments in (["update"], ["source", "--download-only", "valgrind"]):
        step = apt(work, *arguments)
        if step.returncode != 0:
            raise Unavailable(step.stdout.strip() or "apt-get failed")
    unpack(glob.glob(f"{work}/valgrind_*.orig.tar.*[a-z2]")[0], work)
    # tests/malloc.h includes what configure would make, and uses none of it.
    with open(f"{work}/source/config.h", "w"):
        pass
    os.rename(f"{work}/source", folder)
    shutil.rmtree(work)


def unpack(archive, work):
    """What is needed of the archive, without its top folder."""
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.partition("/")[2]
            if member.isfile() and path.startswith(FOLDERS):
                member.name = path
                tar.extract(member, f"{work}/source")


def read_vgperf(path):
    """The keys of a .vgperf file; what is not there is empty."""
    keys = {"args": "", "vgopts": ""}
    with open(path) as file:
        for line in file:
            key, colon, value = line.partition(":")
            if colon:
                keys[key.strip()] = value.strip()
    return keys


def build(name, folder):
    """Returns the command and the options that Valgrind should have.  Those
    meant for one tool say so themselves (--massif:depth=100)."""
    fetch(folder)
    keys = read_vgperf(f"{folder}/perf/{name}.vgperf")
    program = f"{folder}/perf/{keys['prog']}"
    if not os.path.exists(program):
        subprocess.run(
            ["gcc", *FLAGS, *OWN_FLAGS.get(keys["prog"], [])]
            + ["-o", f"{program}.new", f"{keys['prog']}.c", "-lm", "-lpthread"],
            cwd=f"{folder}/perf",
            check=True,
        )
        os.rename(f"{program}.new", program)
    arguments = [
        f"{folder}/perf/{word}" if word.endswith(".c") else word
        for word in keys["args"].split()
    ]
    return [program] + arguments, keys["vgopts"].split()
