/** Alerts (I11, N5): what is new to a person is told once, in one mail a day, judged again when it leaves. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellAlerts } from '#app/domain/offers/alerts.task.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { deposit, subjects } from '../../factories/offers.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const seats = {} as Record<'manager' | 'company', Seat>
const people = {} as Record<'nina' | 'omar' | 'unpaid', Somebody>

beforeAll(async () => {
  await apply('ece')
  seats.manager = await staffSeat('ece', 'manager')
  seats.company = await organisationSeat('ece', 'company')
  for (const name of ['nina', 'omar'] as const) people[name] = await somebody('ece')
  people.unpaid = await somebody('ece', { paidUp: false })
})
afterEach(() => setClock(undefined))

async function approve(id: string): Promise<string> {
  const hash = /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${id}`, 'ece'))![1]!
  await post(seats.manager, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'ece')
  return id
}
const online = async (title: string) => approve(await deposit(seats.company, { title }))
const keep = (who: Seat, more: Record<string, string>) =>
  post(who, '/alertes', { intent: 'add', q: '', ...more }, 'ece')
/** Days after today at which the clock of the tests stands. */
const on = (day: number) => {
  const at = new Date(Date.now() + day * 86_400_000)
  setClock(at)
  return at
}
const put = async (at: Date) => tellAlerts((await tenantOfSlug('ece'))!, at)
/** What leaves now about alerts. */
async function told() {
  mails.forget()
  return (await mails.send('ece')).filter(({ subject }) => /nouvelles? offre/.test(subject))
}

describe('C13, C14', () => {
  test('only who reads offers keeps alerts, ten at most', async () => {
    expect((await keep(people.unpaid, { q: 'x' })).status).toBe(403)
    expect((await keep(seats.company, { q: 'x' })).status).toBe(403)
    expect((await get(people.unpaid, '/alertes', 'ece')).status).toBe(403)
    for (let n = 0; n < 11; n++) await keep(people.omar, { q: `rien${n}` })
    expect(await text(people.omar, '/alertes', 'ece')).toContain('data-total="10"')
    expect((await keep(people.omar, { q: 'encore' })).headers.get('Location')).toContain('fait=full')
  })

  test('told once, in one mail, from when this person could see it; several alerts are one mail; twice a day is once', async () => {
    await online('Laser connu')
    const waiting = await deposit(seats.company, { title: 'Laser qui attend' })
    await keep(people.nina, { q: 'laser' })
    await keep(people.nina, { ville: 'Nantes' })
    const first = on(1)
    expect(await put(first)).toBe(0)
    await approve(waiting)
    const both = [await put(first), await put(first)]
    expect(both).toEqual([1, 0])
    expect(subjects(await told())).toEqual(['Une nouvelle offre : Laser qui attend'])
    const next = on(2)
    expect(await put(next)).toBe(0)
  })

  test('judged again when it leaves: what ended meanwhile is not told; whose dues ended hears nothing', async () => {
    const gone = await online('Laser retiré')
    const third = on(3)
    expect(await put(third)).toBe(1)
    await post(seats.company, `/offres/${gone}`, { intent: 'withdraw' }, 'ece')
    expect(await told()).toEqual([])
    await online('Laser payant')
    const period = (ends: Date | null) =>
      inside('ece', (query, { id }) =>
        query(sql`UPDATE "membership_period" SET "endsAt" = ${ends}::timestamptz WHERE "tenantId" = ${id}
          AND "personId" = ${people.nina.id}`),
      )
    await period(new Date('2021-01-01'))
    const fourth = on(4)
    expect(await put(fourth)).toBe(0)
    await period(null)
    expect(await put(fourth)).toBe(1)
    const [mail] = await told()
    expect(mail!.text).toContain('Laser payant')
    const link = mails.link(mail!, '/lien-alerte/')
    expect(await (await request('ece.localhost', link)).text()).toContain('value="remove"')
    expect(await text(people.nina, '/alertes', 'ece')).toContain('data-total="2"')
    await request('ece.localhost', link, { form: { intent: 'remove' } })
    expect(await text(people.nina, '/alertes', 'ece')).toContain('data-total="1"')
    expect(await (await request('ece.localhost', link, { form: { intent: 'remove' } })).text()).toContain(
      'ne sert plus',
    )
  })

  test('ends after a year unless it is renewed; nobody changes another’s', async () => {
    const { nina, omar } = people
    const [one] = await inside('ece', (query, { id }) =>
      query<{ id: string }>(sql`SELECT "id" FROM "offer_alert" WHERE "tenantId" = ${id} AND "personId" = ${nina.id}`),
    )
    expect((await post(omar, '/alertes', { intent: 'remove', alert: one!.id }, 'ece')).status).toBe(404)
    await inside('ece', (query, { id }) =>
      query(
        sql`UPDATE "offer_alert" SET "at" = ${new Date(Date.now() - 360 * 86_400_000)} WHERE "tenantId" = ${id} AND "id" = ${one!.id}`,
      ),
    )
    await online('Laser tardif')
    const renewed = await post(nina, '/alertes', { intent: 'renew', alert: one!.id }, 'ece')
    expect(renewed.headers.get('Location')).toContain('fait=renew')
    await inside('ece', (query, { id }) =>
      query(sql`UPDATE "offer_alert" SET "at" = ${new Date(Date.now() - 400 * 86_400_000)} WHERE "tenantId" = ${id}
        AND "id" = ${one!.id}`),
    )
    expect(await put(on(6))).toBe(0)
  })
})
