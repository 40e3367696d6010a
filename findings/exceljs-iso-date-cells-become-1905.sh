#!/usr/bin/env bash
# exceljs 4.4.0: a cell of type "d" holds a day in ISO 8601 (ECMA-376-1 §18.18.11), as openpyxl writes with iso_dates.
# Expected: 1 February 1975. Seen: 28 May 1905, since only the digits before the first hyphen are read, and 1975 is taken
# for a count of days since 1900.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent exceljs@4.4.0 yazl@3.3.1
cat >try.mjs <<'JS'
import assert from "node:assert/strict"
import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import ExcelJS from "exceljs"
import yazl from "yazl"
const XML = `<?xml version="1.0" encoding="UTF-8"?>`
/** The smallest workbook that spreadsheet programs open, around one sheet. */
function workbook(sheet) {
  const zip = new yazl.ZipFile()
  const put = (name, text) => zip.addBuffer(Buffer.from(XML + text), name)
  const ns = "http://schemas.openxmlformats.org"
  put("[Content_Types].xml", `<Types xmlns="${ns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)
  put("_rels/.rels", `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  put("xl/workbook.xml", `<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`)
  put("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${ns}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`)
  put("xl/worksheets/sheet1.xml", `<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`)
  put("xl/styles.xml", `<styleSheet xmlns="${ns}/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`)
  zip.end()
  return zip.outputStream
}
await pipeline(workbook(`<row r="1"><c r="A1" s="1" t="d"><v>1975-02-01</v></c></row>`), createWriteStream("a.xlsx"))
const book = new ExcelJS.Workbook()
await book.xlsx.readFile("a.xlsx")
const { value } = book.worksheets[0].getCell("A1")
console.log("exceljs 4.4.0 reads 1975-02-01 as", value)
const day = value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
assert.notEqual(day, "1975-02-01")
assert.equal(day, "1905-05-28")
JS
node try.mjs
