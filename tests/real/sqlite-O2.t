#!/bin/sh
# SQLite with optimisation.
#
# seconds: 150
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/sqlite.sh"

examine_sqlite -O2 "$(by_tier 10000 100000)"
finish
