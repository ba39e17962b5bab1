#!/bin/sh
# SQLite without optimisation.
#
# tier: release
# seconds: 250
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/sqlite.sh"

examine_sqlite -O0 100000
finish
