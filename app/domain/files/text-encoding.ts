/** Which encoding a text was written in, from its bytes alone: files of schools and of banks are read by one rule. */
import iconv from 'iconv-lite'

export type TextEncoding = 'utf8' | 'utf16le' | 'utf16be' | 'windows-1252'

/** Judges bytes piece by piece, in constant memory. */
export interface EncodingJudge {
  /** @returns true where later pieces change nothing */
  take(bytes: Buffer): boolean
  /** @returns undefined for bytes that are no text */
  end(): TextEncoding | undefined
}

/**
 * UTF-16 or UTF-8 where a mark or the bytes say so, else Windows-1252, which Excel writes in France. Every piece is
 * looked at: one accent on the last line decides.
 */
export function judgeEncoding(): EncodingJudge {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let marked: TextEncoding | undefined
  let seen = false
  let isText = true
  let isUtf8 = true
  return {
    take(bytes) {
      if (!seen) marked = byMark(bytes)
      seen = true
      if (marked) return true
      isText &&= !bytes.includes(0)
      isUtf8 &&= decodes(strict, bytes)
      return !isText
    },
    end() {
      if (marked || !isText) return marked
      return isUtf8 && decodes(strict) ? 'utf8' : 'windows-1252'
    },
  }
}

/** @returns the text of a whole file without its mark; undefined for bytes that are no text */
export function decodeText(bytes: Buffer): string | undefined {
  const judge = judgeEncoding()
  judge.take(bytes)
  const encoding = judge.end()
  return encoding && iconv.decode(bytes, encoding)
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
