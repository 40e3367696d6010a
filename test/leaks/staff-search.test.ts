/**
 * The staff's one search finds by what the staff member may read, and by nothing else: a treasurer reads names, the
 * first e-mail and home addresses, so phones, numbers, other e-mails and companies find nobody for them.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
let seats: Record<'admin' | 'manager' | 'tresorier' | 'moderateur', Seat>
let member: Seat
let handle = ''
let invoice = ''

beforeAll(async () => {
  await apply('isep')
  const [one, other] = await addPeople('isep', [
    {
      values: {
        ...{ firstName: 'Yves', lastName: 'Kerguelen', promotion: 1999, studentNumber: '18A0042' },
        ...{ primaryEmail: 'yk@courriel.example', workEmail: 'yves@chantiers.example', mobilePhone: '+33639980101' },
        ...{ company: 'Chantiers du Large', jobTitle: 'Architecte' },
      },
    },
    { values: { firstName: 'Yvette', lastName: 'Kerguelen', promotion: 2004 } },
  ])
  handle = one!.handle
  const roles = ['admin', 'manager', 'tresorier', 'moderateur'] as const
  seats = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await staffSeat('isep', role)])),
  ) as typeof seats
  member = await personSeat('isep', other!.id, { paidUp: true })
  const form = { person: handle, tier: 'diplome', means: 'cheque', receivedOn: '2026-01-02', reference: '7', gift: '' }
  const paid = await request(HOST, '/admin/ventes/nouvelle', { form, cookie: seats.admin.cookie })
  const sale = await find(paid.headers.get('Location')!, seats.admin)
  invoice = /F\d{4}-\d{6}/.exec(await sale.text())![0]
})

const find = (path: string, seat: Seat) => request(HOST, path, { cookie: seat.cookie })
const search = (q: string, seat: Seat) => find(`/admin/recherche?q=${encodeURIComponent(q)}`, seat)

/** The person, whether listed or led to at once. */
async function finds(q: string, seat: Seat): Promise<boolean> {
  const answer = await search(q, seat)
  if (answer.status === 302) return answer.headers.get('Location')!.startsWith(`/admin/membres/${handle}`)
  return (await answer.text()).includes(`data-person="${handle}"`)
}

const SECRETS = ['06 39 98 01 01', '+33639980101', '18A0042', 'yves@chantiers', 'chantiers large', '0639980101']
const OPEN = ['kerguelen', 'kerguelen 1999', 'yk@courriel']

describe('the staff’s one search', () => {
  test.each(SECRETS)('« %s » finds for who keeps the records, and not for a treasurer', async (q) => {
    expect(await finds(q, seats.admin)).toBe(true)
    expect(await finds(q, seats.manager)).toBe(true)
    expect(await finds(q, seats.tresorier)).toBe(false)
  })

  test.each(OPEN)('« %s » finds for a treasurer too, who reads it', async (q) => {
    expect(await finds(q, seats.tresorier)).toBe(true)
  })

  test('a year beside a name leaves the others out, and another year finds nobody', async () => {
    expect(await (await search('kerguelen', seats.admin)).text()).toContain('Yvette')
    expect(await (await search('kerguelen 1999', seats.admin)).text()).not.toContain('Yvette')
    expect(await finds('kerguelen 2001', seats.admin)).toBe(false)
  })

  test('a whole number leads to the right part of the record, an invoice to its sale', async () => {
    expect((await search('06 39 98 01 01', seats.manager)).headers.get('Location')).toContain('#groupe-contact')
    expect((await search('18a0042', seats.manager)).headers.get('Location')).toContain('#groupe-studies')
    for (const seat of [seats.admin, seats.tresorier])
      expect((await search(invoice, seat)).headers.get('Location')).toMatch(/^\/admin\/ventes\//)
  })

  test('is shut to members and to tasks that open no record', async () => {
    expect((await search('kerguelen', member)).status).toBe(403)
    expect((await search('kerguelen', seats.moderateur)).status).toBe(403)
    expect(await (await find('/admin', seats.moderateur)).text()).not.toContain('action="/admin/recherche"')
    expect(await (await find('/admin', seats.tresorier)).text()).toContain('action="/admin/recherche"')
  })
})
