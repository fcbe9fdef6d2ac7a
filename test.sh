#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, checks and runs every functional test; closes with CTest's summary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'TEXT'
usage: ./test.sh [--full] [--only REGEX] [--repeat N] [--no-install]
  --full        add what takes long: the same with sanitizers, all of clang-tidy, benchmarks, the tests labelled full
  --only REGEX  only the tests and benchmarks whose name matches, and no checks of the source
  --repeat N    every test N times
  --no-install  where packages are missing, list them and exit 3
Exits 0 when everything passed, 2 on wrong usage, 3 when packages are missing, 1 or CTest's code else.
TEXT
}
wrong() { echo "test.sh: $1" >&2; usage >&2; exit 2; }

full=no only='' repeat=1 install=()
while [ $# -gt 0 ]; do
    case $1 in
        --full) full=yes ;;
        --only) [ -n "${2:-}" ] || wrong "--only needs a REGEX"; only=$2; shift ;;
        --repeat)
            [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || wrong "--repeat needs a number above 0"
            repeat=$2; shift ;;
        --no-install) install=(--no-install) ;;
        -h | --help) usage; exit 0 ;;
        *) wrong "unknown option $1" ;;
    esac
    shift
done

export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    [ $status = 0 ] || cat "$log" >&2
    rm -f "$log"
    return $status
}
say() { printf '\n== %s\n' "$1"; }

# A plain run simulates the same histories each time and fails for what has changed alone; --repeat and --full draw others.
[ "$repeat" != 1 ] || [ $full = yes ] || export AUTH0_SIMULATION_SEED=1

run_tests() {
    local arguments=(--test-dir "build/$1" --output-on-failure --no-tests=error -j 2)
    [ -z "$only" ] || arguments+=(-R "$only")
    [ "$repeat" = 1 ] || arguments+=(--repeat "until-fail:$repeat")
    # What takes hours is run once, without sanitizers.
    [ $full = yes ] && [ "$1" = dev ] || arguments+=(-LE full)
    ctest "${arguments[@]}"
}

groups=(run headless test)
[ $full = no ] || groups+=(full)
.ci/install "${install[@]}" "${groups[@]}"

if [ -z "$only" ]; then
    say 'checks of the source'
    .ci/check-format
    .ci/check-licences
    .ci/check-rooms
fi

say 'build'
.ci/build dev build/dev "$only"

if [ -z "$only" ]; then
    say 'checks of what was built'
    .ci/check-linkage build/dev
    quietly cmake --build build/dev --target all_qmllint
    if [ $full = yes ]; then .ci/check-tidy build/dev --all; else .ci/check-tidy build/dev; fi
fi

if [ $full = yes ]; then
    say 'build with sanitizers'
    .ci/build asan build/asan "$only"
    say 'tests with sanitizers'
    run_tests asan
    say 'benchmarks'
    .ci/build bench build/bench "$only"
    for benchmark in build/bench/benchmarks/bench_*; do
        if [ -f "$benchmark" ] && [[ $benchmark =~ $only ]]; then "$benchmark"; fi
    done
fi

say 'tests'
run_tests dev
