#!/bin/sh
# Broken debug information: the tool goes through it, the program notices
# nothing, and nothing is lost but lines.
#
# DAMAGE_VARIANTS says how many variants are tried (150; in the release tier
# 1000); seeds count from DAMAGE_SEED (0).
#
# seconds: 130
#
# SPDX-License-Identifier: GPL-2.0-or-later
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
[ "$(uname -m)" = x86_64 ] || skip_all 'the variants are of 64-bit x86 programs'

first=${DAMAGE_SEED:-0}
variants=${DAMAGE_VARIANTS:-$(by_tier 75 1000)}
"$here/check" "$TESTTMP" "$first" $((first + variants - 1))
