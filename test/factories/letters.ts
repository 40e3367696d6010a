/** Letters of the staff and the people they are for, in Supméca. */
import { expect } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { lettersTask } from '#app/domain/letters/letters.task.ts'
import { type NewMail, putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Mails } from '../setup/mails.ts'
import { post, type Somebody, somebody, text } from './groups.ts'
import type { Seat } from './seats.ts'
import { inside } from './world.ts'

export const DESK = '/admin/lettres'
/** Who writes; the test file seats them. */
export const pens: { manager?: Seat } = {}
let year = 2030

export const addressOf = (who: Somebody) => `${who.name}@exemple.fr`
export const tenantNow = async () => (await tenantOfSlug('supmeca'))!
export const run = async () =>
  lettersTask.run({ tenantId: (await tenantNow()).id }, { attempt: 1, signal: new AbortController().signal })
export const reached = async (mails: Mails, subject: string) =>
  (await mails.send('supmeca')).filter((mail) => mail.subject.startsWith(subject))

/** People of a year of their own: a letter to that year is theirs alone. */
export async function people(n: number, more: Parameters<typeof somebody>[1] = {}): Promise<[number, Somebody[]]> {
  const promotion = year++
  const made: Somebody[] = []
  for (let i = 0; i < n; i++) made.push(await somebody('supmeca', { ...more, values: { promotion, ...more.values } }))
  return [promotion, made]
}

export const words = (subject: string, promotion: number, body = 'Bonjour {{prenom}}, **merci**.') => ({
  ...{ subject, list: 'newsletter', paidUp: 'any', from: String(promotion), until: String(promotion), towns: '' },
  ...{ 'b1-kind': 'title', 'b1-text': 'À lire', 'b2-kind': 'text', 'b2-text': body },
})

/** @returns the id of a draft with these words */
export async function draft(form: Record<string, string>, who: Seat = pens.manager!): Promise<string> {
  const id = (await post(who, DESK, {})).headers.get('Location')!.split('/').at(-1)!
  expect((await post(who, `${DESK}/${id}`, { ...form, intent: 'save' })).status).toBe(303)
  return id
}

/** @param more such as `seen`, the letter as it was looked at */
export const send = async (id: string, at = '', more: Record<string, string> = {}) =>
  (await post(pens.manager!, `${DESK}/${id}/envoi`, { intent: 'plan', at, ...more })).headers
    .get('Location')!
    .split('fait=')[1]

/** @returns what the page of sending says was looked at */
export const seenOn = async (id: string) =>
  /name="seen" value="(\w+)"/.exec(await text(pens.manager!, `${DESK}/${id}/envoi`))![1]!

export const stateOf = async (id: string) =>
  (
    await inside('supmeca', (query, scope) =>
      query<{ state: string }>(sql`SELECT "state" FROM "letter" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`),
    )
  )[0]!.state

/** Puts a mail into the outbox that belongs to no list. */
export const putOwed = (mail: Pick<NewMail, 'kind' | 'to' | 'data' | 'personId'>) =>
  inside('supmeca', (query, scope) =>
    putMail(query, scope.id, { key: `owed/${mail.kind}`, language: 'fr', ...mail }, new Date()),
  )

/** Leaves a letter as a worker does that dies when the people up to this one are in the outbox. */
export const cutAfter = (id: string, personId: string) =>
  inside('supmeca', async (query, scope) => {
    await query(sql`DELETE FROM "mail" WHERE "tenantId" = ${scope.id} AND "letterId" = ${id}
      AND "personId" > ${personId}::uuid`)
    await query(sql`UPDATE "letter" SET "state" = 'sending', "sentAt" = NULL, "reachedId" = ${personId}::uuid
      WHERE "tenantId" = ${scope.id} AND "id" = ${id}`)
  })
