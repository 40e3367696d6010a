#!/usr/bin/env bash
# libphonenumber-js 1.13.16: a French number that lacks its last digit. Expected of isPossible(), which judges the length:
# no, since numbers have nine digits after the 0. Seen: yes, and as E.164 +33 061234567: the 0 of the trunk counts as a
# digit where the number is not valid without it. isValid() says no.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent libphonenumber-js@1.13.16
cat >try.mjs <<'JS'
import assert from "node:assert/strict"
import { parsePhoneNumberFromString } from "libphonenumber-js/max"
const number = parsePhoneNumberFromString("06 12 34 56 7", "FR")
console.log("libphonenumber-js 1.13.16:", number.number, "possible:", number.isPossible(), "valid:", number.isValid())
assert.equal(number.number, "+33061234567")
assert.equal(number.isPossible(), true)
assert.equal(number.isValid(), false)
JS
node try.mjs
