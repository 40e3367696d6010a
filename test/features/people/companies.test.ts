/**
 * Pages of companies (N4, I12; decision 062): handed in by their own accounts, read first, found by who reads offers,
 * with the people who show that they work there and nothing of those who do not.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { ownFiles } from '#app/domain/data-rights/own-files.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { get, photograph, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { deposit } from '../../factories/offers.ts'
import { colleagueSeat, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const NAME = 'Ateliers Kestrel & Fils'
const ABOUT = 'Nous dessinons des bancs d’essai pour le ferroviaire depuis 1987.'
const seats = {} as Record<'manager' | 'company' | 'colleague' | 'other' | 'school', Seat>
const people = {} as Record<'reader' | 'unpaid', Somebody>
let path = ''
let admin = ''

beforeAll(async () => {
  await apply('ece', 'sepro', 'supmeca')
  seats.manager = await staffSeat('ece', 'manager')
  seats.company = await organisationSeat('ece', 'company')
  seats.colleague = await colleagueSeat('ece', seats.company)
  seats.other = await organisationSeat('ece', 'company')
  seats.school = await organisationSeat('ece', 'school')
  people.reader = await somebody('ece')
  people.unpaid = await somebody('ece', { paidUp: false })
  await rename(NAME)
  path = `/entreprises/${seats.company.organisationId}`
  admin = `/admin/organisations/${seats.company.organisationId}`
})

const rename = (name: string) =>
  inside('ece', (query, { id }) =>
    query(sql`UPDATE "organisation" SET "name" = ${name} WHERE "tenantId" = ${id}
      AND "id" = ${seats.company.organisationId}`),
  )
const write = (who: Seat, more: Record<string, string | { name: string; bytes: Buffer }> = {}, at = path) =>
  postFiles(
    who,
    `${at}/modifier`,
    { about: ABOUT, website: 'https://kestrel.example', careers: '', place: '', ...more },
    'ece',
  )
const status = async (who: Seat | undefined, at = path) =>
  who ? (await get(who, at, 'ece')).status : (await request('ece.localhost', at)).status
const hashOn = async () => /name="hash" value="(\w+)"/.exec(await text(seats.manager, admin, 'ece'))?.[1] ?? ''
const decide = async (intent: string, because = '', hash?: string) =>
  (await post(seats.manager, admin, { intent, because, hash: hash ?? (await hashOn()) }, 'ece')).status

describe('handed in and read first', () => {
  test('by each account of the company and nobody else; what does not hold is said, and what was typed kept', async () => {
    for (const who of [people.reader, seats.other, seats.school, seats.manager]) {
      expect(await status(who, `${path}/modifier`)).toBe(403)
      expect((await write(who)).status).toBe(403)
    }
    const wrong = await write(seats.company, { about: 'Trop court.', website: 'pas un site' })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    for (const words of ['40 caractères au moins', 'adresse de site valable', 'Trop court.'])
      expect(page).toContain(words)
    expect((await write(seats.company, { logo: { name: 'l.png', bytes: Buffer.from('<svg/>') } })).status).toBe(422)
    expect(await status(seats.company)).toBe(404)
    const logo = { name: 'logo.jpg', bytes: await photograph() }
    expect((await write(seats.colleague, { logo })).headers.get('Location')).toContain('fait=waiting')
    expect(await text(seats.colleague, `${path}/modifier`, 'ece')).toContain('exemple.fr')
  })

  test('while it waits its company and the staff alone find it, words and logo; the staff’s list says so', async () => {
    const nobody = [people.reader, people.unpaid, seats.other, seats.school]
    for (const at of [path, `${path}?etat=waiting`, `${path}/logo`, `${path}/logo?etat=waiting`]) {
      for (const who of nobody) expect(await status(who, at)).toBe(404)
      expect(await status(seats.company, at)).toBe(200)
    }
    expect(await status(undefined)).toBe(302)
    expect(await text(seats.manager, '/admin', 'ece')).toContain('page d’entreprise à lire')
    expect(await text(seats.manager, '/admin/organisations?etat=pages', 'ece')).toContain('Kestrel')
    expect(await text(seats.manager, admin, 'ece')).toContain('bancs d’essai')
    const logo = Buffer.from(await (await get(seats.manager, `${path}/logo?etat=waiting`, 'ece')).arrayBuffer())
    expect(logo.includes('LieuSecret')).toBe(false)
  })

  test('a no has words that the company alone reads; a decision about other words does nothing; approved, readers find it', async () => {
    expect(await decide('page-refuse')).toBe(422)
    const stale = await hashOn()
    await write(seats.company, { about: `${ABOUT} Et à Nantes.` })
    expect(await decide('page-approve', '', stale)).toBe(409)
    expect(await decide('page-refuse', 'Quel Nantes ?')).toBe(303)
    const told = await mails.send('ece')
    expect(told.map(({ subject }) => subject)).toEqual(['La page de votre entreprise n’a pas été publiée'])
    expect(told[0]!.text).toContain('Quel Nantes ?')
    expect(await text(seats.company, `${path}/modifier`, 'ece')).toContain('Quel Nantes ?')
    expect(await status(people.reader)).toBe(404)
    await write(seats.company)
    expect(await decide('page-approve')).toBe(303)
    const page = await text(people.reader, path, 'ece')
    for (const words of [ABOUT, 'https://kestrel.example', `src="${path}/logo?v=`]) expect(page).toContain(words)
    expect(page).not.toContain('Quel Nantes')
    const all = [people.unpaid, seats.other, seats.school, undefined]
    expect(await Promise.all(all.map((who) => status(who)))).toEqual([404, 404, 404, 302])
    expect(await status(people.reader, `${path}/logo`)).toBe(200)
    expect((await request('supmeca.localhost', path)).status).toBe(302)
    // Its logo is in the copy of its data.
    const { organisationId } = seats.company
    const files = await inside('ece', async (query, { id }) =>
      ownFiles(query, await findSubject(query, id, { organisationId: organisationId! })),
    )
    expect(files.map(({ purpose }) => purpose)).toEqual(['organisation_page'])
  })

  test('a change waits while what was read stays, logo and name too; taken down it is gone, and is read before it is back', async () => {
    await write(seats.company, { about: `${ABOUT} Nouveau texte.`, noLogo: 'on' })
    await rename('Un tout autre nom')
    const before = await text(people.reader, path, 'ece')
    expect([before.includes('Nouveau texte'), before.includes('autre nom'), before.includes('/logo?v=')]).toEqual([
      false,
      false,
      true,
    ])
    expect(await status(people.reader, `${path}?etat=waiting`)).toBe(200)
    expect(await text(people.reader, `${path}?etat=waiting`, 'ece')).not.toContain('Nouveau texte')
    await rename(NAME)
    await write(seats.company)
    await decide('page-approve')
    expect(await decide('page-take-down', 'Signalée.')).toBe(303)
    expect(await status(people.reader)).toBe(404)
    await write(seats.company)
    expect(await decide('page-approve')).toBe(303)
    const refuse = (at: string | null) =>
      inside('ece', (query, { id }) =>
        query(sql`UPDATE "organisation" SET "refusedAt" = ${at}::timestamptz WHERE "tenantId" = ${id}
          AND "id" = ${seats.company.organisationId}`),
      )
    await refuse('2026-01-01')
    expect([await status(people.reader), await status(people.reader, `${path}/logo`)]).toEqual([404, 404])
    await refuse(null)
    expect(await status(people.reader)).toBe(200)
  })
})

describe('what stands on it', () => {
  test('its offers on line for this reader, and links from them, from the list of companies and from profiles', async () => {
    const offer = await deposit(seats.company, { title: 'Poste chez Kestrel' })
    expect(await text(people.reader, path, 'ece')).not.toContain(offer)
    const hash = /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${offer}`, 'ece'))![1]!
    await post(seats.manager, `/admin/offres/${offer}`, { intent: 'approve', because: '', hash }, 'ece')
    expect(await text(people.reader, path, 'ece')).toContain(`data-offer="${offer}"`)
    expect(await text(people.reader, `/offres/${offer}`, 'ece')).toContain(`href="${path}"`)
    const shows = await somebody('ece', {
      values: { company: ` ${NAME.toUpperCase()} ` },
      siteChoices: { company: 'network' },
    })
    expect(await text(people.reader, '/entreprises', 'ece')).toContain(`href="${path}"`)
    expect(await text(people.reader, `/profil/${shows.handle}`, 'ece')).toContain(`href="${path}"`)
    const page = await text(people.reader, path, 'ece')
    expect(page).toContain(`data-person="${shows.handle}"`)
    expect(page).toContain('1 personne du réseau y travaille')
  })

  test('leak: a hidden employer is neither named nor counted there, nor on a profile; the page is the same byte for byte', async () => {
    const before = await text(people.reader, path, 'ece')
    const hidden = await somebody('ece', { values: { company: NAME }, siteChoices: { company: 'nobody' } })
    const friends = await somebody('ece', { values: { company: NAME }, siteChoices: { company: 'friends' } })
    const apart = await somebody('ece', { values: { company: NAME }, siteChoices: { company: 'network' } })
    await post(apart, `/profil/${people.reader.handle}/contact`, { intent: 'block' }, 'ece')
    expect(await text(people.reader, path, 'ece')).toBe(before)
    for (const who of [hidden, friends])
      expect(await text(people.reader, `/profil/${who.handle}`, 'ece')).not.toContain(path)
    // The twin: one of them shows it, and is there.
    await inside('ece', (query, { id }) =>
      query(sql`DELETE FROM "person_block" WHERE "tenantId" = ${id} AND "personId" = ${apart.id}`),
    )
    const after = await text(people.reader, path, 'ece')
    expect(after).toContain(`data-person="${apart.handle}"`)
    expect(after).toContain('2 personnes du réseau y travaillent')
  })

  test('who may not ask the directory finds nobody on it: a company reads of its own page what any recruiter reads', async () => {
    const own = await text(seats.company, path, 'ece')
    const listed = await text(seats.company, `/annuaire?${new URLSearchParams({ entreprise: NAME })}`, 'ece')
    const handles = (page: string) => [...page.matchAll(/data-person="([^"]+)"/g)].map(([, one]) => one).sort()
    expect(handles(own)).toEqual(handles(listed))
    expect(own).toContain(ABOUT)
  })
})

test('where nothing is read first a page is on line at once, until one was taken down', async () => {
  const company = await organisationSeat('sepro', 'company')
  const manager = await staffSeat('sepro', 'manager')
  const at = `/entreprises/${company.organisationId}`
  const send = () =>
    postFiles(company, `${at}/modifier`, { about: ABOUT, website: '', careers: '', place: 'Brest' }, 'sepro')
  expect((await send()).headers.get('Location')).toContain('fait=shown')
  expect((await request('sepro.localhost', at)).status).toBe(200)
  const desk = `/admin/organisations/${company.organisationId}`
  const hash = /name="hash" value="(\w+)"/.exec(await text(manager, desk, 'sepro'))![1]!
  await post(manager, desk, { intent: 'page-take-down', because: 'Trompeuse.', hash }, 'sepro')
  expect((await request('sepro.localhost', at)).status).toBe(404)
  for (const _ of [1, 2]) expect((await send()).headers.get('Location')).toContain('fait=waiting')
})
