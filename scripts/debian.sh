#!/bin/sh
# The tests need Chromium, a Chinese font and LibreOffice; on Debian, install them if we may.
set -eu
packages=""
if ! command -v chromium >/dev/null 2>&1 && [ ! -d "/Applications/Chromium.app" ] && [ ! -d "/Applications/Google Chrome.app" ]; then
    packages="chromium fonts-noto-cjk"
fi
if ! command -v soffice >/dev/null 2>&1 && ! command -v libreoffice >/dev/null 2>&1; then
    packages="$packages libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
fi
[ -n "$packages" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing what the tests need of the system (once): $packages …"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
else
    echo "The tests need: sudo apt-get install $packages" >&2
    exit 1
fi
