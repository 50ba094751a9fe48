#!/bin/sh
# Installs the system packages that the build and the tests need, on Debian and its kin; elsewhere says which they are.
# Then the Python packages that the tests compare with, into .venv. Says and does nothing when they are all there.
set -eu
cd "$(dirname "$0")/.."

if ! command -v cargo >/dev/null 2>&1; then
    echo "Rust is missing: install it with rustup (https://rustup.rs), version 1.94 or newer, then run make again." >&2
    exit 1
fi

any() { # whether one of the files exists; a pattern that matches nothing arrives as it is written
    for file in "$@"; do [ -e "$file" ] && return 0; done
    return 1
}

has_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    # On Debian the library alone is not enough: the package with clang's own headers comes with libclang-dev.
    if command -v apt-get >/dev/null 2>&1; then
        any /usr/lib/llvm-*/lib/libclang*.so* && any /usr/lib/llvm-*/lib/clang/*/include/stddef.h
    else
        any /usr/lib/libclang*.so* /usr/lib64/libclang*.so* /usr/lib64/llvm*/lib/libclang*.so* /usr/lib/llvm*/lib/libclang*.so* \
            /usr/local/lib/libclang*.so* /opt/homebrew/opt/llvm/lib/libclang.dylib /usr/local/opt/llvm/lib/libclang.dylib \
            /Library/Developer/CommandLineTools/usr/lib/libclang.dylib
    fi
}

has_postgres() {
    any /usr/lib/postgresql/*/bin/initdb && return 0
    command -v initdb >/dev/null 2>&1
}

has_venv() {
    python3 -c 'import ensurepip, venv' >/dev/null 2>&1
}

# Whether .venv is what the list of packages asks for: a copy of the list lies in it once all of it is installed.
has_peers() {
    [ -x .venv/bin/python ] && cmp -s tests/peers/requirements.txt .venv/requirements.txt
}

install_peers() {
    has_peers && return 0
    echo "Installing what the tests compare with into .venv"
    python3 -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/peers/requirements.txt
    cp tests/peers/requirements.txt .venv/requirements.txt
}

missing=""
command -v c++ >/dev/null 2>&1 || missing="$missing g++"
command -v cmake >/dev/null 2>&1 || missing="$missing cmake"
command -v python3 >/dev/null 2>&1 || missing="$missing python3"
has_venv || missing="$missing python3-venv"
has_libclang || missing="$missing libclang-dev"
has_postgres || missing="$missing postgresql"
if [ -z "$missing" ]; then
    install_peers
    exit 0
fi

as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install, then run make again:$missing" >&2
    echo "(Debian's names: a C++ compiler, cmake and libclang build HiGHS, the solver of linear programmes; python3 runs the" >&2
    echo "independent checker in the tests, which also start a PostgreSQL server of their own. If libclang lies in an unusual place, say where in LIBCLANG_PATH.)" >&2
    exit 1
fi
if [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; then
    echo "As root, please run: apt-get install$missing" >&2
    echo "Then run make again." >&2
    exit 1
fi
echo "Installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
install_peers
