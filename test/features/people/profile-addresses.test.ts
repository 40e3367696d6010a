/**
 * Addresses: proven by a link before they open anything, their changes told, and where mail for life goes (I4, I5, S11,
 * S13).
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { markInvalidAddress } from '#app/domain/people/email-addresses.server.ts'
import { giveLifetimeAddresses } from '#app/domain/people/lifetime-addresses.server.ts'
import { somebody as anybody, type Editor, get, HOST, post, row } from '../../factories/editor.ts'
import { personSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { queryAs, urlOf, useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { cookieFrom, request } from '../../setup/site.ts'

const database = useDatabase()
const mails = useMails()
const PASSWORD = 'une phrase assez longue'
let passwordHash = ''

beforeAll(async () => {
  await apply('insa', 'supmeca', 'ece', 'insa-lyon')
  passwordHash = await hashPassword(PASSWORD)
})
beforeEach(async () => {
  setClock(undefined)
  await inside('supmeca', (query, { id }) => query(sql`DELETE FROM "mail" WHERE "tenantId" = ${id}`))
})

const somebody = (values: Record<string, unknown> = {}) => anybody(values, passwordHash)

const change = async (person: Editor, emails: Record<string, string>) => {
  const personal0 = String((await row(person)).primaryEmail ?? '')
  return post(person, '/parametres/coordonnees?partie=contact', { personal0, ...emails, currentPassword: PASSWORD })
}

const accountOf = (person: Editor) =>
  inside('supmeca', async (query, { id }) => {
    const [found] = await query<{ email: string | null }>(
      sql`SELECT "email" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${person.accountId}`,
    )
    return found!.email
  })

const verified = (person: Editor) =>
  inside('supmeca', async (query, { id }) => {
    const rows = await query<{ address: string }>(sql`SELECT "address" FROM "person_email" WHERE "tenantId" = ${id}
      AND "personId" = ${person.id} AND "verifiedAt" IS NOT NULL AND "kind" <> 'lifetime' ORDER BY 1`)
    return rows.map(({ address }) => address)
  })

async function proofTo(address: string): Promise<string> {
  const mail = (await mails.send('supmeca')).findLast(
    ({ to, links }) => to === address && links.some((link) => link.includes('/confirmer-adresse/')),
  )
  return mails.link(mail!, '/confirmer-adresse/')
}

describe('a new address', () => {
  test('is told to the old one, proven at the new one, and only then the account’s', async () => {
    const person = await somebody()
    const old = String((await row(person)).primaryEmail)
    const fresh = `nouvelle.${old}`
    const seat = await accountOf(person)
    expect((await change(person, { personal0: fresh })).status).toBe(303)
    const sent = await mails.send('supmeca')
    expect(sent.map(({ to }) => to).sort()).toEqual([old, fresh].sort())
    expect(sent.find(({ to }) => to === old)!.text).toContain(fresh)
    expect(await accountOf(person)).toBe(seat)
    expect(await verified(person)).toEqual([])
    const path = await proofTo(fresh)
    expect((await request(HOST, path)).status).toBe(200)
    expect(await verified(person)).toEqual([])
    expect(await (await request(HOST, path, { form: {} })).text()).toContain('vérifiée')
    expect(await verified(person)).toEqual([fresh])
    expect(await (await request(HOST, path, { form: {} })).text()).toContain('Ce lien ne sert plus')
  })

  test('of the account follows the one that is proven in the end; one that changes places keeps its proof', async () => {
    const person = await somebody()
    const old = String((await row(person)).primaryEmail)
    await change(person, { personal0: `b.${old}` })
    await change(person, { personal0: `c.${old}`, personal1: `d.${old}` })
    for (const one of ['c', 'd']) await request(HOST, await proofTo(`${one}.${old}`), { form: {} })
    expect(await accountOf(person)).toBe(`c.${old}`)
    await change(person, { personal0: `d.${old}`, personal1: `c.${old}` })
    expect(await verified(person)).toEqual([`c.${old}`, `d.${old}`])
    expect(await accountOf(person)).toBe(`d.${old}`)
  })

  test('is proven for a day, on its own association, by its own link', async () => {
    const person = await somebody()
    const fresh = 'un.jour@exemple.fr'
    await change(person, { personal1: fresh })
    const path = await proofTo(fresh)
    await request('ece.localhost', path, { form: {} })
    await request(HOST, `${path.slice(0, -1)}x`, { form: {} })
    setClock(new Date(Date.now() + 24 * 3600_000))
    await request(HOST, path, { form: {} })
    expect(await verified(person)).toEqual([])
    setClock(undefined)
    await request(HOST, path, { form: {} })
    expect(await verified(person)).toEqual([fresh])
  })

  test('that was taken away again is not proven', async () => {
    const person = await somebody()
    await change(person, { personal1: 'partie@exemple.fr' })
    const path = await proofTo('partie@exemple.fr')
    await change(person, { personal1: '' })
    expect(await (await request(HOST, path, { form: {} })).text()).toContain('Ce lien ne sert plus')
  })

  test('another link is a press away, ten times a day', async () => {
    const person = await somebody()
    const [email] = await inside('supmeca', (query, { id }) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "person_email" WHERE "tenantId" = ${id} AND "personId" = ${person.id}`,
      ),
    )
    for (let i = 0; i < 10; i++)
      expect((await post(person, '/parametres/coordonnees?partie=adresses', { verifier: email!.id })).status).toBe(303)
    expect((await post(person, '/parametres/coordonnees?partie=adresses', { verifier: email!.id })).status).toBe(422)
    expect(
      (await post(await somebody(), '/parametres/coordonnees?partie=adresses', { verifier: email!.id })).status,
    ).toBe(422)
  })

  test('typed by somebody else never becomes a login: its owner’s account can still open (ECE)', async () => {
    const values = (name: string) => ({
      firstName: name,
      lastName: 'Rival',
      promotion: 2000,
      primaryEmail: `${name}@exemple.fr`,
    })
    const [thief, owner] = await addPeople('ece', [{ values: values('voleur') }, { values: values('absente') }])
    const seat = await personSeat('ece', thief!.id, { passwordHash })
    const form = { personal0: 'absente@exemple.fr', currentPassword: PASSWORD }
    expect(
      (await request('ece.localhost', '/parametres/coordonnees?partie=contact', { cookie: seat.cookie, form })).status,
    ).toBe(303)
    const logins = await inside('ece', (query, { id }) =>
      query<{ login: string }>(
        sql`SELECT "login" FROM "account_login" WHERE "tenantId" = ${id} AND "accountId" = ${seat.accountId}`,
      ),
    )
    expect(logins.map(({ login }) => login)).toEqual(['voleur@exemple.fr'])
    await personSeat('ece', owner!.id, { passwordHash })
    const answer = await request('ece.localhost', '/connexion', {
      form: { login: 'absente@exemple.fr', password: PASSWORD },
    })
    expect(cookieFrom(answer)).not.toBe('')
  })
})

describe('important changes are confirmed (S11)', () => {
  test('a new name, by mail, without saying which', async () => {
    const person = await somebody()
    const answer = await post(person, '/parametres/fiche?partie=identite', {
      civility: 'Mme',
      firstName: 'Autre',
      lastName: 'Secretnom',
    })
    expect(answer.status).toBe(303)
    const [mail] = await mails.send('supmeca')
    expect(mail!.subject).toContain('a changé')
    expect(mail!.text).toContain('Prénom')
    expect(mail!.text).not.toContain('Secretnom')
  })

  test('hobbies are nobody’s news', async () => {
    await post(await somebody(), '/parametres/fiche?partie=autres', { hobbies: 'Voile' })
    expect(await mails.send('supmeca')).toEqual([])
  })
})

test.each<Record<string, string>>([
  { Host: 'ailleurs.example' },
  { 'X-Forwarded-Host': 'ailleurs.example' },
  { Forwarded: 'host=ailleurs.example' },
  { 'X-Forwarded-Server': 'ailleurs.example', 'X-Forwarded-Port': '81' },
  { 'X-Original-URL': 'http://ailleurs.example/', 'X-Host': 'ailleurs.example' },
])('no header moves a mail’s links: %o', async (headers) => {
  const person = await somebody()
  const personal0 = String((await row(person)).primaryEmail)
  const { Host: host = HOST, ...more } = headers
  const form = { personal0, personal1: 'en.plus@exemple.fr', currentPassword: PASSWORD }
  const answer = await request(host, '/parametres/coordonnees?partie=contact', {
    cookie: person.cookie,
    form,
    headers: more,
  })
  // The process drops X-Forwarded-Host before pages see it (server/http.ts); a page that saw it would refuse.
  expect([303, 404, 500]).toContain(answer.status)
  for (const { links } of await mails.send('supmeca'))
    for (const link of links) expect(new URL(link).host).toBe('supmeca.localhost:3000')
})

describe('the address for life', () => {
  const give = (slug = 'supmeca') =>
    inside(slug, (query, scope) => giveLifetimeAddresses(query, scope, 500, new Date()))
  const lookUp = (address: string) =>
    queryAs<{ destination: string }>(
      urlOf('postfix', new URL(database.url('app')).pathname.slice(1)),
      `SELECT destination FROM lifetime_mail WHERE address = lower($1) ORDER BY 1`,
      [address],
    ).then((rows) => rows.map(({ destination }) => destination))

  async function withProven(...more: string[]): Promise<{ person: Editor; life: string }> {
    const person = await somebody()
    await give()
    for (const [i, address] of more.entries()) {
      await change(person, { [i === 0 ? 'personal1' : 'work0']: address, ...(i > 0 ? { personal1: more[0]! } : {}) })
      await request(HOST, await proofTo(address), { form: {} })
    }
    return { person, life: String((await row(person)).lifetimeEmail) }
  }

  test('everybody has one, of their handle, given once; an association without them gives none', async () => {
    const person = await somebody()
    expect(await give()).toBeGreaterThan(0)
    expect((await row(person)).lifetimeEmail).toBe(`${person.handle}@alumni-supmeca.example`)
    expect(await give()).toBe(0)
    expect(await give('ece')).toBe(0)
  })

  test('leads nowhere before an address is proven, then to the preferred one, in any case of letters', async () => {
    const { person, life } = await withProven()
    expect(await lookUp(life)).toEqual([])
    const fresh = `vie.${person.handle}@exemple.fr`
    await change(person, { personal1: fresh })
    await request(HOST, await proofTo(fresh), { form: {} })
    expect(await lookUp(life.toUpperCase())).toEqual([fresh])
  })

  test('leads where the person says, a row each, and elsewhere when that is in error', async () => {
    const [one, two] = ['une@exemple.fr', 'deux@travail.example']
    const { person, life } = await withProven(one!, two!)
    const choose = (...redirect: string[]) =>
      post(person, '/parametres/coordonnees?partie=adresses', { intent: 'redirect', redirect })
    expect((await choose(one!, two!)).status).toBe(303)
    expect(await lookUp(life)).toEqual([two, one])
    expect((await choose(two!)).status).toBe(303)
    expect(await lookUp(life)).toEqual([two])
    await inside('supmeca', (query, scope) => markInvalidAddress(query, scope, two!, new Date()))
    expect(await lookUp(life)).toEqual([one])
    expect((await choose('etranger@ailleurs.example')).status).toBe(422)
    expect(await (await get(person, '/parametres/coordonnees')).text()).toContain('En erreur')
  })

  test('goes with the person’s proof alone: not to another association’s domain, not round in a ring', async () => {
    const person = await somebody()
    await inside('supmeca', (query, { id }) =>
      query(sql`INSERT INTO "person_email" ("tenantId", "id", "personId", "kind", "rank", "address", "folded",
        "verifiedAt")
        VALUES (${id}, gen_random_uuid(), ${person.id}, 'lifetime', 0, 'x@alumni-insa-lyon.example',
          'x@alumni-insa-lyon.example', now()),
          (${id}, gen_random_uuid(), ${person.id}, 'work', 0, 'y@alumni-insa-lyon.example',
            'y@alumni-insa-lyon.example', now()),
          (${id}, gen_random_uuid(), ${person.id}, 'work', 1, 'z@exemple.fr', 'z@exemple.fr', now())`),
    )
    await inside('supmeca', (query) => query(sql`SELECT refresh_lifetime_aliases(ARRAY[${person.id}]::uuid[])`))
    expect(await lookUp('x@alumni-insa-lyon.example')).toEqual([])
  })

  test('the mail server’s role reads that view’s two columns and nothing else, and writes nothing', async () => {
    const url = urlOf('postfix', new URL(database.url('app')).pathname.slice(1))
    const tables = await queryAs<{ name: string }>(
      database.url('owner'),
      `SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')`,
    )
    const readable: string[] = []
    for (const { name } of tables)
      await queryAs(url, `SELECT * FROM "${name}" LIMIT 1`).then(
        () => readable.push(name),
        () => undefined,
      )
    expect(readable).toEqual(['lifetime_mail'])
    await expect(queryAs(url, `SELECT "personId" FROM lifetime_alias`)).rejects.toThrow('permission denied')
    await expect(queryAs(url, `INSERT INTO lifetime_mail VALUES ('a', 'b')`)).rejects.toThrow('permission denied')
    await expect(queryAs(url, `SELECT refresh_lifetime_aliases('{}')`)).rejects.toThrow('permission denied')
  })
})
