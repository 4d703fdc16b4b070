#!/usr/bin/env bash
# tools/packages.sh PACKAGE…: installs the Debian packages that are missing; as root, or by sudo without a password.
set -euo pipefail
missing=()
for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit
echo "Installing Debian packages: ${missing[*]} …"
sudo=()
[[ $EUID -eq 0 ]] || sudo=(sudo --non-interactive)
export DEBIAN_FRONTEND=noninteractive
# another apt-get may be at work
apt=("${sudo[@]}" apt-get --quiet=2 -o DPkg::Lock::Timeout=300)
if ! { "${apt[@]}" update && "${apt[@]}" install --yes --no-install-recommends "${missing[@]}"; } >/dev/null; then
    echo "could not be installed; do it yourself: sudo apt install ${missing[*]}" >&2
    exit 2
fi
