#!/usr/bin/env bash
# exceljs 4.4.0: formatted text kept in the sheet itself (t="inlineStr" with runs), as writers that never hold a whole
# workbook write it. Expected: « Jean DURAND fils ». Seen with the streaming reader: only the text of the last run.
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
  put("[Content_Types].xml", `<Types xmlns="${ns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)
  put("_rels/.rels", `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  put("xl/workbook.xml", `<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`)
  put("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
  put("xl/worksheets/sheet1.xml", `<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`)
  zip.end()
  return zip.outputStream
}
const runs = ["Jean ", "DURAND", " fils"].map((text, i) => `<r>${i === 1 ? "<rPr><b/></rPr>" : ""}<t xml:space="preserve">${text}</t></r>`)
await pipeline(workbook(`<row r="1"><c r="A1" t="inlineStr"><is>${runs.join("")}</is></c></row>`), createWriteStream("a.xlsx"))
let value
for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader("a.xlsx")) for await (const row of sheet) value = row.getCell(1).value
console.log("exceljs 4.4.0, streamed, reads « Jean DURAND fils » as", JSON.stringify(value))
assert.equal(value, " fils")
JS
node try.mjs
