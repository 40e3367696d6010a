/**
 * Links out of a list: they last for ever and need no sign-in (RFC 8058), so they carry who and which list under a seal
 * of ours instead of a row that could be purged.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import { isUuid } from '#app/db/uuid.ts'

const sealOf = (slug: string, personId: string, listId: string): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`unsubscribe\n${slug}\n${personId}\n${listId}`)
    .digest()
    .subarray(0, 16)

/** @returns `/desabonnement/<person>.<list>.<seal>` */
export function unsubscribePath(slug: string, personId: string, listId: string): string {
  return href.unsubscribe([personId, listId, sealOf(slug, personId, listId).toString('base64url')].join('.'))
}

/** @returns whom and which list a link names; undefined where the seal is not ours, or of another association. */
export function readUnsubscribe(slug: string, token: string): { personId: string; listId: string } | undefined {
  const [personId = '', listId = '', seal = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isUuid(personId)) return undefined
  const given = Buffer.from(seal, 'base64url')
  const own = sealOf(slug, personId, listId)
  return given.length === own.length && timingSafeEqual(given, own) ? { personId, listId } : undefined
}
