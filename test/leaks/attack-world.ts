/** An association under attack: somebody in every seat, every address filled in, and what its tables hold. */
import pg from 'pg'
import type { Role } from '#app/vocabulary/roles.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply } from '../factories/world.ts'
import { fill, siteAddresses } from './site-addresses.ts'

export const SLUG = 'supmeca'
export const HOST = `${SLUG}.localhost`
export const SEATS = [
  'member',
  'adherent',
  'recruiter',
  'poster',
  'school',
  'manager',
  'admin',
] as const satisfies Role[]

export interface Target {
  seats: Record<(typeof SEATS)[number], Seat>
  people: { id: string; handle: string }[]
  /** Every address, its parameters filled with a victim's own. */
  paths: string[]
}

const named = (lastName: string) => ({
  values: { lastName, firstName: 'Yves', promotion: 1998, primaryEmail: `yves.${lastName.toLowerCase()}@exemple.fr` },
})

/** Applies the association, and a sibling beside it. */
export async function attackWorld(passwordHash: string | null = null): Promise<Target> {
  await apply(SLUG, 'ece')
  const people = await addPeople(SLUG, ['Martin', 'Dupont', 'Victime'].map(named))
  const seats = {
    member: await personSeat(SLUG, people[0]!.id, { passwordHash }),
    adherent: await personSeat(SLUG, people[1]!.id, { paidUp: true, passwordHash }),
    recruiter: await organisationSeat(SLUG, 'company'),
    poster: await organisationSeat(SLUG, 'company', { open: false }),
    school: await organisationSeat(SLUG, 'school'),
    manager: await staffSeat(SLUG, 'manager'),
    admin: await staffSeat(SLUG, 'admin'),
  }
  const { handle, id } = people[2]!
  const addresses = await siteAddresses()
  const paths = addresses.map((address) => fill(address, { handle, id, run: id, section: 'identite', slug: SLUG }))
  return { seats, people, paths: [...new Set(paths)].filter((path) => path !== '/deconnexion') }
}

/**
 * @returns a digest of each table's rows, by the table's name.
 * @param among ids of associations; every one without it
 */
export async function tableDigests(ownerUrl: string, among?: readonly string[]): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM tenant ORDER BY id')
    const tenants = rows.filter(({ id }) => !among || among.includes(id))
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    )
    const digests = new Map<string, string>()
    for (const { id } of tenants) {
      await client.query('BEGIN')
      await client.query(`SET LOCAL app.tenant = '${id}'`)
      for (const { name } of tables) {
        const { rows } = await client.query<{ digest: string }>(
          `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM "${name}" t`,
        )
        digests.set(name, `${digests.get(name) ?? ''}${rows[0]!.digest}`)
      }
      await client.query('ROLLBACK')
    }
    return digests
  } finally {
    await client.end()
  }
}

/** @returns names of the tables that are not as they were. */
export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name))
}

/** @returns every column name of the database. */
export async function columnNames(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
