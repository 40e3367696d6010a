/** The CV of a profile (N2; C12, C17): drawn from what is shown, for subscribers and who is in contact. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { get, openProfileOf, post, publish, type Somebody, somebody, text } from '../factories/profiles.ts'
import { organisationSeat, type Seat } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { readPdf } from '../setup/pdf-reader.ts'

useDatabase()
const seats = {} as Record<'subscriber' | 'free' | 'poster', Seat>
const people: Somebody[] = []
const ids: string[] = []

beforeAll(async () => {
  await apply('sepro')
  seats.subscriber = await organisationSeat('sepro', 'company')
  seats.free = await organisationSeat('sepro', 'company')
  seats.poster = await organisationSeat('sepro', 'company', { open: false })
  await inside('sepro', (query, { id }) =>
    query(sql`DELETE FROM "pass_period" WHERE "tenantId" = ${id} AND "organisationId" = ${seats.free.organisationId!}`),
  )
  for (let n = 0; n < 5; n++) {
    people.push(await somebody('sepro', { values: { pseudonym: `Pseudo${n}` } }))
    ids.push(await publish(people[n]!, n === 0 ? { town: 'Ouessant', employer: 'Phare du Créac’h' } : {}))
  }
})

const cv = (who: Seat, n: number) => get(who, `/cvtheque/${ids[n]}/cv`)
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

test('it opens for a subscription, or once the person has answered through this very profile; else there is none', async () => {
  const status = async (who: Seat, n: number) => (await cv(who, n)).status
  expect([await status(seats.subscriber, 1), await status(seats.free, 1), await status(seats.poster, 1)]).toEqual([
    200, 404, 403,
  ])
  expect(await status(people[2]!, 1)).toBe(403)
  expect(await text(seats.free, `/cvtheque/${ids[1]}`)).not.toContain(`/cvtheque/${ids[1]}/cv`)
  const talk = (await post(seats.free, `/cvtheque/${ids[1]}/ecrire`, { text: 'Bonjour' })).headers.get('Location')!
  expect(await status(seats.free, 1)).toBe(404)
  await post(people[1]!, talk, { text: 'Bonjour à vous' })
  expect([await status(seats.free, 1), await status(seats.free, 2)]).toEqual([200, 404])
  await post(people[1]!, '/mes-profils/exclusions', { intent: 'add', name: 'Atelier' })
  expect([await status(seats.free, 1), await status(seats.subscriber, 1)]).toEqual([404, 404])
})

test('it holds what the page shows and nothing else of its person, in words, metadata and name; they get the same', async () => {
  const answer = await cv(seats.subscriber, 0)
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="cv.pdf"')
  const bytes = await bytesOf(answer)
  const pdf = await readPdf(bytes)
  const [pseudonym] = await openProfileOf(seats.subscriber, [ids[0]!])
  for (const shown of [pseudonym!, 'Stage en laboratoire', 'Chimie verte', 'dosage', 'Je cherche un stage'])
    expect(pdf.text).toContain(shown)
  expect(pdf.structure).toEqual(expect.arrayContaining(['H1', 'H2', 'P']))
  expect(pdf.title).toBe('Stage en laboratoire')
  const all = [pdf.text, pdf.metadata, Buffer.from(bytes).toString('latin1'), [...pdf.attachments.keys()].join()]
  const { id, handle, name } = people[0]!
  for (const telling of [id, handle, name, 'Pseudo0', 'Ouessant', 'Phare', 'Anna'])
    for (const words of all) expect(words).not.toContain(telling)
  const own = await readPdf(await bytesOf(await get(people[0]!, `/mes-profils/${ids[0]}/cv`)))
  expect(own.text).toBe(pdf.text)
  expect((await get(people[2]!, `/mes-profils/${ids[0]}/cv`)).status).toBe(404)
})

test('each opening is told to the person, as one of the CV', async () => {
  expect(await text(people[0]!, '/mes-profils')).toContain('CV ouvert')
  await get(seats.subscriber, `/cvtheque/${ids[3]}`)
  const page = await text(people[3]!, '/mes-profils')
  expect([page.includes('Atelier'), page.includes('CV ouvert')]).toEqual([true, false])
})
