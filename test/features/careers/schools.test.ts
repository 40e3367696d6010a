/** Schools on the real site (N3): they present themselves, claim generic pages, and are read first. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { get, photograph, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { subjects } from '../../factories/offers.ts'
import { addCourse, COURSE_FORM, present, SCHOOL_FORM, send } from '../../factories/schools.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const seats = {} as Record<'school' | 'other' | 'company' | 'manager', Seat>
let member: Somebody

beforeAll(async () => {
  await apply('sepro', 'ece')
  for (const name of ['school', 'other'] as const) seats[name] = await organisationSeat('sepro', 'school')
  seats.company = await organisationSeat('sepro', 'company')
  seats.manager = await staffSeat('sepro', 'manager')
  member = await somebody('sepro')
})

const visit = async (path: string, slug = 'sepro') => (await request(`${slug}.localhost`, path)).text()
const statusFor = async (who: Seat | undefined, path: string) =>
  (await request('sepro.localhost', path, who ? { cookie: who.cookie } : {})).status
const shown = (page: string, what: 'school' | 'course') =>
  [...page.matchAll(new RegExp(`data-${what}="([\\w-]+)"`, 'g'))].map(([, slug]) => slug)
const where = (answer: Response) => answer.headers.get('Location')
const idOf = (slug: string, table = sql`"school"`) =>
  inside('sepro', async (query, { id }) => {
    const [row] = await query<{ id: string }>(sql`SELECT "id" FROM ${table} WHERE "tenantId" = ${id}
      AND "slug" = ${slug}`)
    return row!.id
  })

describe('presented by the school itself', () => {
  test('visitors find it by words, field and region, with its courses; nobody else writes it, and no other association has any', async () => {
    expect(
      (await present(seats.school, { website: 'javascript:alert(1)', fields: 'magic', region: 'XX' })).status,
    ).toBe(422)
    expect(where(await present(seats.school))).toBe('/ecoles/espace?fait=saved')
    await addCourse(seats.school)
    for (const who of [undefined, member, seats.company, seats.manager])
      expect((await statusFor(who, '/ecoles/espace')) === 200, String(who?.accountId)).toBe(false)
    expect((await send(member, '/ecoles/espace/presentation', SCHOOL_FORM)).status).toBe(403)
    expect((await send(seats.other, '/ecoles/espace/formations/nouvelle', COURSE_FORM)).status).toBe(404)
    expect((await send(seats.other, '/ecoles/espace/formations/bts-maritime', COURSE_FORM)).status).toBe(404)
    const page = await visit('/ecoles/ecole-du-phare')
    for (const words of ['On y apprend la mer.', '1 quai du Phare', 'https://phare.example/', 'BTS Maritime', 'Bac+2'])
      expect(page).toContain(words)
    const course = await visit('/formations/bts-maritime')
    for (const words of ['Naviguer, réparer.', 'Huit semaines en mai.', '2 ans', 'Brest, Bretagne', 'École du Phare'])
      expect(course).toContain(words)
    const found = (query: string) => visit(`/ecoles${query}`).then((list) => shown(list, 'school'))
    expect(await found('?q=PHARE+mer&domaine=transport&region=BRE')).toEqual(['ecole-du-phare'])
    expect(await found('?q=phare&domaine=it')).toEqual([])
    expect(await found('?q=100%25')).toEqual([])
    expect(shown(await visit('/formations?q=phare&niveau=bac2&rythme=both'), 'course')).toEqual(['bts-maritime'])
    expect(shown(await visit('/formations?niveau=bac5'), 'course')).toEqual([])
    for (const path of ['/ecoles', '/formations', '/ecoles/ecole-du-phare'])
      expect((await request('ece.localhost', path)).status, path).toBe(404)
  })

  test('of two that write at once the second is told; a logo is drawn anew and served while the page is on line', async () => {
    const opened = await text(seats.school, '/ecoles/espace/presentation', 'sepro')
    const seen = /name="seen" value="([^"]+)"/.exec(opened)![1]!
    expect((await present(seats.school, { seen, about: 'La mer, le vent.' })).status).toBe(303)
    expect((await present(seats.school, { seen, about: 'Perdu.' })).status).toBe(409)
    const picture = { name: 'logo.jpg', bytes: await photograph() }
    const path = '/ecoles/espace/presentation'
    expect(where(await postFiles(seats.school, path, { picture }, 'sepro'))).toContain('fait=logo')
    const logo = await request('sepro.localhost', '/ecoles/ecole-du-phare/logo')
    expect([logo.status, logo.headers.get('Content-Type')]).toEqual([200, 'image/jpeg'])
    expect(Buffer.from(await logo.arrayBuffer()).includes('LieuSecret')).toBe(false)
    const text422 = { name: 'logo.jpg', bytes: Buffer.from('<svg onload=alert(1)>') }
    expect((await postFiles(seats.school, path, { picture: text422 }, 'sepro')).status).toBe(422)
  })

  test('taken off line by the staff with a reason, it stays so whatever its school writes; then it is back', async () => {
    const id = await idOf('ecole-du-phare')
    const desk = `/admin/ecoles/${id}`
    const hash = async () => /name="hash" value="(\w+)"/.exec(await text(seats.manager, desk, 'sepro'))![1]!
    const decide = async (intent: string, because = '') =>
      post(seats.manager, desk, { intent, because, hash: await hash() }, 'sepro')
    expect((await post(member, desk, { intent: 'take-down', because: 'x', hash: 'x' }, 'sepro')).status).toBe(403)
    expect((await decide('take-down')).status).toBe(422)
    expect(where(await decide('take-down', 'Adresse inexacte.'))).toContain('fait=takenDown')
    expect((await mails.send('sepro')).at(-1)!.text).toContain('Adresse inexacte.')
    const paths = ['/ecoles/ecole-du-phare', '/formations/bts-maritime', '/ecoles/ecole-du-phare/logo']
    const statuses = (who?: Seat) => Promise.all(paths.map((path) => statusFor(who, path)))
    await present(seats.school, { about: 'Encore nous.' })
    expect(await statuses()).toEqual([404, 404, 404])
    expect(await statuses(member)).toEqual([404, 404, 404])
    expect(await statuses(seats.school)).toEqual([200, 200, 200])
    expect(shown(await visit('/formations'), 'course')).toEqual([])
    expect(await text(seats.school, '/ecoles/espace', 'sepro')).toContain('Adresse inexacte.')
    expect(where(await decide('show-again'))).toContain('fait=shownAgain')
    expect(await statuses()).toEqual([200, 200, 200])
    expect(await visit('/ecoles/ecole-du-phare')).toContain('Encore nous.')
  })
})

describe('generic pages', () => {
  test('made by the staff, claimed by a school without a page, given by the staff, who are told of every claim', async () => {
    const made = await send(seats.manager, '/admin/ecoles/nouvelle', { ...SCHOOL_FORM, name: 'Lycée de la Rade' })
    const desk = where(made)!.split('?')[0]!
    expect(await visit('/ecoles/lycee-de-la-rade')).toContain('Page générique')
    const claim = '/ecoles/lycee-de-la-rade/revendiquer'
    for (const who of [member, seats.company, seats.school])
      expect((await send(who, claim, { words: 'À moi' })).status).toBe(403)
    expect((await send(seats.other, claim, { words: '' })).status).toBe(422)
    expect(where(await send(seats.other, claim, { words: 'Je suis la proviseure.' }))).toContain('fait=claimed')
    expect(await text(seats.manager, '/admin', 'sepro')).toContain('page d’école revendiquée')
    const page = await text(seats.manager, desk, 'sepro')
    expect(page).toContain('Je suis la proviseure.')
    const [, id] = /name="claim" value="([\w-]+)"/.exec(page)!
    const answer = (intent: string, because = '') => send(seats.manager, desk, { intent, claim: id!, because })
    expect((await answer('refuse-claim')).status).toBe(422)
    expect(where(await answer('accept-claim'))).toContain('fait=claimAccepted')
    expect(subjects(await mails.send('sepro')).at(-1)).toBe('La page « Lycée de la Rade » est à vous')
    expect((await answer('accept-claim')).status).toBe(404)
    expect((await present(seats.other, { name: 'Lycée de la Rade', about: 'Nous-mêmes.' })).status).toBe(303)
    expect(await visit('/ecoles/lycee-de-la-rade')).toContain('Nous-mêmes.')
    expect((await send(seats.manager, desk, { ...SCHOOL_FORM, name: 'Volé' })).status).toBe(403)
  })
})

describe('read first, where the association’s file asks', () => {
  beforeAll(async () => {
    const config = tenantFile('sepro')
    await apply({ ...config, schools: { requires: 'nothing', directory: { moderation: 'before' } } })
  })

  test('a new course waits, and a change of what is on line keeps the old words until somebody has read it', async () => {
    expect(where(await present(seats.school, { about: 'Nouveaux mots.' }))).toContain('fait=asked')
    await addCourse(seats.school, { title: 'Licence des vents' })
    expect(await visit('/ecoles/ecole-du-phare')).toContain('Encore nous.')
    expect(await statusFor(undefined, '/formations/licence-des-vents')).toBe(404)
    expect(await text(seats.manager, '/admin', 'sepro')).toContain('page d’école à lire')
    const desk = `/admin/ecoles/${await idOf('ecole-du-phare')}`
    const page = await text(seats.manager, desk, 'sepro')
    expect(page).toContain('Nouveaux mots.')
    const course = await idOf('licence-des-vents', sql`"school_course"`)
    const hashes = [...page.matchAll(/name="hash" value="(\w+)"/g)].map(([, one]) => one!)
    const ofCourse = new RegExp(`value="(\\w+)"/><input type="hidden" name="course" value="${course}"`).exec(page)![1]!
    const decide = (more: Record<string, string>) => send(seats.manager, desk, { because: '', ...more })
    expect(where(await decide({ intent: 'approve', hash: 'stale' }))).toContain('fait=changed-meanwhile')
    expect(where(await decide({ intent: 'approve', hash: hashes[0]! }))).toContain('fait=approved')
    expect(where(await decide({ intent: 'refuse', hash: ofCourse, course, because: 'Trop court.' }))).toContain(
      'refused',
    )
    expect(await visit('/ecoles/ecole-du-phare')).toContain('Nouveaux mots.')
    expect(await statusFor(undefined, '/formations/licence-des-vents')).toBe(404)
    expect(await text(seats.school, '/ecoles/espace', 'sepro')).toContain('Trop court.')
  })
})

test('the school takes its page away by itself: nothing of it is left, and its account stays', async () => {
  expect((await get(seats.school, '/ecoles/espace/suppression', 'sepro')).status).toBe(200)
  expect(where(await send(seats.school, '/ecoles/espace/suppression', {}))).toContain('fait=removed')
  expect(await statusFor(undefined, '/ecoles/ecole-du-phare')).toBe(404)
  expect(await statusFor(undefined, '/formations/bts-maritime')).toBe(404)
  expect(await text(seats.school, '/ecoles/espace', 'sepro')).toContain('n’a pas encore de page')
})
