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
  --no-install  where packages are missing, list them and exit 3
Exits 0 all done, 1 a step failed, 2 wrong usage, 3 could not install or build.
TEXT
}
wrong() { echo "run.sh: $1" >&2; usage >&2; exit 2; }

needs_value() { [ -n "${2:-}" ] || wrong "$1 needs a value"; }

given=("$@") headless=no domain='' client='' audience='' port='' install=()
while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=yes ;;
        --domain) needs_value "$@"; domain=$2; shift ;;
        --client-id) needs_value "$@"; client=$2; shift ;;
        --audience) needs_value "$@"; audience=$2; shift ;;
        --port)
            [[ ${2:-} =~ ^[0-9]{1,5}$ ]] && [ "$2" -le 65535 ] || wrong "--port needs a number up to 65535"
            port=$2; shift ;;
        --no-install) install=(--no-install) ;;
        -h | --help) usage; exit 0 ;;
        *) wrong "unknown option $1" ;;
    esac
    shift
done
[ -n "$domain" ] || [ -z "$client$audience" ] || wrong "--client-id and --audience go with --domain"
[ -z "$domain" ] || [ -n "$client" ] || wrong "--domain needs --client-id"
[ -z "$domain" ] || [ -z "$port" ] || wrong "--port is the local tenant's; it does not go with --domain"

export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
groups=(run)
[ $headless = no ] || groups+=(headless)
.ci/install "${install[@]}" "${groups[@]}" || exit 3

# AUTH0QT_BUILD: a build folder that stands already, instead of the one for running.
build=${AUTH0QT_BUILD:-build/release}
if [ -z "${AUTH0QT_PRIVATE_KEYRING:-}" ]; then
    [ -x "$build/app/auth0-sample" ] || echo "building in $build; the first time takes some minutes"
    .ci/build release "$build" || exit 3
fi

# Without a display nobody can answer the keyring's prompt: there it must be open.
keyring_answers() {
    local ask=(dbus-send --session --print-reply=literal --reply-timeout=3000) collection
    "${ask[@]}" --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames 2>/dev/null | grep -q org.kde.kwalletd && return
    collection=$("${ask[@]}" --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.Secret.Service.ReadAlias string:default 2>/dev/null | tr -d ' ') || return
    [ $headless = yes ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 0
    [ "$collection" != / ] && "${ask[@]}" --dest=org.freedesktop.secrets "$collection" \
        org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null \
        | grep -q 'boolean false'
}
if [ -z "${AUTH0QT_PRIVATE_KEYRING:-}" ] && ! keyring_answers; then
    echo 'no session bus with an open keyring: a private one is started, and ends with this run'
    AUTH0QT_PRIVATE_KEYRING=yes exec tests/support/isolated --keyring --keep-home ./run.sh "${given[@]}"
fi

if [ $headless = yes ]; then
    options=(--build "$build" --port "${port:-0}")
    [ -z "$domain" ] || options=(--build "$build" --domain "$domain" --client-id "$client")
    [ -z "$audience" ] || options+=(--audience "$audience")
    exec tests/e2e/mainjob "${options[@]}"
fi

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo 'no display: the sample runs offscreen; ./run.sh --headless does the main job'
    export QT_QPA_PLATFORM=offscreen
fi
[ -z "$domain" ] ||
    exec "$build/app/auth0-sample" --domain "$domain" --client-id "$client" ${audience:+--audience "$audience"}

tenant='' child='' lines=$(mktemp)
trap 'kill $child $tenant 2>/dev/null || true; rm -f "$lines"' EXIT
trap 'exit 1' TERM INT HUP
"$build/tenant/auth0-local-tenant" --port "${port:-0}" >"$lines" &
tenant=$!
until domain=$(sed -n 's/^listening on \(.*\)\/$/\1/p' "$lines") && [ -n "$domain" ]; do
    kill -0 "$tenant" 2>/dev/null || { echo 'run.sh: the local tenant did not start' >&2; exit 1; }
    sleep 0.05
done
echo "the local tenant listens on $domain/; log in as alice@example.com with Passw0rd!"
"$build/app/auth0-sample" --domain "$domain" --client-id native-public --audience "${audience:-https://api.example.com}" &
child=$!
wait "$child" || exit 1
