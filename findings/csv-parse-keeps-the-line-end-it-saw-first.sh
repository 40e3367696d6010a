#!/usr/bin/env bash
# csv-parse 7.0.3: without record_delimiter the end of the first line is taken for the end of all. A template whose
# headings end in CRLF, filled by a script that writes LF (both are ends of lines everywhere else), is one heading and one
# glued row; the other way round a CR stays in the last cell. Expected: three records of two cells. Naming all three ends
# gives them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent csv-parse@7.0.3
cat >try.mjs <<'JS'
import assert from "node:assert/strict"
import { parse } from "csv-parse/sync"
const options = { delimiter: ";", relax_column_count: true }
const glued = parse("Nom;Ville\r\nDurand;Nantes\nMartin;Lyon\n", options)
const kept = parse("Nom;Ville\nDurand;Nantes\r\nMartin;Lyon\r\n", options)
console.log("csv-parse 7.0.3:", JSON.stringify(glued), JSON.stringify(kept))
assert.deepEqual(glued, [["Nom", "Ville"], ["Durand", "Nantes\nMartin", "Lyon\n"]])
assert.deepEqual(kept, [["Nom", "Ville"], ["Durand", "Nantes\r"], ["Martin", "Lyon\r"]])
const named = { ...options, record_delimiter: ["\r\n", "\n", "\r"] }
assert.deepEqual(parse("Nom;Ville\r\nDurand;Nantes\nMartin;Lyon\n", named), [["Nom", "Ville"], ["Durand", "Nantes"], ["Martin", "Lyon"]])
JS
node try.mjs
