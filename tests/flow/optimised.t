#!/bin/sh
# Rare control flow: the same kind of cases as tests/tool has, each with its
# visits counted the second way as well.  Here the programs that are built
# optimised.
#
# tier: release
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../tool/check" --part=optimised "$here/"
