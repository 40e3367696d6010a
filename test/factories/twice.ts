/** Somebody who is in the base twice, with what a person gathers. */
import { sql } from '#app/db/sql.ts'
import { addFamilyTie } from '#app/domain/people/family-ties.server.ts'
import { befriend } from './seats.ts'
import { addPeople, inside, TRACE } from './world.ts'

const SLUG = 'supmeca'

export interface Two {
  kept: { id: string; handle: string }
  gone: { id: string; handle: string }
  friend: string
  relative: string
}

let count = 0

/** Somebody twice in the base, with what a person gathers; a friend and a relative of the second record. */
export async function twice(): Promise<Two> {
  const n = `${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count++ / 26))}`
  const common = { firstName: 'Maud', promotion: 1997, birthDate: '1975-02-03' }
  const [kept, gone, friend, relative] = await addPeople(SLUG, [
    {
      values: {
        ...common,
        lastName: `Double${n}`,
        diploma: 'Ingénieur',
        homeCity: 'Brest',
        primaryEmail: `maud.${n}@un.fr`,
        company: 'Ponant',
        jobTitle: 'Cheffe',
      },
      siteChoices: { homeCity: 'network', bio: 'public' },
      consents: { school: true },
    },
    {
      values: {
        ...{
          ...common,
          lastName: `Double${n}`,
          diploma: 'Ingénieur',
          homeCity: 'Nantes',
          bio: 'Navigatrice',
          iesfCode: `iesf-${n}`,
        },
        ...{ primaryEmail: `maud.${n}@deux.fr`, company: 'Cap Ouest', jobTitle: 'Directrice', speciality: 'Mécanique' },
      },
      siteChoices: { homeCity: 'friends', bio: 'network' },
      consents: { school: false },
    },
    { values: { firstName: 'Ami', lastName: `Ami${n}`, promotion: 1998 } },
    { values: { firstName: 'Sœur', lastName: `Double${n}`, promotion: 2001 } },
  ])
  await befriend(SLUG, gone!.id, friend!.id)
  await inside(SLUG, (query, scope) =>
    addFamilyTie(query, scope, { personId: gone!.id, otherId: relative!.id, kind: 'sibling' }, TRACE),
  )
  return { kept: kept!, gone: gone!, friend: friend!.id, relative: relative!.id }
}

/** The person as stored. */
export const rowOf = (id: string) =>
  inside(SLUG, async (query, scope) => {
    const [row] = await query(sql`SELECT * FROM "person" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`)
    return row
  })
