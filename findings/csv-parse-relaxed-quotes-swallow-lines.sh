#!/usr/bin/env bash
# csv-parse 7.0.3: relax_quotes is there for quotes in the middle of a cell. A cell that begins with a stray quote takes
# in the lines after it up to the next quoted cell, which may be lines further down; there is no error, and where the
# columns agree not even a line of another length. Expected of an option that relaxes: four records, or an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent csv-parse@7.0.3
cat >try.mjs <<'JS'
import assert from "node:assert/strict"
import { parse } from "csv-parse/sync"
const lines = ["Nom;Taille;Ville", "Durand;\"12 pouces;Nantes", "Martin;14;Lyon", "Petit;\"13\";Brest"]
const records = parse(lines.join("\n"), { delimiter: ";", relax_quotes: true, relax_column_count: true })
console.log("csv-parse 7.0.3:", JSON.stringify(records))
assert.equal(records.length, 2)
assert.match(records[1].join("|"), /^Durand\|.*Martin;14;Lyon/s)
JS
node try.mjs
