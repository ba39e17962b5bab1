#!/bin/sh
# Debug information that is odd or not complete: cases as in tests/tool, each
# with its visits counted the second way as well.
#
# SPDX-License-Identifier: GPL-2.0-or-later
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../tool/check" "$here/"
