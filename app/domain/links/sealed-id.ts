/** Links that open one thing for who has them, without an account: an id under a seal of ours, kept nowhere. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#app/context/env.ts'
import { isUuid } from '#app/db/uuid.ts'

const sealOf = (purpose: string, tenantId: string, id: string): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`${purpose}\n${tenantId}\n${id}`)
    .digest()
    .subarray(0, 16)

/** @returns `<id>.<seal>`: 128 bits that nobody guesses */
export const sealedId = (purpose: string, tenantId: string, id: string): string =>
  `${id}.${sealOf(purpose, tenantId, id).toString('base64url')}`

/** @returns the id; undefined where the seal is not ours, of another purpose or of another association */
export function readSealedId(purpose: string, tenantId: string, token: string): string | undefined {
  const [id = '', seal = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isUuid(id)) return undefined
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(purpose, tenantId, id)]
  return given.length === own.length && timingSafeEqual(given, own) ? id : undefined
}
