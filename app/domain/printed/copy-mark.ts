/**
 * The mark of a copy, on every page: whose it is, and its number. A file is drawn once; each copy is the same bytes
 * with a second version of one object behind them (an incremental update, ISO 32000-1, 7.5.6).
 */
import anyAscii from 'any-ascii'

/** The mark's own object, as the file declares it: one of the fonts that every reader has. */
export const MARK_FORM = {
  Type: 'XObject',
  Subtype: 'Form',
  BBox: [0, -4, 515, 10],
  Resources: {
    Font: { M: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' } },
  },
}
const FORM_TEXT =
  '/Type /XObject /Subtype /Form /BBox [0 -4 515 10] /Resources << /Font << /M << /Type /Font /Subtype /Type1 ' +
  '/BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>'

/** Where a file ends, and which object is its mark. */
export interface FileEnd {
  bytes: number
  /** Offset of its table of objects. */
  xref: number
  size: number
  root: string
  info: string
  mark: number
}

/** Signs of WinAnsi beyond Latin-1 that a name or a sentence may hold. */
const BEYOND: Readonly<Record<string, number>> = {
  '’': 0x92,
  '–': 0x96,
  Œ: 0x8c,
  œ: 0x9c,
  Š: 0x8a,
  š: 0x9a,
  Ž: 0x8e,
  ž: 0x9e,
}

/** @returns what the object draws: a line of text */
export function markOf(words: string): Buffer {
  const codes: number[] = []
  for (const sign of words.normalize('NFC').replaceAll('\u202f', '\u00a0')) {
    const code = BEYOND[sign] ?? sign.codePointAt(0)!
    if (code < 0x100) codes.push(code)
    else codes.push(...Buffer.from(anyAscii(sign), 'latin1'))
  }
  return Buffer.from(`BT /M 7.5 Tf 0.3 g 0 0 Td <${Buffer.from(codes).toString('hex')}> Tj ET`, 'latin1')
}

/**
 * @param tail the last bytes of the file
 * @param bytes of the whole file
 * @throws where they are no end of a file of ours
 */
export function fileEnd(tail: Buffer, bytes: number, mark: number): FileEnd {
  const text = tail.toString('latin1')
  const found = (pattern: RegExp) => {
    const match = [...text.matchAll(pattern)].at(-1)?.[1]
    if (!match) throw new Error('the end of the file is not as it was written')
    return match
  }
  return {
    ...{ bytes, mark, xref: Number(found(/startxref\s+(\d+)/g)), size: Number(found(/\/Size (\d+)/g)) },
    ...{ root: found(/\/Root (\d+ \d+ R)/g), info: found(/\/Info (\d+ \d+ R)/g) },
  }
}

/** @returns bytes that, set behind the file, give its mark these words */
export function markedEnd({ bytes, xref, size, root, info, mark }: FileEnd, words: string): Buffer {
  const drawn = markOf(words)
  const object = `\n${mark} 0 obj\n<< ${FORM_TEXT} /Length ${drawn.byteLength} >>\nstream\n${drawn.toString('latin1')}\nendstream\nendobj\n`
  const at = String(bytes + 1).padStart(10, '0')
  const table =
    `xref\n${mark} 1\n${at} 00000 n \n` +
    `trailer\n<< /Size ${size} /Root ${root} /Info ${info} /Prev ${xref} >>\nstartxref\n${bytes + object.length}\n%%EOF\n`
  return Buffer.from(object + table, 'latin1')
}
