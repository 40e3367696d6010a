/** Which encoding and which separator a text file is written in, from its bytes alone. */
import { createReadStream } from 'node:fs'
import { ImportRefused } from './import-refused.ts'

export type TextEncoding = 'utf8' | 'utf16le' | 'utf16be' | 'windows-1252'
export type Separator = ';' | ',' | '\t' | '|'

const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|']

/**
 * @returns UTF-16 or UTF-8 where a mark or the bytes say so, else Windows-1252, which Excel writes in France. The whole
 * file is looked at (one accent on the last line decides), in constant memory.
 * @throws ImportRefused `wrong-type` for bytes that are no text
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let encoding: TextEncoding | undefined
  let isUtf8 = true
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = piece as Buffer
    encoding ??= byMark(bytes)
    if (encoding === 'utf16le' || encoding === 'utf16be') return encoding
    if (bytes.includes(0)) throw new ImportRefused('wrong-type')
    if (isUtf8) isUtf8 = decodes(strict, bytes)
    encoding = 'utf8'
  }
  return isUtf8 && decodes(strict) ? 'utf8' : 'windows-1252'
}

function decodes(decoder: TextDecoder, bytes?: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: Boolean(bytes) })
    return true
  } catch {
    return false
  }
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

/**
 * @param text the beginning of the file
 * @returns the separator that cuts most lines into the same number of columns, not looking inside quotes; `;` where
 * none does
 */
export function detectSeparator(text: string): Separator {
  const told = /^sep=([;,\t|])\r?\n/i.exec(text)
  if (told) return told[1] as Separator
  const lines = logicalLines(text).slice(0, 60)
  let best: Separator = ';'
  let bestScore = 0
  for (const separator of SEPARATORS) {
    const score = consistency(lines, separator)
    if (score > bestScore) [best, bestScore] = [separator, score]
  }
  return best
}

function logicalLines(text: string): string[] {
  const plain = text.replace(/"(?:[^"]|"")*"/g, 'q')
  return plain.split(/\r\n|\n|\r/).filter((line) => line.trim())
}

/**
 * Lines that share the commonest column count above one, weighed by that count so that stray commas in addresses lose.
 */
function consistency(lines: string[], separator: string): number {
  const byCount = new Map<number, number>()
  for (const line of lines) {
    const count = line.split(separator).length
    if (count > 1) byCount.set(count, (byCount.get(count) ?? 0) + 1)
  }
  let score = 0
  for (const [count, times] of byCount) score = Math.max(score, times * Math.log2(count + 1))
  return score
}
