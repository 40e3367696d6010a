/** Texts in the 256 signs of ISO-8859-15, which accounting files are written in. Pure. */
import anyAscii from 'any-ascii'
import iconv from 'iconv-lite'

/**
 * @returns the same words; a sign that the charset lacks is written with plain letters (« Łódź » → « Lodz », ’ → ').
 */
export function asLatin9(text: string): string {
  return Array.from(text.normalize('NFC'), (sign) => (isLatin9(sign) ? sign : anyAscii(sign))).join('')
}

const known = new Map<string, boolean>()

function isLatin9(sign: string): boolean {
  let answer = known.get(sign)
  if (answer === undefined) {
    answer = iconv.decode(iconv.encode(sign, 'iso-8859-15'), 'iso-8859-15') === sign
    if (known.size < 2000) known.set(sign, answer)
  }
  return answer
}
