/** Which encoding and which separator a text file is written in, from its bytes alone. */
import { createReadStream } from 'node:fs'
import { judgeEncoding, type TextEncoding } from '#app/domain/files/text-encoding.ts'
import { ImportRefused } from './import-refused.ts'

export type Separator = ';' | ',' | '\t' | '|'

const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|']

/** @throws ImportRefused `wrong-type` for bytes that are no text */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const judge = judgeEncoding()
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }))
    if (judge.take(piece as Buffer)) break
  const encoding = judge.end()
  if (!encoding) throw new ImportRefused('wrong-type')
  return encoding
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
