/** Somebody of a world of their own who edits their record through the real forms. */
import { sql } from '#app/db/sql.ts'
import { request } from '../setup/site.ts'
import { personSeat, type Seat } from './seats.ts'
import { addPeople, inside } from './world.ts'

const SLUG = 'supmeca'
export const HOST = `${SLUG}.localhost`

export interface Editor extends Seat {
  id: string
  handle: string
}

let count = 0

/** @returns somebody with a diploma, an e-mail and a position, signed in; no two have one name */
export async function somebody(
  values: Record<string, unknown> = {},
  passwordHash: string | null = null,
): Promise<Editor> {
  const lastName = `Nom${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count++ / 26))}`
  const [person] = await addPeople(SLUG, [
    {
      values: {
        ...{
          firstName: 'Alix',
          lastName,
          promotion: 1999,
          diploma: 'Ingénieur',
          studentNumber: '0042',
          diplomaState: 'obtenu',
        },
        ...{
          primaryEmail: `${lastName}@exemple.fr`.toLowerCase(),
          company: 'Chantiers',
          jobTitle: 'Ingénieure',
          jobStart: '2010-09-01',
        },
        ...values,
      },
    },
  ])
  return { ...person!, ...(await personSeat(SLUG, person!.id, { passwordHash })) }
}

/** The person as stored. */
export async function row(person: Pick<Editor, 'id'>): Promise<Record<string, unknown>> {
  const [found] = await inside(SLUG, (query, { id }) =>
    query(sql`SELECT * FROM "person" WHERE "tenantId" = ${id} AND "id" = ${person.id}`),
  )
  return found!
}

export const get = (person: Seat, path: string) => request(HOST, path, { cookie: person.cookie })

export const post = (person: Seat, path: string, form: Record<string, string | string[]>) =>
  request(HOST, path, { cookie: person.cookie, form })
