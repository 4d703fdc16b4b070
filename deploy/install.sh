#!/usr/bin/env bash
# Installs the services and timers of this checkout.
#
#   deploy/install.sh                 for the user who calls it, in ~/.config/systemd/user; data in the checkout
#   sudo deploy/install.sh --system   for the machine, in /etc/systemd/system; account dinkop, data in /var/lib
#   deploy/install.sh --remove        takes them away again (add --system where they were installed so)
#
# DATA_DIR=…  another data folder    DESTDIR=…  only write the files, below this folder
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd)
scope=--user
remove=
for argument in "$@"; do
    case $argument in
        --system) scope=--system ;;
        --remove) remove=1 ;;
        *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done

if [[ $scope == --system ]]; then
    units=${DESTDIR:-}/etc/systemd/system
    data=$(realpath -m "${DATA_DIR:-/var/lib/dinkop-archive}")
else
    units=${DESTDIR:-}${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
    data=$(realpath -m "${DATA_DIR:-$checkout/data}")
fi
timers=(dinkop-nightly.timer dinkop-weekly.timer)

manage() { [[ -n ${DESTDIR:-} ]] || systemctl "$scope" "$@"; }

has_manager() { [[ -z ${DESTDIR:-} ]] && systemctl "$scope" show-environment >/dev/null 2>&1; }

# A user's namespaces are switched off on some machines; a service that asks for them would never start there.
has_namespaces() {
    [[ $scope == --system || -n ${DESTDIR:-} ]] && return
    systemd-run --user --quiet --wait -p PrivateUsers=yes -p ProtectSystem=strict -p PrivateDevices=yes true 2>/dev/null
}

# fill FILE TARGET: a unit or drop-in with this checkout's paths. systemd reads % as its own.
fill() {
    mkdir -p "$(dirname "$2")"
    sed -e "s|@CHECKOUT@|${checkout//%/%%}|g" -e "s|@DATA_DIR@|${data//%/%%}|g" "$checkout/deploy/systemd/$1" >"$2"
}

if [[ $remove ]]; then
    manage disable --now "${timers[@]}" dinkop-reading-room.service || true
    rm -rf "$units"/dinkop-{nightly,weekly}.{service,timer} "$units/dinkop-reading-room.service" "$units/dinkop-.service.d"
    manage daemon-reload
    echo "Removed from $units; the data stays in $data."
    exit
fi

for path in "$checkout" "$data"; do
    if [[ $path == *[[:space:]\"\'\\\|]* ]]; then
        echo "install.sh: $path: systemd units can't name a path with spaces or quotes; move it, then repeat" >&2
        exit 2
    fi
done
if [[ $scope == --system && -z ${DESTDIR:-} && $EUID -ne 0 ]]; then
    echo "install.sh: --system needs root: sudo deploy/install.sh --system" >&2
    exit 2
fi
if [[ -z ${DESTDIR:-} ]] && ! has_manager; then
    echo "install.sh: no systemd answers here (in a container or over su?); deploy/crontab does the same by cron" >&2
    exit 3
fi

for unit in dinkop-{nightly,weekly}.{service,timer} dinkop-reading-room.service; do
    fill "$unit" "$units/$unit"
done
rm -rf "$units/dinkop-.service.d"
fill sandbox.conf "$units/dinkop-.service.d/10-sandbox.conf"
if has_namespaces; then
    fill namespaces.conf "$units/dinkop-.service.d/20-namespaces.conf"
else
    echo "This machine gives users no namespaces: the services run without them."
fi
if [[ $scope == --system ]]; then
    fill system.conf "$units/dinkop-.service.d/30-system.conf"
    fill sysusers.conf "${DESTDIR:-}/etc/sysusers.d/dinkop-archive.conf"
    [[ -n ${DESTDIR:-} ]] || systemd-sysusers
    mkdir -p "${DESTDIR:-}$data"
    [[ -n ${DESTDIR:-} ]] || chown dinkop:dinkop "$data"
else
    mkdir -p "$data"
fi

manage daemon-reload
manage enable --now "${timers[@]}"
echo "Installed in $units. Next nights: systemctl $scope list-timers 'dinkop-*'"
echo "The reading room: systemctl $scope enable --now dinkop-reading-room"
[[ $scope == --system ]] || echo "Nights while you are logged out: loginctl enable-linger"
