/** People, companies, files and requests, each made for one form of the administration alone. */
import { readFileSync } from 'node:fs'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createAccounts, createOrganisation } from '#app/domain/people/accounts.server.ts'
import { request } from '../setup/site.ts'
import { addPayments } from './money-rows.ts'
import type { Seat } from './seats.ts'
import { workbookFile } from './workbooks.ts'
import { addPeople, inside, scopeOf } from './world.ts'

export const SLUG = 'supmeca'
export const NOW = new Date('2026-01-02T03:04:05Z')
export const LATER = '2027-01-01'
export const REASON = 'Après examen des faits'

export type Body = Record<string, string> | FormData
export interface Posting {
  path: string
  form: Body
  /** Of the association whose form it is, where it is another. */
  slug?: string
  cookie?: string
}

export interface StaffForm {
  title: string
  make: () => Promise<Posting>
  /** Why a second post from another page, or without a key, may do it again. */
  again?: string
}

/** Who posts, and the owner's connection string, for rows that nobody types. */
export const desk = {} as { admin: Seat; owner: string }
let count = 0
export const word = () =>
  `${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count++ / 26))}`

/** A first of January that no other form named. */
export const freshDay = () => `20${30 + (count++ % 60)}-01-01`

const post = (path: string, form: Body) => request(`${SLUG}.localhost`, path, { form, cookie: desk.admin.cookie })
export async function located(path: string, form: Body): Promise<string> {
  const answer = await post(path, form)
  if (answer.status !== 303) throw new Error(`${path} ${answer.status}`)
  return answer.headers.get('Location')!.split('?')[0]!
}

export async function person() {
  const name = word()
  const values = { firstName: 'Ada', lastName: `Nom${name}`, promotion: 1998, primaryEmail: `ada.${name}@exemple.fr` }
  return (await addPeople(SLUG, [{ values }]))[0]!
}

export async function member() {
  const who = await person()
  const [account] = await inside(SLUG, (query, scope) =>
    createAccounts(query, scope, [{ personId: who.id, passwordHash: null, email: `${who.handle}@exemple.fr` }], NOW),
  )
  return { ...who, accountId: account!.accountId }
}

export const rowsOf = <T extends object>(statement: ReturnType<typeof sql>) =>
  inside(SLUG, (query) => query<T>(statement))
export const account = (who: { handle: string }) => `/admin/membres/${who.handle}/compte`
export const tierId = async () => (await scopeOf(SLUG)).config.tiers[0]!.id

export const ofAccount = (
  title: string,
  form: Record<string, string>,
  ready?: (accountId: string) => Promise<unknown>,
) => ({
  title,
  make: async () => {
    const who = await member()
    await ready?.(who.accountId)
    return { path: account(who), form: { ...form, account: who.accountId } }
  },
})
export const disable = (id: string) => rowsOf(sql`UPDATE "account" SET "disabledAt" = ${NOW} WHERE "id" = ${id}`)

export async function dues(): Promise<Posting> {
  const who = await person()
  return {
    path: `/admin/membres/${who.handle}/cotisations`,
    form: { intent: 'add', tier: await tierId(), from: '2026-01-01', until: LATER },
  }
}

export async function organisation(validated = false) {
  const marks = validated ? { validatedAt: NOW, completedAt: NOW } : {}
  const made = await inside(SLUG, (query, scope) =>
    createOrganisation(
      query,
      scope,
      { kind: 'company', name: `Atelier ${word()}`, email: `${uuidv7()}@exemple.fr`, ...marks },
      NOW,
    ),
  )
  return made!.organisationId!
}
export const ofOrganisation = (title: string, form: Record<string, string>, validated = false) => ({
  title,
  make: async () => ({ path: `/admin/organisations/${await organisation(validated)}`, form }),
})
export const PASS = { intent: 'pass', from: '2026-01-01', until: LATER }

export const draft = async () => located('/admin/actions', { portee: 'coches', coche: (await person()).handle })
export async function prepared(): Promise<string> {
  const run = await draft()
  await located(run, { action: 'invalid', invalid: 'yes' })
  return run
}

export async function uploaded(): Promise<FormData> {
  const name = `${word()}.xlsx`
  const path = await workbookFile(name, [
    ['N° élève', 'Nom', 'Prénom', 'Promotion'],
    [`01${count}`, `Nom${word()}`, 'Jean', 2010],
  ])
  const form = new FormData()
  form.set('file', new File([readFileSync(path)], name))
  form.set('sheet', '')
  form.set('mode', 'people')
  return form
}
export const imported = async () =>
  (await located('/admin/imports', await uploaded())).replace(/\/(colonnes|feuille)$/, '')

export async function statement(): Promise<FormData> {
  const form = new FormData()
  const text = `Date;Libellé;Débit;Crédit\n01/02/2026;VIREMENT ${word()};;${10 + count},00\n`
  form.set('file', new File([text], 'releve.csv', { type: 'text/csv' }))
  return form
}

export async function reported() {
  const who = await person()
  const [id, reporter] = [uuidv7(), await member()]
  await rowsOf(sql`INSERT INTO "person_report" ("tenantId", "id", "personId", "accountId", "reason", "at", "open")
    VALUES (${(await scopeOf(SLUG)).id}, ${id}, ${who.id}, ${reporter.accountId}, 'abuse', ${NOW}, true)`)
  return who
}

export async function reportedMessage(): Promise<string> {
  const [tenant, id, conversation, reporter] = [(await scopeOf(SLUG)).id, uuidv7(), uuidv7(), await member()]
  await rowsOf(sql`INSERT INTO "conversation" ("tenantId", "id", "createdAt", "lastAt", "asked", "accepted", "frozenAt")
    VALUES (${tenant}, ${conversation}, ${NOW}, ${NOW}, TRUE, TRUE, ${NOW})`)
  await rowsOf(sql`INSERT INTO "message_report" ("tenantId", "id", "conversationId", "n", "accountId", "reason", "at")
    VALUES (${tenant}, ${id}, ${conversation}, 1, ${reporter.accountId}, 'abuse', ${NOW})`)
  return id
}

export async function erasure(): Promise<string> {
  const [id, company] = [uuidv7(), await organisation(true)]
  await rowsOf(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "organisationId", "requestedAt", "dueAt")
    VALUES (${(await scopeOf(SLUG)).id}, ${id}, 'organisation', ${company}, ${NOW}, ${NOW})`)
  return id
}

export async function asked(): Promise<string> {
  const [id, who] = [uuidv7(), await member()]
  const claimed = { firstName: 'Ada', lastName: 'Nom', promotion: '1998' }
  await rowsOf(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email",
    "language",
      "personId", "createdAt") VALUES (${(await scopeOf(SLUG)).id}, ${id}, 'identity', 'people', 'waiting',
      ${JSON.stringify(claimed)}::jsonb, ${`${who.handle}@ailleurs.fr`}, 'fr', ${who.id}, ${NOW})`)
  return id
}

export async function cheque(): Promise<Posting> {
  const who = await person()
  const form = { person: who.handle, tier: await tierId(), means: 'cheque', receivedOn: '2026-04-03' }
  return { path: `/admin/ventes/nouvelle?personne=${who.handle}`, form: { ...form, reference: word(), gift: '' } }
}

export async function twins() {
  const name = `Double${word()}`
  const values = { firstName: 'Maud', lastName: name, promotion: 1997 }
  const [one, other] = await addPeople(SLUG, [{ values }, { values }])
  return [one!.handle, other!.handle] as const
}

export async function payments(): Promise<void> {
  const { id: tenantId } = await scopeOf(SLUG)
  const personIds = [(await person()).id]
  await addPayments({ owner: desk.owner, tenantId, count: 20, personIds, until: new Date('2026-03-10T12:00:00Z') })
}
