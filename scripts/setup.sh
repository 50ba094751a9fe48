#!/bin/sh
# Installs what the build and the tests need: the system's packages on Debian and its kin, elsewhere it says which they are; and
# in target/, the Python and Node packages that tests run beside our own code. Says and does nothing when all are there.
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

has_venv() { # on Debian a package of its own
    python3 -c 'import ensurepip, venv' >/dev/null 2>&1
}

missing_packages() {
    missing=""
    command -v c++ >/dev/null 2>&1 || missing="$missing g++"
    command -v cmake >/dev/null 2>&1 || missing="$missing cmake"
    command -v python3 >/dev/null 2>&1 || missing="$missing python3"
    has_venv || missing="$missing python3-venv"
    has_libclang || missing="$missing libclang-dev"
    has_postgres || missing="$missing postgresql"
    command -v khal >/dev/null 2>&1 || missing="$missing khal"
    command -v vdirsyncer >/dev/null 2>&1 || missing="$missing vdirsyncer"
    command -v node >/dev/null 2>&1 || missing="$missing nodejs"
    command -v npm >/dev/null 2>&1 || missing="$missing npm"
}

install_packages() {
    as_root=""
    [ "$(id -u)" = 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Please install, then run make again:$missing" >&2
        echo "(Debian's names: a C++ compiler, cmake and libclang build HiGHS, the solver of linear programmes; python3 runs the" >&2
        echo "independent checker in the tests, which also start a PostgreSQL server of their own and read feeds with real calendar" >&2
        echo "clients, khal, vdirsyncer and Node's. If libclang lies in an unusual place, say where in LIBCLANG_PATH.)" >&2
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
}

# Both keep the list they installed beside what they installed, so that a changed list is noticed.
python_packages() {
    list=tests/python/requirements.txt
    cmp -s "$list" target/python/requirements.txt && return 0
    echo "Installing the packages of $list"
    rm -rf target/python
    python3 -m venv target/python
    target/python/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$list"
    cp "$list" target/python/
}

node_packages() {
    list=tests/clients/package-lock.json
    cmp -s "$list" target/node/package-lock.json && return 0
    echo "Installing the packages of $list"
    rm -rf target/node
    mkdir -p target/node
    cp tests/clients/package.json target/node/
    cp "$list" target/node/
    if ! npm ci --prefix target/node --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
        rm -rf target/node
        return 1
    fi
}

missing_packages
[ -z "$missing" ] || install_packages
python_packages
node_packages
