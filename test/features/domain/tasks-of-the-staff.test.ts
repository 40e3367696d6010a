/**
 * Rules that were stored before tasks had names: the migration leaves managers and administrators what they had (P4).
 */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { tenantSchema } from '#app/tenant/schema.ts'
import { STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { apply, tenantFile } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const MIGRATIONS = [
  '20261130220000_tasks_of_the_staff',
  '20261130231100_tasks_of_groups',
  '20261201070100_tasks_of_content',
  '20261202100000_tasks_of_events',
  '20261202300300_tasks_of_letters',
  '20261202200200_tasks_of_offers',
]

beforeAll(() => apply('isep', 'insa', 'insa-lyon', 'sepro'))

/** The rules as they were stored: one word, and the books. */
function asBefore(slug: string): object {
  const { roles, staffRoles: _, ...config } = tenantFile(slug)
  const old = Object.entries(roles).map(([name, rule]) => {
    const others = rule.may.filter(
      (action) =>
        action !== 'join-groups' && (action === 'keep-books' || !(STAFF_ACTIONS as readonly string[]).includes(action)),
    )
    return [name, { ...rule, may: rule.may.includes('people') ? ['administer', ...others] : others }]
  })
  return { ...config, roles: Object.fromEntries(old) }
}

test('stored rules are read again, and mean the same', async () => {
  const url = database.url('owner')
  for (const slug of ['isep', 'insa', 'insa-lyon', 'sepro']) {
    const before = JSON.stringify(asBefore(slug)).replaceAll("'", "''")
    expect(tenantSchema.safeParse(asBefore(slug)).success).toBe(false)
    await queryAs(url, `UPDATE "tenant" SET "config" = '${before}'::jsonb WHERE "slug" = '${slug}'`)
  }
  for (let times = 0; times < 2; times++)
    for (const name of MIGRATIONS) await queryAs(url, readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  for (const { slug, config } of await queryAs<{ slug: string; config: unknown }>(
    url,
    'SELECT "slug", "config" FROM "tenant"',
  )) {
    const read = tenantSchema.parse(config)
    for (const [role, { may, ...rest }] of Object.entries(tenantFile(slug).roles)) {
      const { may: now, ...others } = read.roles[role as keyof typeof read.roles]!
      expect([...now].sort(), `${slug} ${role}`).toEqual([...may].sort())
      expect(others).toEqual(rest)
    }
  }
})
