#!/bin/sh
# memline builds against every supported Valgrind, and runs in it; and for arm64
# it compiles and links.
#
# tier: release
# seconds: 250
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
matrix=$SRC/scripts/matrix

[ -x "$SRC/configure" ] || skip_all 'no configure script'
[ ! -f "$SRC/config.status" ] || skip_all 'the source tree is configured'
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] ||
  skip_all 'not a Debian amd64 machine'

"$matrix" >"$TESTTMP/table" 2>"$TESTTMP/talk"
status=$?
[ "$status" != 3 ] || skip_all "$(tail -n 1 "$TESTTMP/talk")"
sed 's/^/# /' "$TESTTMP/table"

check 'all is as it should be' sh -c 'cat "$2"; exit "$1"' - \
  "$status" "$TESTTMP/talk"

# row RELEASE PLATFORM TESTS: the row says that it was built, and a glob what
# was tested.
row () {
  row=$(grep "^[^ ]* *$1 *$2 " "$TESTTMP/table")
  echo "$row"
  # shellcheck disable=SC2254 # a glob on purpose
  case $row in *\ yes\ *\ $3\ *) true ;; *) false ;; esac
}
for release in bookworm trixie sid; do
  check "amd64 with $release's Valgrind" row $release amd64-linux '[1-9]* of *'
  check "x86 with $release's Valgrind" row $release x86-linux '[1-9]* of *'
done
check "arm64 with bookworm's Valgrind" row bookworm arm64-linux '- '

check 'the tool for arm64 is one' sh -c 'readelf -h "$1" | grep AArch64' - \
  "$BUILD/matrix/bookworm-arm64/build/memline/lib/memline-arm64-linux"

# refuses STATUS WORD ARGUMENT...
refuses () {
  expected=$1
  word=$2
  shift 2
  status=0
  said=$("$matrix" "$@" 2>&1) || status=$?
  echo "exit status $status: $said"
  [ "$status" = "$expected" ] && case $said in *"$word"*) true ;; *) false ;; esac
}
check 'a release that it does not know' refuses 2 woody/amd64 woody/amd64
check 'an unknown option' refuses 2 -x -x

# What apt says is made up: a mirror without the release, no network, no mirror.
mkdir "$TESTTMP/bin"
cat >"$TESTTMP/bin/apt-get" <<'END'
#!/bin/sh
case "$*" in
  *--print-uris*) echo "'http://mirror/debian/dists/$CODENAME/main/binary-all/Packages.xz' x 0" ;;
  *) echo "$REASON"; exit 100 ;;
esac
END
chmod +x "$TESTTMP/bin/apt-get"
PATH=$TESTTMP/bin:$PATH
BUILD=$TESTTMP
CODENAME=$(. /etc/os-release && echo "$VERSION_CODENAME")
REASON="E: The repository 'x' does not have a Release file."
export PATH BUILD CODENAME REASON
check 'a mirror that does not have the release' \
  refuses 2 'no Valgrind of Debian'\''s trixie' trixie/amd64
REASON='E: Failed to fetch x  Could not connect'
check 'no network' refuses 3 'cannot fetch' trixie/amd64
CODENAME=other
check 'no mirror' refuses 3 'no mirror' trixie/amd64
finish
