// Workbooks by other hands than Excel's: strict ones, old Macintosh ones, those of programs that write the least they
// may, and OpenDocument.
import { describe, expect, it } from 'vitest'
import { attribute, XmlReader } from '#app/domain/files/xml-pieces.ts'
import { READ_LIMITS } from '#app/features/staff/imports/import-refused.ts'
import { shownBy } from '#app/features/staff/imports/number-format.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import type { Cell } from '#app/features/staff/imports/source-table.ts'
import { importRows, MemoryPeople, readAll } from '../factories/memory-people.ts'
import { type Part, tempFile, workbookParts, zipOf } from '../factories/workbooks.ts'

const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`
const sheetOf = (rows: string, after = '') => `<worksheet xmlns="x"><sheetData>${rows}</sheetData>${after}</worksheet>`
const STYLES = {
  name: 'xl/styles.xml',
  body: `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="000000"/>
    <numFmt numFmtId="166" formatCode="0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
    <dxfs><dxf/></dxfs></styleSheet>`,
}

async function cellsOf(parts: Part[], sheet?: string): Promise<Cell[][]> {
  const rows = await readAll(tempFile('book.xlsx', zipOf(parts)), sheet)
  return rows.map(({ cells }) => cells)
}
const cellsIn = (rows: string, { after = '', extra = [STYLES] as Part[] } = {}) =>
  cellsOf(workbookParts(sheetOf(rows, after), extra))

describe('cells of a workbook', () => {
  it('hold the day as it is written in ISO 8601, with its hour or without (ECMA-376-1 §18.18.11)', async () => {
    const days = ['1975-02-01', '1978-04-03T00:00:00', '2020-09-01T23:59:59.999']
    expect(await cellsIn(row(...days.map((day) => `<c s="1" t="d"><v>${day}</v></c>`)))).toEqual([
      ['1975-02-01', '1978-04-03', '2020-09-01'],
    ])
  })

  it('are read without their place, and with it where some are left out', async () => {
    expect(await cellsIn(row(text('a'), text('b')) + row('<c r="C2"><v>3</v></c>', '<c><v>4</v></c>'))).toEqual([
      ['a', 'b'],
      [null, null, 3, 4],
    ])
  })

  it('are numbers, days and codes as their format shows them', async () => {
    const cells = ['<c s="1"><v>27426</v></c>', '<c s="2"><v>27426.75</v></c>', '<c s="3"><v>123</v></c>']
    expect(await cellsIn(row(...cells, '<c s="4"><v>612345602</v></c>', '<c><v>27426</v></c>'))).toEqual([
      ['1975-02-01', '1975-02-01', '000123', '0612345602', 27426],
    ])
  })

  it('keep formatted text whole, and leave out the readings above East Asian words (§18.4.6)', async () => {
    const runs = '<c t="inlineStr"><is><r><t>Jean </t></r><r><t>DURAND</t></r><r><t> fils</t></r></is></c>'
    const shared = {
      name: 'xl/sharedStrings.xml',
      body: '<sst><si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></si><si><r><t>a_x000D_</t></r><r><t>b</t></r></si></sst>',
    }
    const cells = [runs, '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>']
    expect(await cellsIn(row(...cells), { extra: [STYLES, shared] })).toEqual([['Jean DURAND fils', '山田', 'a b']])
  })

  it('keep results of formulas that are nothing or no, and say where none was ever computed', async () => {
    const cells = [
      ...['<c><f>A1</f><v>0</v></c>', '<c t="b"><f>A1</f><v>0</v></c>', '<c t="b"><f>A1</f><v>1</v></c>'],
      ...['<c t="str"><f>A1</f><v></v></c>', '<c><f>A1</f><v></v></c>', '<c><f>A1</f></c>', '<c t="e"><v>#N/A</v></c>'],
    ]
    expect(await cellsIn(row(...cells))).toEqual([[0, false, true, null, '#CALCUL!', '#CALCUL!', '#N/A']])
  })

  it('count on each line over which they are merged, but on none that holds nothing else', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1998</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>' +
      '<row r="3"><c r="B3"><v>3</v></c></row><row r="4"><c r="A4"/></row><row r="5"><c r="B5"><v>5</v></c></row>'
    const after = '<mergeCells count="1"><mergeCell ref="A1:A4"/></mergeCells>'
    expect(await cellsIn(rows, { after })).toEqual([
      [1998, 1],
      [1998, 2],
      [1998, 3],
      [null, 5],
    ])
  })

  it('that hold but a space in the last of all columns are none', async () => {
    expect(await cellsIn(row(text('Nom'), '<c r="XFD1" t="inlineStr"><is><t> </t></is></c>'))).toEqual([['Nom']])
  })
})

describe('a workbook', () => {
  it('counts days from 1904 where it says so, also those that no format shows as days', async () => {
    const parts = workbookParts(
      sheetOf(
        row(text('Nom'), text('Prénom'), text('Né le'), text('CP')) +
          row(text('A'), text('B'), '<c s="1"><v>25964</v></c>', '<c><v>44000</v></c>') +
          row(text('C'), text('D'), '<c><v>27121</v></c>', '<c><v>44100</v></c>'),
      ),
      [STYLES],
    ).map((part) => ({ ...part, body: String(part.body).replace('<sheets>', '<workbookPr date1904="1"/><sheets>') }))
    const people = new MemoryPeople()
    await importRows(people, await readAll(tempFile('old-mac.xlsx', zipOf(parts))))
    expect([...people.people.values()].map(({ values }) => [values.birthDate, values.homePostcode])).toEqual([
      ['1975-02-01', '44000'],
      ['1978-04-03', '44100'],
    ])
  })

  it('is read whatever prefix its names have, its parts’ case, and the slash that parts them', async () => {
    const prefixed = (body: string) => body.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('<worksheet', '<x:worksheet')
    const parts = workbookParts(sheetOf(row(text('Nom'), text('Zoé')))).map(({ name, body }) => ({
      name: name.replace('xl/', 'XL\\').replaceAll('/', '\\'),
      body: prefixed(String(body)),
    }))
    expect(await cellsOf(parts)).toEqual([['Nom', 'Zoé']])
  })

  it('is found where its package says, under any name', async () => {
    const parts = workbookParts(sheetOf(row(text('Nom'), text('Zoé')))).map((part) => ({
      ...part,
      name: part.name.replace('xl/workbook.xml', 'xl/classeur.xml').replace('workbook.xml.rels', 'classeur.xml.rels'),
    }))
    const root = {
      name: '_rels/.rels',
      body: `<Relationships><Relationship Id="a" Target="/xl/classeur.xml"
        Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>`,
    }
    expect(await cellsOf([...parts, root])).toEqual([['Nom', 'Zoé']])
  })

  it('with a cover page gives the first sheet in sight that names people', async () => {
    const [types, , rels, first] = workbookParts(sheetOf(row(text('Fichier des diplômés'))))
    const book = {
      name: 'xl/workbook.xml',
      body: `<workbook xmlns:r="r"><sheets><sheet name="Lisez-moi" r:id="rId1"/><sheet name="Cachée" state="hidden" r:id="rId2"/>
        <sheet name="Diplômés" r:id="rId3"/></sheets></workbook>`,
    }
    const more = [2, 3].map((n) => `<Relationship Id="rId${n}" Type="t" Target="worksheets/sheet${n}.xml"/>`).join('')
    const people = sheetOf(row(text('Nom'), text('Prénom')) + row(text('A'), text('B')))
    const parts = [
      ...[types!, book, first!],
      { ...rels!, body: String(rels!.body).replace('</Relationships>', `${more}</Relationships>`) },
      ...[2, 3].map((n) => ({ name: `xl/worksheets/sheet${n}.xml`, body: people })),
    ]
    const path = tempFile('cover.xlsx', zipOf(parts))
    expect((await openTable(path)).sheet).toBe('Diplômés')
    expect((await readAll(path, 'Lisez-moi')).map(({ cells }) => cells)).toEqual([['Fichier des diplômés']])
  })

  it('says how many of its lines it hides, and reads them', async () => {
    const hidden = '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="true"><c r="A3" s="1"/></row>'
    const table = await openTable(tempFile('hidden.xlsx', zipOf(workbookParts(sheetOf(row(text('a')) + hidden)))))
    const lines: number[] = []
    for await (const { line } of table.rows()) lines.push(line)
    expect([lines, table.hidden?.()]).toEqual([[1, 2], 1])
  })

  it('formatted to its end is read by the lines that hold something', async () => {
    const blank = Array.from({ length: 300 }, (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="1"/></row>`).join('')
    const path = tempFile('far.xlsx', zipOf(workbookParts(sheetOf(row(text('a')) + row(text('b')) + blank), [STYLES])))
    const table = await openTable(path, { limits: { rows: 10 } })
    const lines: number[] = []
    for await (const { line } of table.rows()) lines.push(line)
    expect(lines).toEqual([1, 2])
  })
})

const ODS_SHEET = `<table:table table:name="Élèves"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
  <table:table-row><table:table-cell office:value-type="string"><text:p>Nom</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Né<text:s/>le</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="string"><text:p>Promo</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1021"/></table:table-row>
  <table:table-row><table:table-cell office:value-type="string"><text:p>A</text:p><text:p>B</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1975-02-01T00:00:00"><text:p>01/02/75</text:p></table:table-cell><table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="1998"><text:p>1998</text:p></table:table-cell></table:table-row>
  <table:table-row><table:table-cell office:value-type="float" office:value="123"><text:p>000123</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FAUX</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:formula="of:=A1"/></table:table-row></table:table>`
const ODS_ROWS = [
  { line: 3, cells: ['Nom', 'Né le', 'Promo'] },
  { line: 4, cells: ['A\nB', '1975-02-01', 1998] },
  { line: 5, cells: ['000123', false, 1998, '#CALCUL!'] },
]
const ODS = 'application/vnd.oasis.opendocument.spreadsheet'
const odsParts = (extra: Part[] = []): Part[] => [
  { name: 'mimetype', body: ODS },
  {
    name: 'content.xml',
    body: `<office:document-content><office:body><office:spreadsheet>${ODS_SHEET}</office:spreadsheet></office:body></office:document-content>`,
  },
  ...extra,
]

describe('OpenDocument', () => {
  it('is read packed or flat', async () => {
    expect(await readAll(tempFile('liste.ods', zipOf(odsParts())))).toEqual(ODS_ROWS)
    const flat = `<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body><office:spreadsheet>${ODS_SHEET}</office:spreadsheet></office:body></office:document>`
    expect(await readAll(tempFile('liste.fods', flat))).toEqual(ODS_ROWS)
  })

  it('is refused under a password, with macros, and where it is a letter', async () => {
    const refusal = (parts: Part[]) => readAll(tempFile('no.ods', zipOf(parts))).catch((error) => error.code)
    const manifest = { name: 'META-INF/manifest.xml', body: '<m><encryption-data/></m>' }
    expect(await refusal(odsParts([manifest]))).toBe('encrypted')
    expect(await refusal(odsParts([{ name: 'Basic/Standard/Module1.xml', body: 'x' }]))).toBe('macros')
    const letter = odsParts().map((part) => (part.name === 'mimetype' ? { ...part, body: 'application/x' } : part))
    expect(await refusal(letter)).toBe('wrong-type')
  })
})

describe('Excel 2003’s XML', () => {
  it('is read', async () => {
    const book = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="F"><Table>
      <Row><Cell><Data ss:Type="String">Nom</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Né le</Data><Comment><Data>x</Data></Comment></Cell></Row>
      <Row ss:Index="4"><Cell ss:MergeAcross="1"><Data ss:Type="Number">12</Data></Cell><Cell><Data ss:Type="DateTime">1975-02-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>`
    expect(await readAll(tempFile('export.xls', book))).toEqual([
      { line: 1, cells: ['Nom', null, 'Né le'] },
      { line: 4, cells: [12, null, '1975-02-01'] },
    ])
  })
})

describe('the reader of XML', () => {
  const read = (...pieces: string[]) => {
    const told: string[] = []
    const reader = new XmlReader(
      {
        open: (name, attributes) => told.push(`<${name} ${attribute(attributes, 'a') ?? ''}>`),
        close: (name) => told.push(`</${name}>`),
        text: (words) => told.push(words),
      },
      READ_LIMITS,
      1000,
    )
    for (const piece of pieces) reader.add(piece)
    reader.end()
    return told.join('')
  }

  it('gives the same however the document is cut into pieces', () => {
    const whole = `<?xml version="1.0"?><x:r a='>"' xmlns:x="y"><!-- <c> --><b  b="1" z:a="&lt;é&#233;&#xE9;"/>a &amp; b<![CDATA[<&]]></x:r>\n`
    const said = `<r >"><b <ééé></b>a & b<&</r>`
    for (let at = 0; at <= whole.length; at++) expect(read(whole.slice(0, at), whole.slice(at))).toBe(said)
  })

  it('refuses tags that do not fit, two roots, an end in the middle and a document type', () => {
    for (const [document, code] of [
      ['<a><b></a></b>', 'corrupt'],
      ['<a/><b/>', 'corrupt'],
      ['<a><b/>', 'corrupt'],
      ['', 'corrupt'],
      ['<!DOCTYPE a><a/>', 'wrong-type'],
    ])
      expect(() => read(document!)).toThrow(code)
  })
})

it.each([
  ['dd/mm/yyyy', 'date'],
  ['jj/mm/aaaa', 'date'],
  ['[$-40C]d mmmm yyyy;@', 'date'],
  ['yyyy"-"mm', 'date'],
  ['[h]:mm:ss', 'time'],
  ['h:mm AM/PM', 'time'],
  ['00000', 'digits'],
  ['General', undefined],
  ['Standard', undefined],
  ['#,##0.00', undefined],
  ['0', undefined],
  ['0.00', undefined],
  ['"dy"0', undefined],
  ['[Red]0', undefined],
])('the number format %s shows a %s', (code, shown) => expect(shownBy(164, code)?.as).toBe(shown))
