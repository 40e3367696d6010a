/** The code that somebody shows at the door: it says nothing of who they are, and opens one event (B11). */
import { createHmac } from 'node:crypto'
import { env } from '#app/context/env.ts'
import { codeFrom } from '#app/context/spoken-codes.ts'

const LENGTH = 10

/** @returns ten signs, fifty bits, worked out anew each time: no table holds them */
export function entryCode(tenantId: string, eventId: string, personId: string): string {
  const bytes = createHmac('sha256', env().DATA_KEY).update(`entry ${tenantId} ${eventId} ${personId}`).digest()
  return codeFrom(bytes.subarray(0, LENGTH))
}

/** @returns « ABCDE-12345 », as it is read out */
export const spelled = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`.toUpperCase()
