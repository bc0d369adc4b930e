#!/bin/sh
# Installs in this folder what production runs on, from package.json and the lock file, and writes what that is to sbom.cdx.json (CycloneDX).
set -eu

# No package's install script runs: those that package.json allows are needed in development only.
npm ci --omit=dev --ignore-scripts --no-update-notifier >&2
# A wish of valibot's types; nothing runs it.
rm -r node_modules/typescript node_modules/@typescript

# `npm sbom --omit dev` would leave out whatever development shares with production, the PostgreSQL driver among it.
npm pkg delete devDependencies
npm sbom --sbom-format cyclonedx --sbom-type application >sbom.cdx.json
# Nothing but an editor reads these, and they are a third of it all.
find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete
