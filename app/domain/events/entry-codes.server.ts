/** The code that somebody shows at the door: it says nothing of who they are, and opens one event (B11). */
import { createHmac } from 'node:crypto'
import { encode } from 'uqr'
import { env } from '#app/context/env.ts'

/** Crockford's: no sign is taken for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** @returns ten signs, fifty bits, worked out anew each time: no table holds them */
export function entryCode(tenantId: string, eventId: string, personId: string): string {
  const bytes = createHmac('sha256', env().DATA_KEY).update(`entry ${tenantId} ${eventId} ${personId}`).digest()
  return [...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
}

/** @returns « ABCDE-12345 », as it is read out */
export const spelled = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`

/** @returns what was typed or scanned as a code has it: capitals, no blanks, signs that are taken for others mended */
export function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** @returns the code's square: dark squares as one path, and how many stand in a line */
export function codeSquare(code: string): { path: string; size: number } {
  const { data, size } = encode(code, { ecc: 'M', border: 2 })
  const path = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { path, size }
}
