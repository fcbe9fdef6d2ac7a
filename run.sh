#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets everything up and runs the sample application on the local tenant.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'TEXT'
usage: ./run.sh [--headless] [--domain D --client-id C [--audience A]] [--port N] [--no-install]
  --headless    do the main job without a display and print a line a step
  --domain D    a real tenant instead of the local one; --client-id C goes with it
  --audience A  the API whose token is asked for
  --port N      the local tenant's port (default: any free one)
  --no-install  list the missing packages and exit 3
Exits 0 all done, 1 a step failed, 2 wrong usage, 3 could not install or build.
TEXT
}
wrong() { echo "run.sh: $1" >&2; usage >&2; exit 2; }

headless=no domain='' client='' audience='' port=0 install=()
while [ $# -gt 0 ]; do
    case $1 in
        --domain | --client-id | --audience | --port) [ $# -ge 2 ] && [ -n "$2" ] || wrong "$1 needs a value" ;;&
        --headless) headless=yes ;;
        --domain) domain=$2; shift ;;
        --client-id) client=$2; shift ;;
        --audience) audience=$2; shift ;;
        --port)
            [[ $2 =~ ^[0-9]+$ ]] && [ "$2" -le 65535 ] || wrong "--port needs a number up to 65535"
            port=$2; shift ;;
        --no-install) install=(--no-install) ;;
        -h | --help) usage; exit 0 ;;
        *) wrong "unknown option $1" ;;
    esac
    shift
done
[ -n "$domain" ] || [ -z "$client$audience" ] || wrong "--client-id and --audience go with --domain"
[ -z "$domain" ] || [ -n "$client" ] || wrong "--domain needs --client-id"

groups=(run)
[ $headless = no ] || groups+=(headless)
.ci/install "${install[@]}" "${groups[@]}" || exit 3

build=build/release
{ cmake --preset release && cmake --build --preset release; } >build-release.log 2>&1 || { tail -60 build-release.log >&2; exit 3; }
mv build-release.log $build/build.log

# A keyring of our own where the session has none: what is stored then ends with this run.
if ! dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListActivatableNames 2>/dev/null \
    | grep -q org.freedesktop.secrets && [ -z "${AUTH0QT_PRIVATE_KEYRING:-}" ]; then
    echo 'no session bus with a Secret Service: a private one is started for this run'
    export AUTH0QT_PRIVATE_KEYRING=yes
    options=()
    [ $headless = no ] || options+=(--headless)
    [ -z "$domain" ] || options+=(--domain "$domain" --client-id "$client")
    [ -z "$audience" ] || options+=(--audience "$audience")
    exec tests/support/isolated --keyring ./run.sh "${options[@]}" --port "$port"
fi

if [ $headless = yes ]; then
    options=(--build "$build" --port "$port")
    [ -z "$domain" ] || options=(--build "$build" --domain "$domain" --client-id "$client")
    [ -z "$audience" ] || options+=(--audience "$audience")
    exec tests/e2e/mainjob "${options[@]}"
fi

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo 'no display: the sample runs offscreen; ./run.sh --headless does the main job'
    export QT_QPA_PLATFORM=offscreen
fi
sample=$build/app/auth0-sample
if [ -n "$domain" ]; then
    exec "$sample" --domain "$domain" --client-id "$client" ${audience:+--audience "$audience"}
fi
lines=$(mktemp)
trap 'kill "${tenant:-}" 2>/dev/null || true; rm -f "$lines"' EXIT
"$build/tenant/auth0-local-tenant" --port "$port" >"$lines" &
tenant=$!
for _ in $(seq 100); do
    grep -q '^listening on ' "$lines" && break
    kill -0 "$tenant" 2>/dev/null || { echo 'run.sh: the local tenant did not start' >&2; exit 1; }
    sleep 0.05
done
base=$(sed -n 's/^listening on \(.*\)\/$/\1/p' "$lines")
echo "the local tenant listens on $base/; log in as alice@example.com with Passw0rd!"
"$sample" --domain "$base" --client-id native-public --audience https://api.example.com || exit 1
