#!/bin/sh
# Installs the system packages the build and the tests need, on Debian and its kin; elsewhere says which.
set -eu

missing=""
command -v cmake >/dev/null 2>&1 || missing="$missing cmake"
command -v python3 >/dev/null 2>&1 || missing="$missing python3"
command -v c++ >/dev/null 2>&1 || missing="$missing g++"
if [ -z "${LIBCLANG_PATH:-}" ] &&
    ! ls /usr/lib/llvm-*/lib/libclang.so* /usr/lib/llvm-*/lib/libclang-*.so* /usr/lib/*/libclang*.so* >/dev/null 2>&1; then
    missing="$missing libclang-dev"
fi

if ! command -v cargo >/dev/null 2>&1; then
    echo "Rust is missing: install it with rustup or your system's packages, version 1.94 or newer." >&2
    exit 1
fi
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
    echo "Please install:$missing (names of Debian's packages), then run make again." >&2
    echo "HiGHS, the solver of linear programmes, is built from source with cmake and libclang." >&2
    exit 1
fi
echo "Installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing
