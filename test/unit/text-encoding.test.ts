/** Encodings that office programs and banks write, in one piece and cut anywhere. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText, judgeEncoding } from '#app/domain/files/text-encoding.ts'

const TEXT = 'Date;Libellé;Débit\r\n02/01/2026;Prélèvement école;12,50\r\n'
const ENCODINGS = ['utf8', 'utf16le', 'utf16be', 'windows-1252'] as const

const judged = (pieces: readonly Buffer[]) => {
  const judge = judgeEncoding()
  for (const piece of pieces) if (judge.take(piece)) break
  return judge.end()
}

test.each(ENCODINGS)('%s, with and without its mark', (encoding) => {
  for (const addBOM of encoding === 'windows-1252' ? [false] : [false, true]) {
    const bytes = iconv.encode(TEXT, encoding, { addBOM })
    expect(judged([bytes])).toBe(encoding)
    expect(decodeText(bytes)).toBe(TEXT)
  }
})

test('a sign that is cut in two between pieces is still UTF-8, and one wrong byte at the end is not', () => {
  const bytes = Buffer.from(TEXT)
  fc.assert(
    fc.property(fc.integer({ min: 16, max: bytes.length - 1 }), (cut) => {
      expect(judged([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe('utf8')
      expect(judged([bytes.subarray(0, cut), bytes.subarray(cut), Buffer.from([0xe9])])).toBe('windows-1252')
    }),
  )
})

test('bytes that are no text are none, wherever the zero stands', () => {
  expect(decodeText(Buffer.concat([Buffer.from(TEXT), Buffer.from([0])]))).toBeUndefined()
  expect(judged([Buffer.from(TEXT), Buffer.from([0, 1])])).toBeUndefined()
})
