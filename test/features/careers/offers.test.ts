/** Offers on the real site (E4, I11, I12, N4): deposited, read first, found, changed, passed on, reported, over. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { keepOffers } from '#app/domain/offers/offers.task.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { deposit, OFFER_FORM as FORM, subjects } from '../../factories/offers.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const seats = {} as Record<'manager' | 'company' | 'other', Seat>
const people = {} as Record<'author' | 'reader' | 'friend' | 'unpaid', Somebody>

beforeAll(async () => {
  await apply('ece', 'sepro', 'supmeca')
  seats.manager = await staffSeat('ece', 'manager')
  seats.company = await organisationSeat('ece', 'company')
  seats.other = await organisationSeat('ece', 'company')
  for (const name of ['author', 'reader', 'friend'] as const) people[name] = await somebody('ece')
  people.unpaid = await somebody('ece', { paidUp: false })
})
afterEach(() => setClock(undefined))

const hashOn = async (id: string) =>
  /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${id}`, 'ece'))?.[1] ?? ''

async function decide(id: string, intent: string, because = '', hash?: string) {
  const form = { intent, because, hash: hash ?? (await hashOn(id)) }
  return (await post(seats.manager, `/admin/offres/${id}`, form, 'ece')).headers.get('Location')
}

/** @returns what is on line from the start */
async function online(who: Seat, more: Record<string, string> = {}): Promise<string> {
  const id = await deposit(who, more)
  expect(await decide(id, 'approve')).toContain('fait=approved')
  return id
}

const step = (who: Seat, id: string, intent: string, slug = 'ece') => post(who, `/offres/${id}`, { intent }, slug)
const shown = (page: string) => [...page.matchAll(/data-offer="([\w-]+)"/g)].map(([, id]) => id)
const list = async (who: Seat, query = '') => shown(await text(who, `/offres${query}`, 'ece'))
const statusFor = async (who: Seat | undefined, id: string) =>
  (await request('ece.localhost', `/offres/${id}`, who ? { cookie: who.cookie } : {})).status
const changes = (id: string) =>
  inside('ece', (query, scope) =>
    query<{ state: string; cause: string; accountId: string | null }>(sql`SELECT "state", "cause", "accountId"
      FROM "offer_change" WHERE "tenantId" = ${scope.id} AND "offerId" = ${id} ORDER BY "n"`),
  )
const round = async (at: Date, slug = 'ece') => keepOffers((await tenantOfSlug(slug))!, at)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

describe('deposited and read first (E4, C2, C7)', () => {
  test('C7: contract, place and pay are asked, earlier pay may not be asked for', async () => {
    const wrong = { contract: '', payFrom: '', town: '', text: 'Joindre trois bulletins de paie' }
    const answer = await post(seats.company, '/offres/deposer', { ...FORM, ...wrong }, 'ece')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const words of ['Choisissez le contrat', 'Indiquez la ville', 'le bas de la fourchette', 'la loi l’interdit'])
      expect(page, words).toContain(words)
    expect(
      (await post(seats.company, '/offres/deposer', { ...FORM, applyUrl: 'javascript:alert(1)' }, 'ece')).status,
    ).toBe(422)
    await deposit(seats.company, { kind: 'volunteering', contract: '', payFrom: '', payTo: '', intent: 'save' })
  })

  test('waits where nobody else finds it; approved, its readers do, and each change has an actor and a cause (C2)', async () => {
    const id = await deposit(seats.company)
    const readers = [people.reader, people.unpaid, seats.other, undefined]
    for (const who of readers) expect(await statusFor(who, id)).toBe(404)
    expect(await list(people.reader)).not.toContain(id)
    expect(await text(seats.company, '/recruteurs/offres', 'ece')).toContain('En attente de validation')
    expect(await text(seats.manager, '/admin', 'ece')).toContain('offre à lire')
    expect(await text(seats.manager, '/admin/offres', 'ece')).toContain(id)
    expect((await step(people.reader, id, 'withdraw')).status).toBe(404)
    expect(await decide(id, 'approve')).toContain('fait=approved')
    expect(subjects(await mails.send('ece'))).toEqual(['Votre offre est en ligne : Ingénieur calcul'])
    expect(await list(people.reader)).toContain(id)
    expect(await Promise.all(readers.map((who) => statusFor(who, id)))).toEqual([200, 404, 404, 404])
    expect((await get(people.unpaid, '/offres', 'ece')).status).toBe(403)
    expect((await request('ece.localhost', '/offres')).status).toBe(302)
    expect((await request('supmeca.localhost', `/offres/${id}`)).status).toBe(404)
    const page = await text(people.reader, `/offres/${id}`, 'ece')
    for (const words of ['CDI', 'Nantes', 'Télétravail partiel', 'https://atelier.example/postuler'])
      expect(page).toContain(words)
    expect(page).not.toContain('JobPosting')
    const done = await changes(id)
    expect(done.map(({ state, cause }) => [state, cause])).toEqual([
      ['draft', 'deposited'],
      ['pending', 'submitted'],
      ['published', 'approved'],
    ])
    expect(done.map(({ accountId }) => accountId)).toEqual([
      seats.company.accountId,
      seats.company.accountId,
      seats.manager.accountId,
    ])
  })

  test('refused with a reason that the author alone reads; reopened it is a draft, and is read again', async () => {
    const id = await deposit(people.author)
    expect(
      (
        await post(
          seats.manager,
          `/admin/offres/${id}`,
          { intent: 'refuse', because: '', hash: await hashOn(id) },
          'ece',
        )
      ).status,
    ).toBe(422)
    expect(await decide(id, 'refuse', 'Le poste est flou.')).toContain('fait=refused')
    expect((await mails.send('ece')).at(-1)!.text).toContain('Le poste est flou.')
    expect(await text(people.author, `/offres/${id}`, 'ece')).toContain('Le poste est flou.')
    expect(await statusFor(people.reader, id)).toBe(404)
    expect((await step(people.author, id, 'reopen')).headers.get('Location')).toBe(`/offres/${id}/modifier`)
    expect((await step(people.author, id, 'submit')).headers.get('Location')).toContain('fait=pending')
  })
})

describe('C5: a change of what is on line', () => {
  test('waits with a diff while the old text stays; a decision about other words does nothing; a spelling is not read', async () => {
    const id = await online(seats.company, { title: 'Technicien essais' })
    const edit = `/offres/${id}/modifier`
    const send = (more: object) =>
      post(seats.company, edit, { ...FORM, title: 'Technicien essais', intent: 'save', ...more }, 'ece')
    expect((await send({ title: 'Technicienne essais' })).headers.get('Location')).toContain('fait=saved')
    expect(await text(people.reader, `/offres/${id}`, 'ece')).toContain('Technicienne essais')
    expect((await send({ payTo: '60000' })).headers.get('Location')).toContain('fait=change-asked')
    const stale = await hashOn(id)
    expect((await send({ payTo: '61000' })).headers.get('Location')).toContain('fait=change-asked')
    expect(await decide(id, 'approve', '', stale)).toContain('fait=changed-meanwhile')
    expect(await text(seats.manager, `/admin/offres/${id}`, 'ece')).toMatch(
      /<del[^>]*>45000<\/del>[\s\S]*<ins[^>]*>61000<\/ins>/,
    )
    expect(await text(people.reader, `/offres/${id}`, 'ece')).toMatch(/45[\s\u202f]000/)
    expect(await decide(id, 'approve')).toContain('fait=changed')
    expect(await text(people.reader, `/offres/${id}`, 'ece')).toMatch(/61[\s\u202f]000/)
  })
})

describe('found (I11)', () => {
  test('by words, kind, contract and town; facets count what each would give; a draft is found by nobody', async () => {
    const town = { town: 'Quimper', company: 'Phare' }
    const a = await online(seats.company, { ...town, title: 'Soudeuse laser' })
    const b = await online(seats.company, {
      ...town,
      title: 'Stage laser',
      kind: 'internship',
      contract: '',
      payPer: 'month',
      payFrom: '900',
      payTo: '',
    })
    const draft = await deposit(seats.company, { ...town, title: 'Laser caché', intent: 'save' })
    expect(await statusFor(people.reader, draft)).toBe(404)
    expect((await list(people.reader, '?q=LASER+quimper')).toSorted()).toEqual([a, b].toSorted())
    expect(await list(people.reader, '?q=laser&type=internship')).toEqual([b])
    expect(await list(people.reader, '?q=laser&contrat=permanent&ville=Quimper')).toEqual([a])
    expect(await list(people.reader, '?q=laser&ville=Brest')).toEqual([])
    expect(await list(people.reader, '?q=100%25')).toEqual([])
    const page = await text(people.reader, '/offres?q=laser&type=internship', 'ece')
    expect(page).toContain('data-total="1"')
    const facet = /data-facet="kind"[\s\S]*?<\/section>/.exec(page)![0]
    expect([...facet.matchAll(/data-count="(\d+)"/g)].map(([, n]) => n)).toEqual(['1', '1'])
  })

  test('C8: among equals what a graduate passes on comes first, and loses the place when that is taken back', async () => {
    const older = await online(seats.company, { title: 'Relais ancien', town: 'Vannes' })
    const newer = await online(seats.company, { title: 'Relais nouveau', town: 'Vannes' })
    const order = (who: Seat) => list(who, '?ville=Vannes')
    expect(await order(people.reader)).toEqual([newer, older])
    for (let twice = 0; twice < 2; twice++) await step(people.friend, older, 'relay')
    expect(await order(people.reader)).toEqual([older, newer])
    const page = await text(people.reader, `/offres/${older}`, 'ece')
    expect(page).toContain(`data-person="${people.friend.handle}"`)
    expect(page.match(/data-person="/g)!.filter(Boolean)).toHaveLength(1)
    await inside('ece', (query, { id }) =>
      query(sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
        VALUES (${id}, ${people.friend.id}, ${people.author.id}, ${new Date()})`),
    )
    expect(await order(people.author)).toEqual([newer, older])
    expect(await text(people.author, `/offres/${older}`, 'ece')).not.toContain(people.friend.handle)
    await step(people.friend, older, 'unrelay')
    expect(await order(people.reader)).toEqual([newer, older])
  })
})

describe('C6: reported', () => {
  test('at the third person it is off line until somebody looks; its author never learns who', async () => {
    const id = await online(people.author, { title: 'Gagnez vite' })
    const report = (who: Seat) => post(who, `/offres/${id}/signaler`, { reason: 'fraud', words: 'Louche' }, 'ece')
    const reporters = [people.reader, await somebody('ece')]
    for (const who of [reporters[0]!, reporters[0]!, reporters[1]!]) expect((await report(who)).status).toBe(303)
    expect(await statusFor(people.reader, id)).toBe(200)
    const third = await somebody('ece')
    expect((await report(third)).status).toBe(303)
    expect(await statusFor(people.reader, id)).toBe(404)
    const own = await text(people.author, `/offres/${id}`, 'ece')
    expect(own).toContain('Cette offre a été signalée')
    for (const { name, handle } of [...reporters, third]) expect(own.includes(name) || own.includes(handle)).toBe(false)
    expect((await changes(id)).at(-1)).toEqual({ state: 'hidden', cause: 'reports', accountId: null })
    expect(await text(seats.manager, '/admin/offres?etat=signalees', 'ece')).toContain(id)
    expect(await decide(id, 'dismiss')).toContain('fait=dismissed')
    expect(await statusFor(people.reader, id)).toBe(200)
    expect(await decide(id, 'take-down', 'Annonce trompeuse.')).toContain('fait=taken-down')
    expect(await statusFor(people.reader, id)).toBe(404)
  })
})

describe('C1, C3, C4: the end', () => {
  test('told once a week before, prolonged by a form behind the link, over at midnight: 410, out of lists, a draft again', async () => {
    const lastDay = civilDay(inDays(3))
    const id = await online(seats.company, { title: 'Poste qui finit', lastDay })
    const until = await inside('ece', async (query, scope) => {
      const [row] = await query<{ at: Date }>(
        sql`SELECT "visibleUntil" AS "at" FROM "offer" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`,
      )
      return row!.at
    })
    expect(until).toEqual(startOfDay(civilDay(inDays(4))))
    const soon = new Date()
    await mails.send('ece')
    mails.forget()
    for (let twice = 0; twice < 2; twice++) await round(soon)
    const told = (await mails.send('ece')).filter(({ subject }) => subject.includes('Poste qui finit'))
    expect(subjects(told)).toEqual(['Votre offre se termine bientôt : Poste qui finit'])
    const link = mails.link(told[0]!, '/lien-offre/')
    const page = await (await request('ece.localhost', link)).text()
    expect(page).toContain('value="prolong"')
    expect((await changes(id)).at(-1)!.cause).toBe('approved')
    await request('ece.localhost', link, { form: { intent: 'prolong' } })
    expect((await changes(id)).at(-1)!.cause).toBe('by-mail')
    expect(await (await request('ece.localhost', link, { form: { intent: 'withdraw' } })).text()).toContain(
      'Ce lien ne sert plus',
    )
    setClock(until)
    expect(await statusFor(people.reader, id)).toBe(200)
    await inside('ece', (query, scope) =>
      query(sql`UPDATE "offer" SET "visibleUntil" = ${until} WHERE "tenantId" = ${scope.id} AND "id" = ${id}`),
    )
    setClock(new Date(until.getTime() - 1))
    expect(await list(people.reader, '?q=poste+qui+finit')).toEqual([id])
    setClock(until)
    const over = await get(people.reader, `/offres/${id}`, 'ece')
    expect([over.status, over.headers.get('X-Robots-Tag')]).toEqual([410, 'noindex'])
    expect(await over.text()).toContain('n’est plus en ligne')
    expect(await list(people.reader, '?q=poste+qui+finit')).toEqual([])
    expect(await statusFor(undefined, id)).toBe(404)
    expect((await step(people.reader, id, 'relay')).status).toBe(404)
    expect(await text(seats.company, '/recruteurs/offres', 'ece')).toContain('Terminée')
    expect((await step(seats.company, id, 'reopen')).status).toBe(303)
    expect((await changes(id)).at(-1)).toMatchObject({ state: 'draft', cause: 'reopened' })
  })
})

describe('N4: a network where everybody reads', () => {
  test('a school’s internship: read first where the account is odd, JobPosting for visitors, on top again with a mail', async () => {
    const [school, staff] = [await organisationSeat('sepro', 'company'), await staffSeat('sepro', 'manager')]
    const form = {
      kind: 'internship',
      contract: '',
      payFrom: '700',
      payTo: '',
      payPer: 'month',
      title: 'Stage </script>',
    }
    const id = await deposit(school, form, 'sepro')
    expect((await request('sepro.localhost', `/offres/${id}`)).status).toBe(404)
    const desk = await text(staff, `/admin/offres/${id}`, 'sepro')
    expect(desk).toContain('n’a pas donné de numéro SIRET')
    const hash = /name="hash" value="(\w+)"/.exec(desk)![1]!
    await post(staff, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'sepro')
    const answer = await request('sepro.localhost', `/offres/${id}`)
    expect(answer.headers.get('X-Robots-Tag')).toBeNull()
    const page = await answer.text()
    const posting = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)![1]!)
    expect(posting).toMatchObject({ '@type': 'JobPosting', title: 'Stage </script>', employmentType: 'INTERN' })
    const later = inDays(64)
    setClock(later)
    await mails.send('sepro')
    mails.forget()
    for (let twice = 0; twice < 2; twice++) await round(later, 'sepro')
    const told = await mails.send('sepro')
    expect(subjects(told)).toEqual(['Votre offre remonte en tête : Stage </script>'])
    await request('sepro.localhost', mails.link(told[0]!, '/lien-offre/'), { form: { intent: 'withdraw' } })
    const gone = await request('sepro.localhost', `/offres/${id}`)
    expect([gone.status, gone.headers.get('X-Robots-Tag')]).toEqual([410, 'noindex'])
  })
})
