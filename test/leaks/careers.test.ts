/** What a review of offers and applications found: each leak by its name, with a twin against hiding too much. */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellAlerts } from '#app/domain/offers/alerts.task.ts'
import { answerApplication, applicationRow, withdrawApplication } from '#app/domain/offers/applications.server.ts'
import { keepApplications } from '#app/domain/offers/applications.task.ts'
import { keepOffers } from '#app/domain/offers/offers.task.ts'
import { offerRow } from '#app/domain/offers/read-offers.server.ts'
import { moveOffer } from '#app/domain/offers/write-offers.server.ts'
import { get, PDF, post, postFiles, type Somebody, somebody, text } from '../factories/groups.ts'
import { deposit, OFFER_FORM } from '../factories/offers.ts'
import { colleagueSeat, organisationSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useMails } from '../setup/mails.ts'
import { request } from '../setup/site.ts'

useDatabase()
const mails = useMails()
const seats = {} as Record<'manager' | 'company', Seat>
const people = {} as Record<'author' | 'nina' | 'omar', Somebody>

beforeAll(async () => {
  const role = (may: 'see-as' | 'offers') => ({ name: { fr: may, en: may }, may: [may], reads: [] })
  const staffRoles = { ...tenantFile('ece').staffRoles, guide: role('see-as'), carriere: role('offers') }
  await apply({ ...tenantFile('ece'), staffRoles })
  await apply('sepro')
  seats.manager = await staffSeat('ece', 'manager')
  seats.company = await organisationSeat('ece', 'company')
  for (const name of ['author', 'nina', 'omar'] as const) people[name] = await somebody('ece')
  await postFiles(people.nina, '/parametres/fiche?partie=photo', { cv: { name: 'cv.pdf', bytes: PDF } }, 'ece')
})

/** @returns the id of an offer to which one applies here */
async function online(who: Seat, more: Record<string, string> = {}): Promise<string> {
  const id = await deposit(who, { applyUrl: '', ...more })
  const hash = /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${id}`, 'ece'))![1]!
  await post(seats.manager, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'ece')
  return id
}

/** @returns the application's id */
async function send(who: Somebody, offer: string): Promise<string> {
  const words = {
    name: `Candidat ${who.name}`,
    email: `${who.name}@exemple.fr`,
    letter: `Lettre de ${who.name}`,
    cv: 'on',
  }
  await post(who, `/offres/${offer}/postuler`, words, 'ece')
  return inside('ece', async (query, { id }) => {
    const [row] = await query<{ id: string }>(sql`SELECT "id" FROM "offer_application" WHERE "tenantId" = ${id}
      AND "offerId" = ${offer} AND "personId" = ${who.id}`)
    return row!.id
  })
}

/** What somebody of the staff says of an offer. */
const move = (offer: string, cause: 'taken-down' | 'approved', state: 'refused' | 'published') =>
  inside('ece', async (query, { id }) => {
    const found = (await offerRow(query, id, offer))!
    const unit = { query, now: new Date(), tenant: (await tenantOfSlug('ece'))! }
    await moveOffer(unit, found, { state, cause, because: 'Annonce trompeuse.', by: seats.manager.accountId })
  })

const statuses = (who: Seat, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await get(who, path, 'ece')).status))
const sent = async () => {
  mails.forget()
  return mails.send('ece')
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

describe('applications', () => {
  test('of whom one keeps away the author reads nothing: no name, letter, CV, count or list; of others everything', async () => {
    const { author, nina, omar } = people
    const offer = await online(author, { title: 'Poste de proche' })
    const [hers, his] = [await send(nina, offer), await send(omar, offer)]
    await inside('ece', (query, { id }) =>
      query(
        sql`UPDATE "offer_application" SET "nudgedAt" = ${new Date()} WHERE "tenantId" = ${id} AND "offerId" = ${offer}`,
      ),
    )
    expect(await statuses(author, [`/candidatures/${hers}`, `/candidatures/${hers}/cv`])).toEqual([200, 200])
    await post(nina, `/profil/${author.handle}/contact`, { intent: 'block' }, 'ece')
    expect(await statuses(author, [`/candidatures/${hers}`, `/candidatures/${hers}/cv`])).toEqual([404, 404])
    const yes = { intent: 'accepted', words: 'Venez.' }
    expect((await post(author, `/candidatures/${hers}`, yes, 'ece')).status).toBe(404)
    const list = await text(author, `/offres/${offer}/candidatures`, 'ece')
    expect([list.includes(nina.name), list.includes(omar.name)]).toEqual([false, true])
    expect(await text(author, `/offres/${offer}`, 'ece')).toContain('1 candidature')
    await keepApplications((await tenantOfSlug('ece'))!, new Date())
    const told = (await sent()).map(({ subject, text }) => `${subject} ${text}`).join('\n')
    expect([told.includes(`Candidat ${nina.name}`), told.includes(`Candidat ${omar.name}`)]).toEqual([false, true])
    expect((await post(author, `/candidatures/${his}`, yes, 'ece')).status).toBe(303)
    expect(await text(nina, '/mes-candidatures', 'ece')).toContain(hers)
    expect(await statuses(nina, [`/candidatures/${hers}/cv`])).toEqual([200])
  })

  test('while an offer is taken off line its author reads no application to it; who applied and the staff’s yes do', async () => {
    const { nina } = people
    const offer = await online(seats.company, { title: 'Poste trompeur' })
    const id = await send(nina, offer)
    const paths = [`/candidatures/${id}`, `/candidatures/${id}/cv`]
    expect(await statuses(seats.company, paths)).toEqual([200, 200])
    await move(offer, 'taken-down', 'refused')
    expect(await statuses(seats.company, paths)).toEqual([404, 404])
    const list = await text(seats.company, `/offres/${offer}/candidatures`, 'ece')
    expect([list.includes(nina.name), list.includes('suspendue')]).toEqual([false, true])
    expect(await statuses(nina, paths.slice(1))).toEqual([200])
    await move(offer, 'approved', 'published')
    expect(await statuses(seats.company, paths)).toEqual([200, 200])
  })

  test('taken back before its mail leaves, no mail names who applied; another is told', async () => {
    const { nina, omar } = people
    const offer = await online(seats.company, { title: 'Poste repris' })
    const [hers] = [await send(nina, offer), await send(omar, offer)]
    await post(nina, '/mes-candidatures', { intent: 'withdraw', application: hers }, 'ece')
    const told = (await sent()).map(({ subject }) => subject).filter((one) => one.includes('Poste repris'))
    expect(told.filter((one) => one.includes(nina.name))).toEqual([])
    expect(told.filter((one) => one.includes(omar.name))).toHaveLength(1)
  })

  test('no list of who waits leaves while the offer is off line, and none names who took theirs back', async () => {
    const { nina, omar } = people
    const offer = await online(seats.company, { title: 'Poste arrêté' })
    const [hers] = [await send(nina, offer), await send(omar, offer)]
    await sent()
    const asked = (who: Somebody) =>
      inside('ece', (query, { id }) =>
        query(sql`UPDATE "offer_application" SET "nudgedAt" = ${new Date()} WHERE "tenantId" = ${id}
          AND "offerId" = ${offer} AND "personId" = ${who.id}`),
      )
    const round = async () => keepApplications((await tenantOfSlug('ece'))!, new Date())
    const named = async () =>
      (await sent())
        .filter(({ subject }) => subject.includes('attendent') && subject.includes('Poste arrêté'))
        .map(({ text }) => [nina, omar].map(({ name }) => text.includes(`Candidat ${name}`)))
    for (const who of [nina, omar]) await asked(who)
    await move(offer, 'taken-down', 'refused')
    await round()
    expect(await named()).toEqual([])
    await move(offer, 'approved', 'published')
    await round()
    await post(nina, '/mes-candidatures', { intent: 'withdraw', application: hers }, 'ece')
    expect(await named()).toEqual([[false, true]])
  })

  test('taken back at the instant of its answer, the answer stays', async () => {
    const id = await send(people.nina, await online(seats.company, { title: 'Poste disputé' }))
    const states = await inside('ece', async (query, tenant) => {
      const unit = { query, now: new Date(), tenant: (await tenantOfSlug('ece'))! }
      const before = (await applicationRow(query, tenant.id, id))!
      await answerApplication(unit, id, { state: 'accepted', words: 'Venez.' })
      const keys = await withdrawApplication(unit, before)
      return [keys, (await applicationRow(query, tenant.id, id))!.state]
    })
    expect(states).toEqual([undefined, 'accepted'])
  })
})

describe('offers', () => {
  test('with other eyes the staff find no offer that they do not read themselves, nor what its author is told', async () => {
    const { author } = people
    const [draft, shown] = [
      await deposit(author, { title: 'Brouillon d’autrui', intent: 'save' }),
      await online(author, { title: 'Poste d’autrui' }),
    ]
    await send(people.omar, shown)
    const [guide, manager] = [await staffSeat('ece', 'guide'), await staffSeat('ece', 'manager')]
    const as = { intent: 'person', handle: author.handle, reason: 'Elle ne trouve rien' }
    for (const who of [guide, manager]) expect((await post(who, '/admin/voir-comme', as, 'ece')).status).toBe(303)
    const paths = [`/offres/${draft}`, `/offres/${shown}`]
    expect(await statuses(guide, paths)).toEqual([404, 404])
    expect(await statuses(manager, paths)).toEqual([200, 200])
    expect(await text(guide, '/offres', 'ece')).not.toContain('Poste d’autrui')
    expect(await text(manager, '/offres', 'ece')).toContain('Poste d’autrui')
    const pages = [await text(manager, paths[1]!, 'ece'), await text(author, paths[1]!, 'ece')]
    expect(pages.map((page) => page.includes('1 candidature'))).toEqual([false, true])
  })

  test('whose task offers alone are reads no login of a person whom they may not know; a manager does', async () => {
    const { author } = people
    const offer = await online(author, { title: 'Poste relu' })
    const [account] = await inside('ece', (query, { id }) =>
      query<{ login: string }>(sql`SELECT "login" FROM "account" WHERE "tenantId" = ${id}
        AND "id" = ${author.accountId}`),
    )
    const pages = await Promise.all(
      [await staffSeat('ece', 'carriere'), seats.manager].map((who) => text(who, `/admin/offres/${offer}`, 'ece')),
    )
    expect(pages.map((page) => [page.includes('Poste relu'), page.includes(account!.login)])).toEqual([
      [true, false],
      [true, true],
    ])
  })

  test('a link of a mail acts no more once its account is shut; that of a colleague does', async () => {
    const colleague = await colleagueSeat('ece', seats.company)
    await inside('ece', (query, { id }) =>
      query(sql`UPDATE "account" SET "email" = ${`${colleague.accountId}@exemple.fr`} WHERE "tenantId" = ${id}
        AND "id" = ${colleague.accountId}`),
    )
    const offer = await online(seats.company, { title: 'Poste au lien', lastDay: inDays(3).toISOString().slice(0, 10) })
    await sent()
    await keepOffers((await tenantOfSlug('ece'))!, new Date())
    const told = (await sent()).filter(({ subject }) => subject.includes('Poste au lien'))
    expect(told).toHaveLength(2)
    const shut = told.find(({ to }) => String(to).includes(colleague.accountId))!
    await inside('ece', (query, { id }) =>
      query(
        sql`UPDATE "account" SET "disabledAt" = ${new Date()} WHERE "tenantId" = ${id} AND "id" = ${colleague.accountId}`,
      ),
    )
    const act = async (mail: (typeof told)[number]) => {
      const link = mails.link(mail, '/lien-offre/')
      const page = await (await request('ece.localhost', link)).text()
      await request('ece.localhost', link, { form: { intent: 'withdraw' } })
      return [page.includes('Poste au lien'), (await get(people.nina, `/offres/${offer}`, 'ece')).status]
    }
    expect(await act(shut)).toEqual([false, 200])
    expect(await act(told.find((one) => one !== shut)!)).toEqual([true, 410])
  })

  test('a form that was opened before somebody else saved overwrites nothing; sent again it does', async () => {
    const id = await deposit(seats.company, { title: 'Poste commun', intent: 'save' })
    const path = `/offres/${id}/modifier`
    const seen = async () => /name="seen" value="([^"]+)"/.exec(await text(seats.company, path, 'ece'))![1]!
    const save = (title: string, at: string) =>
      post(seats.company, path, { ...OFFER_FORM, title, intent: 'save', seen: at }, 'ece')
    const before = await seen()
    expect((await save('Poste de l’une', before)).status).toBe(303)
    const late = await save('Poste de l’autre', before)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('a changé depuis')
    expect(await text(seats.company, `/offres/${id}`, 'ece')).toContain('Poste de l’une')
    expect((await save('Poste de l’autre', await seen())).status).toBe(303)
  })

  test('taken off line by reports, it does not come back by being withdrawn and handed in again; another goes on line', async () => {
    const school = await organisationSeat('sepro', 'company')
    await inside('sepro', (query, { id }) =>
      query(sql`UPDATE "organisation" SET "siret" = '73282932000074' WHERE "tenantId" = ${id}
        AND "id" = ${school.organisationId}`),
    )
    const step = async (id: string, intent: string) =>
      (await post(school, `/offres/${id}`, { intent }, 'sepro')).headers.get('Location')
    const again = async (id: string) => {
      for (const one of ['withdraw', 'reopen']) await step(id, one)
      return step(id, 'submit')
    }
    const offer = await deposit(school, {}, 'sepro')
    const readers = await Promise.all([1, 2, 3].map(() => somebody('sepro')))
    for (const who of readers) await post(who, `/offres/${offer}/signaler`, { reason: 'fraud', words: 'x' }, 'sepro')
    expect((await request('sepro.localhost', `/offres/${offer}`)).status).toBe(404)
    expect(await again(offer)).toContain('fait=pending')
    expect((await request('sepro.localhost', `/offres/${offer}`)).status).toBe(404)
    expect(await again(await deposit(school, {}, 'sepro'))).toContain('fait=published')
  })
})

test('alerts: no mail leaves to whose account was shut after it was written; to others it does', async () => {
  const [shut, other] = [await somebody('sepro'), await somebody('sepro')]
  for (const who of [shut, other]) await post(who, '/alertes', { intent: 'add', q: 'phare' }, 'sepro')
  const school = await organisationSeat('sepro', 'company')
  const offer = await deposit(school, { title: 'Gardien de phare' }, 'sepro')
  await inside('sepro', (query, { id }) =>
    query(sql`UPDATE "offer" SET "state" = 'published', "visibleUntil" = ${inDays(30)} WHERE "tenantId" = ${id}
      AND "id" = ${offer}`),
  )
  expect(await tellAlerts((await tenantOfSlug('sepro'))!, new Date())).toBe(2)
  await inside('sepro', (query, { id }) =>
    query(sql`UPDATE "account" SET "disabledAt" = ${new Date()} WHERE "tenantId" = ${id} AND "id" = ${shut.accountId}`),
  )
  mails.forget()
  const told = (await mails.send('sepro')).filter(({ subject }) => subject.includes('phare'))
  expect(told.map(({ to }) => String(to).includes(other.id))).toEqual([true])
})
