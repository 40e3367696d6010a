/**
 * Links that act once: how long each kind lasts, for whom, for what, and once, however many press it at the same
 * instant.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { findLink, issueLink, LINK_LIFETIMES, type LinkPurpose, takeLink } from '#app/domain/links/links.server.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
const HOUR = 3_600_000
const NOW = new Date('2026-11-03T09:00:00Z')
const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds)

/** As the issue says it: recovery an hour, proofs of an address a day, invitations and renewals a fortnight. */
const HOURS: Record<LinkPurpose, number> = {
  recovery: 1,
  emailProof: 24,
  registration: 24,
  identity: 24,
  invitation: 336,
  activation: 336,
  renewal: 336,
  lostAddress: 30 * 24,
  offer: 60 * 24,
  alert: 60 * 24,
  schoolQuestion: 24,
  schoolAddress: 24,
}

beforeAll(() => apply('isep', 'ece'))

const issue = (purpose: LinkPurpose) => inside('isep', (query, { id }) => issueLink(query, id, { purpose }, NOW))
const find = (slug: string, purpose: LinkPurpose, secret: string, at: Date) =>
  inside(slug, (query, { id }) => findLink({ query, tenant: { id }, now: at }, purpose, secret))
const take = (slug: string, purpose: LinkPurpose, secret: string, at: Date) =>
  inside(slug, (query, { id }) => takeLink({ query, tenant: { id }, now: at }, purpose, secret))

describe.each(Object.entries(HOURS) as [LinkPurpose, number][])('%s', (purpose, hours) => {
  test(`lasts ${hours} hours to the second, on its own association, for its own purpose, once`, async () => {
    const secret = await issue(purpose)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(16)
    const [last, over] = [later(hours * HOUR - 1), later(hours * HOUR)]
    expect(await find('isep', purpose, secret, last)).toBeDefined()
    expect(await find('isep', purpose, secret, over)).toBeUndefined()
    expect(await take('isep', purpose, secret, over)).toBeUndefined()
    expect(await take('ece', purpose, secret, last)).toBeUndefined()
    for (const other of Object.keys(LINK_LIFETIMES) as LinkPurpose[])
      if (other !== purpose) expect(await take('isep', other, secret, NOW)).toBeUndefined()
    const taken = await Promise.all(Array.from({ length: 8 }, () => take('isep', purpose, secret, last)))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await find('isep', purpose, secret, NOW)).toBeUndefined()
    const rows = await inside('isep', (query) => query(sql`SELECT l::text AS "row" FROM "link" l`))
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})
