#!/bin/sh
# Prints, as CycloneDX, what the bot runs on in production on this kind of machine. It is installed for that in a folder of its own.
set -eu
cd "$(dirname "$0")/.."
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
mkdir "$temporary/scout-bot"
cp package.json package-lock.json .npmrc "$temporary/scout-bot"
(cd "$temporary/scout-bot" && sh "$OLDPWD/deploy/install.sh")
cat "$temporary/scout-bot/sbom.cdx.json"
