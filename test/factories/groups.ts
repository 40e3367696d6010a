/** People who take part in groups, and what they do there by the site's own forms. */
import sharp from 'sharp'
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

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF')

/** A photograph with the name of a secret place in what cameras write into it. */
export const photograph = () =>
  sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Copyright: 'LieuSecret' } })
    .jpeg()
    .toBuffer()

type Part = string | { name: string; bytes: Buffer } | readonly { name: string; bytes: Buffer }[]

/** Sends a form with files. */
export function postFiles(who: Seat, path: string, parts: Record<string, Part>, slug = 'supmeca') {
  const form = new FormData()
  for (const [field, part] of Object.entries(parts))
    if (typeof part === 'string') form.append(field, part)
    else
      for (const { name, bytes } of [part].flat() as { name: string; bytes: Buffer }[])
        form.append(field, new File([new Uint8Array(bytes)], name))
  return request(`${slug}.localhost`, path, { cookie: who.cookie, form })
}
