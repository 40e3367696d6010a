/** People who take part in groups, and what they do there by the site's own forms. */
import { expect } from 'vitest'
import { request, textWithoutNonce } from '../setup/site.ts'
import { personSeat, type Seat } from './seats.ts'
import { addPeople } from './world.ts'

export interface Somebody extends Seat {
  id: string
  handle: string
  name: string
}

let count = 0

/** @returns somebody with an account, paid up unless said */
export async function somebody(slug: string, more: { paidUp?: boolean; values?: object; siteChoices?: object } = {}) {
  const lastName = `Groupe${String.fromCharCode(97 + (count++ % 26))}${count}`
  const [person] = await addPeople(slug, [
    {
      values: { firstName: 'Anna', lastName, promotion: 2004, primaryEmail: `${lastName}@exemple.fr`, ...more.values },
      siteChoices: more.siteChoices ?? {},
    },
  ])
  return {
    ...person!,
    name: lastName,
    ...(await personSeat(slug, person!.id, { paidUp: more.paidUp ?? true })),
  } as Somebody
}

export const get = (who: Seat, path: string, slug = 'supmeca') =>
  request(`${slug}.localhost`, path, { cookie: who.cookie })
export const post = (who: Seat, path: string, form: Record<string, string>, slug = 'supmeca') =>
  request(`${slug}.localhost`, path, { cookie: who.cookie, form })
export const text = async (who: Seat, path: string, slug = 'supmeca') => textWithoutNonce(await get(who, path, slug))

/** @returns the address of an article that `who` has written in a group */
export async function write(
  who: Seat,
  group: string,
  title: string,
  more: Record<string, string> = {},
  slug = 'supmeca',
) {
  const form = { title, text: `Texte de ${title}`, audience: 'group', ...more }
  const answer = await post(who, `/groupes/${group}/articles/nouveau`, form, slug)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}
