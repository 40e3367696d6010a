/**
 * C25: one person who is a graduate and a recruiter, and teaches besides, wears one hat at a time (N1). Three bases
 * know one mail address; each door opens its own, and no account holds what another one of the same person holds.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { get, post, type Somebody, somebody, text } from '../factories/groups.ts'
import { deposit } from '../factories/offers.ts'
import { considerAll, emptyOutbox, mailsOf } from '../factories/outbox.ts'
import { befriend, organisationSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'

useDatabase()

const HOST = 'ece.localhost'
const MAIL = 'claire@atelier.example'
const DOORS = [
  ['people', '', 'quatre girafes mangent tard'],
  ['recruiters', '/recruteurs', 'sept hérissons traversent la nuit'],
  ['schools', '/ecoles', 'onze baleines chantent la messe'],
] as const
const claire = {} as { member: Somebody; recruiter: Seat; school: Seat }
const people = {} as Record<'friend' | 'applicant', Somebody>
const offers = {} as Record<'company' | 'other', string>
let manager: Seat
let sent = ''

/** An account of that mail, with a password of its own. */
async function named({ accountId }: Seat, door: string, password: string) {
  const passwordHash = await hashPassword(password)
  await inside('ece', async (query, { id }) => {
    await query(sql`UPDATE "account" SET "email" = ${MAIL}, "login" = ${MAIL}, "passwordHash" = ${passwordHash}
      WHERE "tenantId" = ${id} AND "id" = ${accountId}`)
    await query(sql`DELETE FROM "account_login" WHERE "tenantId" = ${id} AND "accountId" = ${accountId}`)
    await query(sql`INSERT INTO "account_login" ("tenantId", "door", "login", "accountId", "kind")
      VALUES (${id}, ${door}, ${MAIL}, ${accountId}, 'assigned')`)
  })
}

/** @returns the id of an offer on line to which one applies here */
async function online(who: Seat, title: string): Promise<string> {
  const id = await deposit(who, { title, applyUrl: '' })
  const hash = /name="hash" value="(\w+)"/.exec(await text(manager, `/admin/offres/${id}`, 'ece'))![1]!
  await post(manager, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'ece')
  return id
}

beforeAll(async () => {
  const carriere = { name: { fr: 'carrière', en: 'careers' }, may: ['offers' as const], reads: [] }
  await apply({ ...tenantFile('ece'), staffRoles: { ...tenantFile('ece').staffRoles, carriere } })
  manager = await staffSeat('ece', 'manager')
  claire.member = await somebody('ece', {
    values: { mobilePhone: '+33611111111' },
    siteChoices: { mobilePhone: 'nobody' },
  })
  claire.recruiter = await organisationSeat('ece', 'company')
  claire.school = await organisationSeat('ece', 'school')
  people.friend = await somebody('ece', {
    values: { mobilePhone: '+33622222222' },
    siteChoices: { mobilePhone: 'friends' },
  })
  people.applicant = await somebody('ece')
  await befriend('ece', claire.member.id, people.friend.id)
  for (const [index, who] of [claire.member, claire.recruiter, claire.school].entries())
    await named(who, DOORS[index]![0], DOORS[index]![2])
  offers.company = await online(claire.recruiter, 'Poste de la société')
  offers.other = await online(await organisationSeat('ece', 'company'), 'Poste d’une autre')
  const words = { name: 'Candidat Témoin', email: 'c@exemple.fr', letter: 'Bonjour.' }
  await post(people.applicant, `/offres/${offers.company}/postuler`, words, 'ece')
  sent = await inside('ece', async (query, { id }) => {
    const [row] = await query<{ id: string }>(sql`SELECT "id" FROM "offer_application" WHERE "tenantId" = ${id}`)
    return row!.id
  })
})

const signIn = (door: string, password: string, cookie = '') =>
  request(HOST, `${door}/connexion`, { form: { login: MAIL, password }, ...(cookie ? { cookie } : {}) })
const statuses = (who: Seat, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await get(who, path, 'ece')).status))

describe('C25: the same mail in three bases', () => {
  test('each door opens its own base by its own password, and answers alike to those of the two others', async () => {
    const answers = await Promise.all(
      DOORS.flatMap(([, path]) => DOORS.map(async ([, , password]) => (await signIn(path, password)).status)),
    )
    const opens = answers.map((status) => (status === 401 ? 0 : status < 400 ? 1 : status))
    expect(opens).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
  })

  test('a forgotten password is one account’s: one mail, its own address of the door, the two others as they were', async () => {
    const hashes = () =>
      inside('ece', (query, { id }) =>
        query<{ door: string; passwordHash: string }>(sql`SELECT "door", "passwordHash" FROM "account"
          WHERE "tenantId" = ${id} AND "email" = ${MAIL} ORDER BY "door"`),
      )
    const before = await hashes()
    await emptyOutbox('ece')
    await request(HOST, '/recruteurs/mot-de-passe-oublie', { form: { login: MAIL } })
    await considerAll('ece')
    const mails = (await mailsOf('ece')).filter(({ kind }) => kind === 'access.recovery')
    expect(mails.map(({ to }) => to)).toEqual([MAIL])
    const path = String(mails[0]!.data.path)
    const form = {
      newPassword: 'douze lamas comptent les étoiles',
      newPasswordAgain: 'douze lamas comptent les étoiles',
    }
    expect((await request(HOST, path, { form })).status).toBe(303)
    const changed = (await hashes()).filter((row, index) => row.passwordHash !== before[index]!.passwordHash)
    expect(changed.map(({ door }) => door)).toEqual(['recruiters'])
    expect((await signIn('', form.newPassword)).status).toBe(401)
    await named(claire.recruiter, 'recruiters', DOORS[1][2])
  })

  test('who comes in by another door leaves the first hat at it: one session, one base', async () => {
    const member = cookieFrom(await signIn('', DOORS[0][2]))
    expect((await request(HOST, '/parametres/fiche', { cookie: member })).status).toBe(200)
    const company = cookieFrom(await signIn('/recruteurs', DOORS[1][2], member))
    expect((await request(HOST, '/parametres/fiche', { cookie: company })).status).toBe(403)
    expect((await request(HOST, '/recruteurs/ma-page', { cookie: company })).status).toBe(200)
    claire.recruiter.cookie = company
  })
})

describe('C25: two hats, never the sum', () => {
  test('the graduate reads nothing of the company’s: its offers, applications, page and alerts', async () => {
    const own = [`/offres/${offers.company}/candidatures`, `/candidatures/${sent}`, `/candidatures/${sent}/cv`]
    expect(await statuses(claire.member, own)).toEqual([404, 404, 404])
    expect(await statuses(claire.member, ['/recruteurs/ma-page', '/recruteurs/alertes'])).toEqual([403, 403])
    expect(await statuses(claire.member, ['/recruteurs/offres', '/recruteurs/candidatures'])).toEqual([403, 403])
    expect(await text(claire.member, '/mes-offres', 'ece')).not.toContain(offers.company)
    expect((await post(claire.member, `/offres/${offers.company}`, { intent: 'withdraw' }, 'ece')).status).toBe(403)
    // The twin: the same pages, with the other hat.
    expect(await statuses(claire.recruiter, own)).toEqual([200, 200, 404])
    expect(await text(claire.recruiter, '/recruteurs/offres', 'ece')).toContain(offers.company)
  })

  test('the recruiter reads nothing of the graduate’s: friends’ fields, one’s own, others’ offers, applications', async () => {
    const friend = `/profil/${people.friend.handle}`
    expect(await text(claire.member, friend, 'ece')).toContain('mobilePhone')
    expect(await text(claire.recruiter, friend, 'ece')).not.toContain('mobilePhone')
    expect(await text(claire.recruiter, `/profil/${claire.member.handle}`, 'ece')).not.toContain('11 11 11')
    const members = ['/offres', `/offres/${offers.other}`, '/mes-candidatures', '/parametres/fiche', '/contacts']
    expect(await statuses(claire.recruiter, members)).toEqual([403, 404, 403, 403, 403])
    expect(await statuses(claire.member, members)).toEqual([200, 200, 200, 200, 200])
    const applies = { name: 'Claire', email: MAIL, letter: 'Bonjour.' }
    expect((await post(claire.recruiter, `/offres/${offers.other}/postuler`, applies, 'ece')).status).not.toBe(303)
    expect((await post(claire.member, `/offres/${offers.other}/postuler`, applies, 'ece')).status).toBe(303)
  })

  test('a task of the staff stays with the account that it was given to', async () => {
    await inside('ece', (query, { id }) =>
      query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt")
        VALUES (${id}, ${claire.member.id}, ${claire.member.accountId}, 'carriere', '2020-01-01')`),
    )
    expect(await statuses(claire.member, [`/admin/offres/${offers.company}`])).toEqual([200])
    expect(await statuses(claire.recruiter, [`/admin/offres/${offers.other}`])).toEqual([403])
    expect(await statuses(claire.member, [`/candidatures/${sent}`])).toEqual([404])
  })
})

describe('C25: a school reads of offers what the association’s file says', () => {
  const own = [`/offres`, `/mes-candidatures`]

  test('where schools deposit and do not read, its own alone, and no application to anybody else’s', async () => {
    const { school } = claire
    expect(await statuses(school, [...own, `/offres/${offers.company}`])).toEqual([403, 403, 404])
    expect(await statuses(school, [`/candidatures/${sent}`, `/offres/${offers.company}/candidatures`])).toEqual([
      404, 404,
    ])
    const its = await online(school, 'Poste de l’école')
    expect(await statuses(school, [`/offres/${its}`, `/offres/${its}/candidatures`])).toEqual([200, 200])
    expect(await text(school, '/mes-offres', 'ece')).not.toContain(offers.company)
    expect(await statuses(claire.recruiter, [`/offres/${its}/candidatures`])).toEqual([404])
  })

  test('where schools read offers, what readers read: the offer, never who applied; where they may do neither, nothing', async () => {
    await apply('sepro', 'isep')
    const offer = await deposit(await organisationSeat('sepro', 'company'), { applyUrl: '' }, 'sepro')
    await inside('sepro', (query, { id }) =>
      query(sql`UPDATE "offer" SET "state" = 'published', "visibleUntil" = '2100-01-01'
        WHERE "tenantId" = ${id} AND "id" = ${offer}`),
    )
    const school = await organisationSeat('sepro', 'school')
    const paths = ['/offres', `/offres/${offer}`, `/offres/${offer}/candidatures`]
    expect(await Promise.all(paths.map(async (path) => (await get(school, path, 'sepro')).status))).toEqual([
      200, 200, 404,
    ])
    const closed = await organisationSeat('isep', 'school')
    expect((await get(closed, '/offres', 'isep')).status).toBe(403)
  })
})
