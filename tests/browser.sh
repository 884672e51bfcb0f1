#!/bin/sh
# The browser journeys need Chromium, the desk's tests PostgreSQL as well as SQLite, and nginx is asked
# whether it answers as we do.
# Where one is missing and we may install, install Debian's.
set -eu

has_browser() {
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

has_database() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; }

has_nginx() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || [ -x /usr/local/sbin/nginx ]; }

missing=""
has_browser || missing="chromium"
has_database || missing="$missing postgresql"
has_nginx || missing="$missing nginx"
if [ -z "$missing" ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing for the tests:$missing"
  apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
  exit 0
fi
echo "The tests need these, under your system's own names:$missing" >&2
exit 1
