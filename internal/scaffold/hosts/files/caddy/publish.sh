#!/bin/sh
# Builds the portal on the machine that serves it, and renews what the server knows of its headers
# and redirects. Run it after each change, and every night: pages come and go with their dates.
#
# Once, before: import /PATH/TO/THIS/hosting/site.conf in /etc/caddy/Caddyfile.
# RELOAD is the command by which the server reads its configuration anew. If that fails, the
# configuration before it stays.
set -eu
cd "$(dirname "$0")"
baken build --compress --keep-going
# What it finds in the site, the build has said already.
if ! baken hosting caddy --keep-going --root "$PWD/public" --include "$PWD/hosting/own.conf" > hosting/site.conf.new 2> hosting/site.conf.log; then
	cat hosting/site.conf.log >&2
	exit 1
fi
rm -f hosting/site.conf.log
[ ! -e hosting/site.conf ] || cp hosting/site.conf hosting/site.conf.before
mv -f hosting/site.conf.new hosting/site.conf
if ! sh -c "${RELOAD:-caddy reload --config /etc/caddy/Caddyfile}"; then
	echo "publish.sh: the server refused the new configuration, and keeps the one before it" >&2
	[ ! -e hosting/site.conf.before ] || mv -f hosting/site.conf.before hosting/site.conf
	exit 1
fi
