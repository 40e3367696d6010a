/** Lists: defaults, conditions, channels, and ways out that ask for nothing (S12, RFC 8058). */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { unsubscribePath } from '#app/domain/mail/unsubscribe-link.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { somebody as anybody, type Editor, get, HOST, post } from '../../factories/editor.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { apply, inside, TRACE } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const NOW = new Date()

useLetters(trialLetter)
beforeAll(async () => {
  await apply('supmeca', 'isep', 'sepro')
})

const somebody = (values: Record<string, unknown> = {}) => anybody({ homeAddress: '3 rue des Lilas', ...values })

interface Subscriber {
  personId: string
  channel: string
  address: string | null
  language: string
}

async function subscribers(listId: string, now = NOW): Promise<Subscriber[]> {
  const tenant = (await tenantOfSlug('supmeca'))!
  return inside('supmeca', (query) => query<Subscriber>(subscribersOf(tenant, listId, now)))
}

const one = async (person: Editor, listId: string, now?: Date) =>
  (await subscribers(listId, now)).find(({ personId }) => personId === person.id)

function save(person: Editor, lists: string[], channel = 'preferred') {
  return post(person, '/parametres/abonnements', { list: lists, channel, language: 'fr' })
}

const paidUntil = (person: Editor, endsAt: Date) =>
  inside('supmeca', (query, { id }) =>
    query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
      VALUES (${id}, gen_random_uuid(), ${person.id}, 't', ${new Date(NOW.getTime() - 1000)}, ${endsAt}, 'test')`),
  )

describe('who receives a list', () => {
  test('by default those of lists that are on; the choice holds, and may be taken back', async () => {
    const person = await somebody()
    expect(await one(person, 'newsletter')).toMatchObject({ channel: 'mail', language: 'fr' })
    expect((await save(person, ['actualites'])).status).toBe(303)
    expect(await one(person, 'newsletter')).toBeUndefined()
    expect(await one(person, 'actualites')).toBeDefined()
    await save(person, ['newsletter'])
    expect(await one(person, 'newsletter')).toBeDefined()
    const page = await (await get(person, '/parametres/abonnements')).text()
    expect(page).toMatch(/<input[^>]*value="newsletter"[^>]*checked|<input[^>]*checked[^>]*value="newsletter"/)
  })

  test('for paid-up members: from the payment on to the very end of the period', async () => {
    const person = await somebody()
    expect(await one(person, 'annuaire-papier')).toBeUndefined()
    const end = new Date(NOW.getTime() + 60_000)
    await paidUntil(person, end)
    expect(await one(person, 'annuaire-papier')).toMatchObject({ channel: 'paper', address: null })
    expect(await one(person, 'annuaire-papier', new Date(end.getTime() - 1))).toBeDefined()
    expect(await one(person, 'annuaire-papier', end)).toBeUndefined()
  })

  test('at the address of the channel, then the preferred one, never one in error', async () => {
    const person = await somebody({ workEmail: 'alix@travail.example' })
    await save(person, ['newsletter'], 'work')
    expect((await one(person, 'newsletter'))!.address).toBe('alix@travail.example')
    const spoil = (kind: string) =>
      inside('supmeca', (query, scope) =>
        editPeople({ query, tenant: scope }, [person.id], TRACE, ({ emails }) => {
          for (const email of emails) if (email.kind === kind) email.invalid = true
        }),
      )
    await spoil('work')
    expect((await one(person, 'newsletter'))!.address).toContain('@exemple.fr')
    await spoil('personal')
    expect(await one(person, 'newsletter')).toBeUndefined()
    await save(person, ['newsletter'], 'paper')
    expect(await one(person, 'newsletter')).toMatchObject({ channel: 'paper', address: null })
  })

  test('neither who refused mails nor the dead', async () => {
    expect(await one(await somebody({ emailingConsent: false }), 'newsletter')).toBeUndefined()
    expect(await one(await somebody({ status: 'décédé' }), 'newsletter')).toBeUndefined()
  })

  test('a list that is not of this association does not exist', async () => {
    await expect(subscribers('lettre')).rejects.toThrow('no such list')
  })
})

test('the page says on what each list depends, and an unknown channel is asked again', async () => {
  const person = await somebody()
  const page = await (await get(person, '/parametres/abonnements')).text()
  for (const words of ['Annuaire papier', 'réservée aux cotisants', 'Par la poste', 'à l’école'])
    expect(page).toContain(words)
  expect((await save(person, [], 'pigeon')).status).toBe(422)
  expect((await request(HOST, '/parametres/abonnements')).status).toBe(302)
})

test('a list of another association, sent along, is not kept', async () => {
  const person = await somebody()
  await save(person, ['lettre', 'partenaires', '__proto__', 'newsletter'])
  const rows = await inside('supmeca', (query, { id }) =>
    query<{ listId: string }>(
      sql`SELECT "listId" FROM "list_choice" WHERE "tenantId" = ${id} AND "personId" = ${person.id}`,
    ),
  )
  expect(rows.map(({ listId }) => listId).sort()).not.toContain('lettre')
  expect(rows.map(({ listId }) => listId)).not.toContain('partenaires')
})

describe('the way out', () => {
  async function mailOfList(person: Editor) {
    await inside('supmeca', async (query, { id }) => {
      const data = { subject: 'Lettre', path: '/' }
      const to = (await one(person, 'newsletter'))!.address!
      const mail = { key: `l/${person.id}`, kind: 'test.trial', to, language: 'fr', data, personId: person.id } as const
      await putMail(query, id, { ...mail, listId: 'newsletter' }, new Date(Date.now() - 1000))
    })
    return (await mails.send('supmeca')).at(-1)!
  }

  test('one click from the mail program, without sign-in or Origin; opening the page changes nothing', async () => {
    const person = await somebody()
    const mail = await mailOfList(person)
    expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const address = new URL(/^<(.+)>$/.exec(mail.headers['List-Unsubscribe']!)![1]!)
    expect(address.origin).toBe('http://supmeca.localhost:3000')
    expect(mail.links).toContain(address.href)
    for (const method of ['GET', 'HEAD'])
      expect((await request(HOST, address.pathname, { method })).status, method).toBe(200)
    expect(await one(person, 'newsletter')).toBeDefined()
    const click = () => request(HOST, address.pathname, { form: { 'List-Unsubscribe': 'One-Click' }, origin: null })
    expect((await click()).status).toBe(200)
    expect((await click()).status).toBe(200)
    expect(await one(person, 'newsletter')).toBeUndefined()
    expect(await one(person, 'actualites')).toBeDefined()
    await request(HOST, `${address.pathname}?retour=1`, { form: {} })
    expect(await one(person, 'newsletter')).toBeDefined()
  })

  test('a mail that is owed has none', async () => {
    const { id } = await somebody()
    await inside('supmeca', (query, scope) =>
      putMail(
        query,
        scope.id,
        {
          key: `o/${id}`,
          kind: 'test.trial',
          to: 'a@exemple.fr',
          language: 'fr',
          data: { subject: 'x', path: '/' },
          personId: id,
        },
        new Date(Date.now() - 1000),
      ),
    )
    expect((await mails.send('supmeca')).at(-1)!.headers).toEqual({})
  })

  test('no link of another’s making, of another list or of another association opens', async () => {
    const person = await somebody()
    const good = unsubscribePath('supmeca', person.id, 'newsletter')
    const wrong = [
      good.slice(0, -2),
      good.replace('newsletter', 'actualites'),
      unsubscribePath('isep', person.id, 'newsletter'),
      '/desabonnement/x',
      `${good}.x`,
    ]
    for (const path of wrong) expect((await request(HOST, path, { form: {}, origin: null })).status, path).toBe(404)
    expect(await one(person, 'newsletter')).toBeDefined()
  })

  test('one click takes somebody off whatever page the mail program says it comes from', async () => {
    const path = unsubscribePath('supmeca', '0190c0de-0000-7000-8000-000000000000', 'newsletter')
    const form = { 'List-Unsubscribe': 'One-Click' }
    for (const origin of ['https://courrier.example', 'null', 'odd:origin:', null])
      expect((await request(HOST, path, { form, origin })).status, `${origin}`).toBe(200)
    expect((await request(HOST, path, { method: 'POST', origin: null })).status).toBe(200)
  })

  test('a link outlives the person', async () => {
    const path = unsubscribePath('supmeca', '0190c0de-0000-7000-8000-000000000000', 'newsletter')
    expect((await request(HOST, path, { form: {}, origin: null })).status).toBe(200)
  })
})
