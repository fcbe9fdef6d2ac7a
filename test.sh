#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, checks and runs every functional test; closes with CTest's summary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'TEXT'
usage: ./test.sh [--full] [--only REGEX] [--repeat N] [--no-install]
  --full        add what takes long: sanitizers, all of clang-tidy, benchmarks
  --only REGEX  only the tests whose name matches
  --repeat N    every test N times
  --no-install  list the missing packages and exit 3
TEXT
}
wrong() { echo "test.sh: $1" >&2; usage >&2; exit 2; }

full=no only='' repeat=1 install=()
while [ $# -gt 0 ]; do
    case $1 in
        --full) full=yes ;;
        --only) [ $# -ge 2 ] || wrong "--only needs a REGEX"; only=$2; shift ;;
        --repeat)
            [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || wrong "--repeat needs a number above 0"
            repeat=$2; shift ;;
        --no-install) install=(--no-install) ;;
        -h | --help) usage; exit 0 ;;
        *) wrong "unknown option $1" ;;
    esac
    shift
done

say() { printf '\n== %s\n' "$1"; }

.ci/install "${install[@]}" run headless test

say 'checks of the source'
.ci/check-rooms
.ci/check-format

build() {
    cmake --preset "$1" >"build-$1.log" 2>&1 || { cat "build-$1.log" >&2; exit 1; }
    cmake --build --preset "$1" >>"build-$1.log" 2>&1 || { tail -60 "build-$1.log" >&2; exit 1; }
    mv "build-$1.log" "build/$1/build.log"
}

say 'build'
build dev

say 'checks of the build'
.ci/check-licences build/dev
if [ $full = yes ]; then .ci/check-tidy build/dev --all; else .ci/check-tidy build/dev; fi
if cmake --build build/dev --target help | grep -q '^all_qmllint:'; then
    cmake --build build/dev --target all_qmllint
fi

run_tests() {
    local arguments=(--test-dir "build/$1" --output-on-failure --no-tests=error -j 2)
    [ -z "$only" ] || arguments+=(-R "$only")
    [ "$repeat" = 1 ] || arguments+=(--repeat "until-fail:$repeat")
    [ $full = yes ] || arguments+=(-LE full)
    ctest "${arguments[@]}"
}

if [ $full = yes ]; then
    say 'sanitizers'
    build asan
    run_tests asan
    say 'benchmarks'
    for benchmark in build/dev/benchmarks/bench_*; do
        [ ! -x "$benchmark" ] || "$benchmark"
    done
fi

say 'tests'
run_tests dev
