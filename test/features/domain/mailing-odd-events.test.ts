/** Events of Resend that say less than its reference promises: heard, and never asked for again (I4). */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { signEvent, WEBHOOK_SECRET } from '../../outside/resend-events.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
let personId = ''
let count = 0

useLetters(trialLetter)
beforeAll(async () => {
  await apply('supmeca')
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'Zoé', primaryEmail: 'zoe@exemple.fr' } }])
  personId = person!.id
})

async function sent() {
  const data = { subject: 'x', path: '/' }
  const mail = { key: `k/${++count}`, kind: 'test.trial', to: 'zoe@exemple.fr', language: 'fr', data } as const
  await inside('supmeca', (query, { id }) => putMail(query, id, { ...mail, personId }, new Date(Date.now() - 1000)))
  return (await mails.send('supmeca')).at(-1)!
}

async function hear(event: object): Promise<number> {
  const { body, headers } = signEvent({ created_at: new Date().toISOString(), ...event }, WEBHOOK_SECRET)
  return (await request('supmeca.localhost', '/webhooks/resend', { method: 'POST', headers, text: body, origin: null }))
    .status
}

const stateOf = ({ tags }: { tags: Record<string, string> }) =>
  inside('supmeca', async (query, { id }) => {
    const [row] = await query<{ state: string }>(
      sql`SELECT "state" FROM "mail" WHERE "tenantId" = ${id} AND "id" = ${tags.mail}`,
    )
    return row!.state
  })

test.each([undefined, null, {}, [], { tags: null }, { tags: [null, {}, 'x'] }, { tags: { tenant: 1, mail: [] } }])(
  'with the data %j it is heard',
  async (data) => {
    for (const type of ['email.bounced', 'email.sent', 'contact.created', 'suppression.added'])
      expect(await hear({ type, data })).toBe(204)
  },
)

test.each([undefined, null, {}])('a bounce of the kind %j says nothing against the address', async (bounce) => {
  for (let i = 0; i < 3; i++) {
    const mail = await sent()
    expect(await hear({ type: 'email.bounced', data: { email_id: mail.id, tags: mail.tags, bounce } })).toBe(204)
    expect(await stateOf(mail)).toBe('failed')
  }
  const [row] = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT "invalidEmail" FROM "person" WHERE "tenantId" = ${id} AND "id" = ${personId}`),
  )
  expect(row).not.toMatchObject({ invalidEmail: true })
})

test('tags may come as a list of names and values', async () => {
  const mail = await sent()
  const tags = Object.entries(mail.tags).map(([name, value]) => ({ name, value }))
  expect(await hear({ type: 'email.delivered', data: { email_id: mail.id, tags } })).toBe(204)
  expect(await stateOf(mail)).toBe('delivered')
})
