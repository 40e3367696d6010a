/**
 * Who was erased, as keyed hashes that nobody can read back: the next file of the school is asked by them. One key per
 * way in which a file names somebody; the association's id is part of each, so that two associations' lists have
 * nothing in common.
 */
import { createHmac } from 'node:crypto'
import { fold } from '#app/i18n/fold.ts'

export interface Identity {
  firstName?: unknown
  lastName?: unknown
  diplomaName?: unknown
  promotion?: unknown
  birthDate?: unknown
  studentNumber?: unknown
  emails?: readonly unknown[]
}

const squeezed = (value: unknown) => fold(String(value ?? '')).replace(/[^a-z0-9]/g, '')
const numberOf = (value: unknown) => squeezed(value).replace(/^0+/, '')

/** What a line and a person must share to be the same; `n:` is sure, the others may be a namesake's. */
function plainKeys(who: Identity): string[] {
  const number = numberOf(who.studentNumber)
  const names = [who.lastName, who.diplomaName]
    .filter(Boolean)
    .map((last) => `${squeezed(last)}|${squeezed(who.firstName)}`)
  const birth = /^\d{4}-\d{2}-\d{2}$/.test(String(who.birthDate ?? '')) ? String(who.birthDate) : ''
  return [
    ...(number ? [`n:${number}`] : []),
    ...names.flatMap((one) => (who.promotion ? [`p:${one}|${who.promotion}`] : [])),
    ...names.flatMap((one) => (birth ? [`b:${one}|${birth}`] : [])),
    ...names.flatMap((one) => (who.promotion || birth ? [] : [`o:${one}`])),
    ...(who.emails ?? []).flatMap((email) => (email ? [`e:${String(email).trim().toLowerCase()}`] : [])),
  ]
}

export interface HashedKey {
  hash: string
  /** A student number, a birth date or an address: not shared with a namesake. */
  sure: boolean
}

/**
 * @param secret the installation's key (`DATA_KEY`)
 * @returns the keys of somebody in this association
 */
export function identityKeys(secret: string, tenantId: string, who: Identity): HashedKey[] {
  const key = createHmac('sha256', Buffer.from(secret, 'base64')).update(`erased people of ${tenantId}`).digest()
  return [...new Set(plainKeys(who))].map((plain) => ({
    hash: createHmac('sha256', key).update(plain).digest('base64url'),
    sure: /^[nbe]:/.test(plain),
  }))
}
