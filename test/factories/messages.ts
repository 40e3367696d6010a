/** People who write to each other on the real site, and what the database knows of it. */
import type { sql } from '#app/db/sql.ts'
import { request } from '../setup/site.ts'
import { personSeat, type Seat } from './seats.ts'
import { addPeople, inside } from './world.ts'

export interface Somebody extends Seat {
  id: string
  handle: string
  name: string
}

let count = 0

/** Somebody whose name everybody may read, with an address that nobody may. */
export async function somebody(
  slug: string,
  { values = {}, lastNameTo = 'public' as 'public' | 'nobody', paidUp = true } = {},
): Promise<Somebody> {
  const lastName = `Nom${String.fromCharCode(97 + (count++ % 26))}${count}`
  const [person] = await addPeople(slug, [
    {
      values: {
        ...{ firstName: 'Alix', lastName, promotion: 1999, pseudonym: `pseudo${count}`, purpose: 'emploi' },
        ...{ publishedAt: '2026-01-01', primaryEmail: `alix.${count}@secret.example` },
        ...values,
      },
      siteChoices: { lastName: lastNameTo, pseudonym: lastNameTo, primaryEmail: 'nobody' },
    },
  ])
  return { ...person!, name: `Alix ${lastName}`, ...(await personSeat(slug, person!.id, { paidUp })) }
}

/** One association's site, as people use it to write to each other. */
export function messaging(slug: string) {
  const host = `${slug}.localhost`
  const get = (who: Seat, path: string) => request(host, path, { cookie: who.cookie })
  const post = (who: Seat, path: string, form: Record<string, string> | FormData) =>
    request(host, path, { cookie: who.cookie, form })
  const text = async (who: Seat, path: string) => (await get(who, path)).text()
  const write = (who: Seat, to: Somebody, words: string) => post(who, `/profil/${to.handle}/ecrire`, { text: words })
  /** Writes first. @returns the conversation's id */
  async function begin(who: Seat, to: Somebody, words = 'Bonjour'): Promise<string> {
    const answer = await write(who, to, words)
    const id = /^\/messagerie\/([\w-]+)/.exec(answer.headers.get('Location') ?? '')?.[1]
    if (!id) throw new Error(`no conversation began: ${answer.status}`)
    return id
  }
  /** Writes, and the other accepts. @returns the conversation's id */
  async function agree(who: Seat, to: Somebody): Promise<string> {
    const id = await begin(who, to)
    await post(to, `/messagerie/${id}`, { intent: 'accept' })
    return id
  }
  return { slug, host, get, post, text, write, begin, agree }
}

/** @returns texts of the messages that a page shows, in order */
export function shownIn(html: string): string[] {
  return [...html.matchAll(/<p class="message-text">([^<]*)<\/p>/g)].map((match) => match[1]!)
}

/** @returns conversations that a list shows, in order, each with its state */
export function listedIn(html: string): { id: string; state: string }[] {
  return [...html.matchAll(/<li data-conversation="([\w-]+)" data-state="(\w+)"/g)].map((match) => {
    return { id: match[1]!, state: match[2]! }
  })
}

/** Rows of a table of the association. */
export function rows<Row extends object>(slug: string, work: (tenantId: string) => ReturnType<typeof sql>) {
  return inside(slug, (query, { id }) => query<Row>(work(id)))
}

/** @returns pages without what is the people's own: names, ids, instants and keys of forms */
export function bare(pages: string, people: readonly Somebody[], ids: readonly string[]): string {
  const names = people.flatMap(({ handle, name }) => [handle, name, ...name.split(' ')])
  return [...names, ...ids]
    .reduce((all, word) => all.replaceAll(word, '…'), pages)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    .replace(/\d\d\/\d\d\/\d{4}[^<"\\]{0,20}\d\d:\d\d(:\d\d)?/g, 'then')
    .replace(/name="form-key" value="[\w-]+"/g, 'key')
    .replace(/"formKey",?"?[\w-]*"?|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'key')
}
