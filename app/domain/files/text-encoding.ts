/**
 * Which encoding a text file is written in, from its bytes alone, and the text it then holds. Office programs write
 * Windows-1252, old Macintosh ones Mac Roman, exports of MS-DOS programs code page 850; lines glued together from
 * several files are each read in their own.
 */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'

/** One byte, one sign: what lines are read in that are no UTF-8. */
export type OneByteEncoding = 'windows-1252' | 'macintosh' | 'cp850'
export type TextEncoding = 'utf8' | 'utf16le' | 'utf16be' | OneByteEncoding

const PIECE = 256 * 1024
/** Bytes after which a line is looked at though it has not ended. */
const LONGEST = 512 * 1024

/**
 * @param pieces the file's bytes
 * @returns the encoding; undefined for bytes that are no text. All are looked at (one accent on the last line decides),
 * in constant memory
 */
export async function detectEncoding(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<TextEncoding | undefined> {
  const judge = new Judge()
  let first = true
  for await (const piece of byLines(pieces)) {
    const marked = first ? byMark(piece) : undefined
    first = false
    if (marked) return marked
    if (piece.includes(0)) return undefined
    for (const line of isUtf8(piece) ? [] : linesOf(piece)) if (!isUtf8(line)) judge.look(line)
  }
  return judge.encoding()
}

/** @returns the file's bytes in pieces, for {@link detectEncoding} and {@link decodedText} */
export async function* fileBytes(path: string): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) yield piece as Buffer
}

/**
 * @returns the text in pieces, its byte order mark left out; lines that are UTF-8 count as such in any encoding of one
 * byte
 */
export async function* decodedText(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding: TextEncoding,
): AsyncGenerator<string, void, undefined> {
  if (encoding === 'utf8' || encoding === 'utf16le' || encoding === 'utf16be') {
    const decoder = iconv.getDecoder(encoding, { stripBOM: true })
    for await (const piece of pieces) yield decoder.write(piece)
    const end = decoder.end()
    if (end) yield end
    return
  }
  for await (const piece of byLines(pieces)) yield isUtf8(piece) ? utf8(piece) : mixed(piece, encoding)
}

const utf8 = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff/, '')

function mixed(bytes: Buffer, encoding: OneByteEncoding): string {
  let text = ''
  for (const line of linesOf(bytes)) text += isUtf8(line) ? utf8(line) : iconv.decode(line, encoding)
  return text
}

/** Byte order marks; without one, every second byte zero is UTF-16 of a western language. */
function byMark(bytes: Buffer): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be'
  const sample = bytes.subarray(0, Math.min(bytes.length, 512) & ~1)
  const zeros = [0, 0]
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i & 1]! += 1
  if (sample.length >= 8 && zeros[0] === 0 && zeros[1]! > sample.length * 0.3) return 'utf16le'
  if (sample.length >= 8 && zeros[1] === 0 && zeros[0]! > sample.length * 0.3) return 'utf16be'
  return undefined
}

const isLineEnd = (byte: number | undefined): boolean => byte === 10 || byte === 13

/** Pieces that end where a line does, so that each can be read for itself. */
async function* byLines(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let first = true
  for await (const piece of pieces) {
    const bytes = rest.length ? Buffer.concat([rest, piece]) : piece
    let cut = bytes.length
    while (cut > 0 && !isLineEnd(bytes[cut - 1])) cut--
    // The mark is looked for in the very first bytes, whatever lines there are.
    if (cut === 0 && bytes.length > LONGEST) cut = bytes.length
    else if (first && byMark(bytes)) cut = bytes.length
    if (cut > 0) yield bytes.subarray(0, cut)
    if (cut > 0) first = false
    rest = bytes.subarray(cut)
  }
  if (rest.length) yield rest
}

function* linesOf(bytes: Buffer): Generator<Buffer, void, undefined> {
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    if (!isLineEnd(bytes[at])) continue
    yield bytes.subarray(from, at + 1)
    from = at + 1
  }
  if (from < bytes.length) yield bytes.subarray(from)
}

const ENCODINGS: readonly OneByteEncoding[] = ['windows-1252', 'macintosh', 'cp850']
const HIGH = Buffer.from(Array.from({ length: 128 }, (_, i) => i + 128))
const TABLES = new Map(ENCODINGS.map((encoding) => [encoding, iconv.decode(HIGH, encoding)]))

/** Weighs, for each encoding, the signs that bytes above 127 would be beside their neighbours. */
class Judge {
  readonly #scores = new Map(ENCODINGS.map((encoding) => [encoding, 0]))
  #isUtf8 = true

  look(line: Buffer): void {
    this.#isUtf8 = false
    for (let at = 0; at < line.length; at++) {
      const byte = line[at]!
      if (byte < 128) continue
      for (const encoding of ENCODINGS) {
        const table = TABLES.get(encoding)!
        const sign = (place: number) => {
          const code = line[place]
          return code === undefined ? '' : code < 128 ? String.fromCharCode(code) : table[code - 128]!
        }
        const score = weigh(sign(at - 1), table[byte - 128]!, sign(at + 1))
        this.#scores.set(encoding, this.#scores.get(encoding)! + score)
      }
    }
  }

  /** UTF-8 where no line was looked at; the first of the encodings where they are equal. */
  encoding(): TextEncoding {
    if (this.#isUtf8) return 'utf8'
    return [...this.#scores].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
  }
}

const COMMON = new Set('éèêëàâäçôöîïûùüñœáíóúãõåøßæ’«»°€\u00a0')

function weigh(before: string, sign: string, after: string): number {
  const isLetter = /\p{L}/u.test(sign)
  const touches = /\p{L}/u.test(before) || /\p{L}/u.test(after)
  if (!isLetter) {
    if (COMMON.has(sign)) return 0.5
    return touches || /[\u0080-\u009f\ufffd]/.test(sign) ? -3 : -0.5
  }
  const isCapital = sign !== sign.toLowerCase()
  if (isCapital && /\p{Ll}/u.test(before)) return -2
  const isUsual = COMMON.has(sign.toLowerCase())
  if (isCapital) return isUsual && touches ? 1.5 : -0.5
  return isUsual && touches ? 2 : 0
}

/** Bytes of Windows-1252 by the signs they stand for. */
const BYTES = new Map([...TABLES.get('windows-1252')!].map((sign, i) => [sign, i + 128]))

/**
 * Undoes what a program did that took UTF-8 for Windows-1252: « LefÃ¨vre » → « Lefèvre ».
 * @returns the text as it is where it is none of that
 */
export function undoubled(text: string): string {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/.test(text)) return text
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign.codePointAt(0)!
    const byte = code < 128 ? code : (BYTES.get(sign) ?? (code < 256 ? code : undefined))
    if (byte === undefined) return text
    bytes.push(byte)
  }
  const buffer = Buffer.from(bytes)
  return isUtf8(buffer) ? buffer.toString('utf8') : text
}
