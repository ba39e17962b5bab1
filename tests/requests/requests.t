#!/bin/sh
# Client requests of custom allocators: cases as in tests/tool, and totals
# beside those of Memcheck.
#
# SPDX-License-Identifier: GPL-2.0-or-later
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../tool/check" "$here/"
