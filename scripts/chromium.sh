#!/bin/sh
# The browser tests need Chromium and a Chinese font; on Debian, install them if we may.
set -eu
if command -v chromium >/dev/null 2>&1 || [ -d "/Applications/Chromium.app" ] || [ -d "/Applications/Google Chrome.app" ]; then
    exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests (once) …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
else
    echo "The browser tests need Chromium: sudo apt-get install chromium fonts-noto-cjk" >&2
    exit 1
fi
