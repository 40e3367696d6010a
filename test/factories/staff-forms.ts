/** A valid body of every form of the administration, each about somebody or something made for it alone. */
import { readFileSync } from 'node:fs'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createAccounts, createOrganisation, grantRole } from '#app/domain/people/accounts.server.ts'
import { request } from '../setup/site.ts'
import { addPayments } from './money-rows.ts'
import { type Seat, staffSeat } from './seats.ts'
import { workbookFile } from './workbooks.ts'
import { addPeople, inside, scopeOf } from './world.ts'

export const SLUG = 'supmeca'
const NOW = new Date('2026-01-02T03:04:05Z')
const LATER = '2027-01-01'
const REASON = 'Après examen des faits'

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
const word = () => `${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count++ / 26))}`

const post = (path: string, form: Body) => request(`${SLUG}.localhost`, path, { form, cookie: desk.admin.cookie })
async function located(path: string, form: Body): Promise<string> {
  const answer = await post(path, form)
  if (answer.status !== 303) throw new Error(`${path} ${answer.status}`)
  return answer.headers.get('Location')!.split('?')[0]!
}

async function person() {
  const name = word()
  const values = { firstName: 'Ada', lastName: `Nom${name}`, promotion: 1998, primaryEmail: `ada.${name}@exemple.fr` }
  return (await addPeople(SLUG, [{ values }]))[0]!
}

async function member() {
  const who = await person()
  const [account] = await inside(SLUG, (query, scope) =>
    createAccounts(query, scope, [{ personId: who.id, passwordHash: null, email: `${who.handle}@exemple.fr` }], NOW),
  )
  return { ...who, accountId: account!.accountId }
}

const rowsOf = <T extends object>(statement: ReturnType<typeof sql>) => inside(SLUG, (query) => query<T>(statement))
const account = (who: { handle: string }) => `/admin/membres/${who.handle}/compte`
const tierId = async () => (await scopeOf(SLUG)).config.tiers[0]!.id

const ofAccount = (title: string, form: Record<string, string>, ready?: (accountId: string) => Promise<unknown>) => ({
  title,
  make: async () => {
    const who = await member()
    await ready?.(who.accountId)
    return { path: account(who), form: { ...form, account: who.accountId } }
  },
})
const disable = (id: string) => rowsOf(sql`UPDATE "account" SET "disabledAt" = ${NOW} WHERE "id" = ${id}`)

async function dues(): Promise<Posting> {
  const who = await person()
  return {
    path: `/admin/membres/${who.handle}/cotisations`,
    form: { intent: 'add', tier: await tierId(), from: '2026-01-01', until: LATER },
  }
}

async function organisation(validated = false) {
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
const ofOrganisation = (title: string, form: Record<string, string>, validated = false) => ({
  title,
  make: async () => ({ path: `/admin/organisations/${await organisation(validated)}`, form }),
})
const PASS = { intent: 'pass', from: '2026-01-01', until: LATER }

const draft = async () => located('/admin/actions', { portee: 'coches', coche: (await person()).handle })
async function prepared(): Promise<string> {
  const run = await draft()
  await located(run, { action: 'invalid', invalid: 'yes' })
  return run
}

async function uploaded(): Promise<FormData> {
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
const imported = async () => (await located('/admin/imports', await uploaded())).replace(/\/(colonnes|feuille)$/, '')

async function statement(): Promise<FormData> {
  const form = new FormData()
  const text = `Date;Libellé;Débit;Crédit\n01/02/2026;VIREMENT ${word()};;${10 + count},00\n`
  form.set('file', new File([text], 'releve.csv', { type: 'text/csv' }))
  return form
}

async function reported() {
  const who = await person()
  const [id, reporter] = [uuidv7(), await member()]
  await rowsOf(sql`INSERT INTO "person_report" ("tenantId", "id", "personId", "accountId", "reason", "at", "open")
    VALUES (${(await scopeOf(SLUG)).id}, ${id}, ${who.id}, ${reporter.accountId}, 'abuse', ${NOW}, true)`)
  return who
}

async function erasure(): Promise<string> {
  const [id, who] = [uuidv7(), await member()]
  await rowsOf(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
    VALUES (${(await scopeOf(SLUG)).id}, ${id}, 'person', ${who.id}, ${who.accountId}, ${NOW}, ${NOW})`)
  return id
}

async function asked(): Promise<string> {
  const [id, who] = [uuidv7(), await member()]
  const claimed = { firstName: 'Ada', lastName: 'Nom', promotion: '1998' }
  await rowsOf(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email", "language",
      "personId", "createdAt") VALUES (${(await scopeOf(SLUG)).id}, ${id}, 'identity', 'people', 'waiting',
      ${JSON.stringify(claimed)}::jsonb, ${`${who.handle}@ailleurs.fr`}, 'fr', ${who.id}, ${NOW})`)
  return id
}

async function cheque(): Promise<Posting> {
  const who = await person()
  const form = { person: who.handle, tier: await tierId(), means: 'cheque', receivedOn: '2026-02-03' }
  return { path: `/admin/ventes/nouvelle?personne=${who.handle}`, form: { ...form, reference: word(), gift: '' } }
}

async function twins() {
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

const SELLER = {
  ...{
    subject: 'seller',
    legalName: 'Dénomination',
    legalForm: 'association loi 1901',
    street: '1 rue Neuve',
    more: '',
  },
  ...{ postcode: '75001', city: 'Paris', country: 'FR', siren: '732 829 320', rna: '', iban: '', bic: '' },
  ...{ members: 'exempt-261-7-1', companies: 'taxed', rateBasisPoints: '20', number: 'FR40303265045' },
  ...{ yearEnds: '08-31', lateBasisPoints: '12,15' },
}
const DOWNLOAD = 'each download of a file is on record'
const EACH = (title: string, path: string, form: Record<string, string>, again?: string): StaffForm => ({
  ...{ title, make: async () => ({ path, form }) },
  ...(again ? { again } : {}),
})

/** By the address of the route; a route of the administration with an action and without an entry fails the test. */
export const STAFF_FORMS: Record<string, readonly StaffForm[]> = {
  '/admin/membres/nouveau': [
    {
      title: 'somebody new',
      make: async () => ({
        path: '/admin/membres/nouveau',
        form: { firstName: 'Zoé', lastName: `Neuve${word()}`, promotion: '2001' },
      }),
      again: 'two people may have one name: a page of its own means another person',
    },
  ],
  '/admin/membres/:handle': [
    {
      title: 'a value',
      make: async () => {
        const who = await person()
        const [row] = await rowsOf<{ at: Date }>(sql`SELECT "updatedAt" AS "at" FROM "person" WHERE "id" = ${who.id}`)
        return { path: `/admin/membres/${who.handle}`, form: { version: row!.at.toISOString(), homeCity: 'Brest' } }
      },
    },
    {
      title: 'a tie',
      make: async () => ({
        path: `/admin/membres/${(await person()).handle}`,
        form: { tie: 'add', kind: 'sibling', handle: (await person()).handle },
      }),
    },
  ],
  '/admin/membres/:handle/compte': [
    { title: 'an account', make: async () => ({ path: account(await person()), form: { intent: 'open' } }) },
    ofAccount('a role', { intent: 'give', role: 'manager', from: '2026-01-05', until: '' }),
    ofAccount('an account shut', { intent: 'disable', reason: REASON }),
    ofAccount('an account opened again', { intent: 'enable' }, disable),
    {
      title: 'the end of a role',
      make: async () => {
        const who = await member()
        await inside(SLUG, (query, scope) =>
          grantRole(query, scope, { accountId: who.accountId, role: 'manager' }, NOW),
        )
        const [grant] = await rowsOf<{ id: string }>(
          sql`SELECT "id" FROM "role_grant" WHERE "accountId" = ${who.accountId}`,
        )
        return { path: account(who), form: { intent: 'end', grant: grant!.id } }
      },
    },
    { ...ofAccount('a way in', { intent: 'way-in' }), again: 'who did not get the first mail gets another' },
  ],
  '/admin/membres/:handle/cotisations': [
    { title: 'dues', make: dues },
    {
      title: 'the end of dues',
      make: async () => {
        const { path, form } = await dues()
        await located(path, form)
        const [row] = await rowsOf<{ id: string }>(sql`SELECT "id" FROM "membership_period" ORDER BY "id" DESC LIMIT 1`)
        return { path, form: { intent: 'end', period: row!.id } }
      },
    },
  ],
  '/admin/actions': [
    {
      title: 'people chosen',
      make: async () => ({ path: '/admin/actions', form: { portee: 'coches', coche: (await person()).handle } }),
      again: 'a choice is a draft that does nothing yet',
    },
  ],
  '/admin/actions/:run': [
    { title: 'what to do', make: async () => ({ path: await draft(), form: { action: 'invalid', invalid: 'yes' } }) },
  ],
  '/admin/actions/:run/confirmation': [
    { title: 'an action begun', make: async () => ({ path: `${await prepared()}/confirmation`, form: {} }) },
  ],
  '/admin/actions/:run/annuler': [
    { title: 'an action taken back', make: async () => ({ path: `${await prepared()}/annuler`, form: {} }) },
  ],
  '/admin/equipe': [
    {
      title: 'a role by login',
      make: async () => {
        const [row] = await rowsOf<{ login: string }>(
          sql`SELECT "login" FROM "account" WHERE "id" = ${(await member()).accountId}`,
        )
        return {
          path: '/admin/equipe',
          form: { intent: 'give', login: row!.login, role: 'manager', from: '2026-01-05', until: '' },
        }
      },
    },
  ],
  '/admin/invitations': [EACH('a cohort invited', '/admin/invitations', { promo: '1998' })],
  '/admin/a-traiter': [
    {
      title: 'a no with its reason',
      make: async () => ({ path: '/admin/a-traiter', form: { intent: 'refuse', id: await asked(), reason: REASON } }),
    },
  ],
  '/admin/doublons': [
    {
      title: 'two people after all',
      make: async () => {
        const [one, other] = await twins()
        return { path: '/admin/doublons', form: { intent: 'distinct', one, other } }
      },
    },
  ],
  '/admin/doublons/comparer': [
    {
      title: 'two records made one',
      make: async () => {
        const [one, other] = await twins()
        return { path: `/admin/doublons/comparer?garde=${one}&absorbe=${other}`, form: {} }
      },
    },
  ],
  '/admin/voir-comme': [
    {
      title: 'other eyes',
      make: async () => ({
        path: '/admin/voir-comme',
        form: { intent: 'role', role: 'adherent', reason: REASON },
        cookie: (await staffSeat(SLUG, 'manager')).cookie,
      }),
    },
  ],
  '/admin/signalements/:handle': [
    {
      title: 'a report decided',
      make: async () => ({
        path: `/admin/signalements/${(await reported()).handle}`,
        form: { decision: 'dismissed', because: REASON },
      }),
    },
  ],
  '/admin/organisations/:id': [
    ofOrganisation('a company let in', { intent: 'validate' }),
    ofOrganisation('what was missing', { intent: 'complete' }),
    ofOrganisation('a company shut out', { intent: 'withdraw' }, true),
    ofOrganisation('a pass', PASS, true),
    {
      title: 'the end of a pass',
      make: async () => {
        const path = `/admin/organisations/${await organisation(true)}`
        await located(path, PASS)
        const [row] = await rowsOf<{ id: string }>(sql`SELECT "id" FROM "pass_period" ORDER BY "id" DESC LIMIT 1`)
        return { path, form: { intent: 'end-pass', pass: row!.id } }
      },
    },
  ],
  '/admin/imports': [
    {
      title: 'a file',
      make: async () => ({ path: '/admin/imports', form: await uploaded() }),
      again: 'a file taken in is a draft: nothing is written before its check is confirmed',
    },
  ],
  '/admin/imports/:run/abandonner': [
    { title: 'a file given up', make: async () => ({ path: `${await imported()}/abandonner`, form: {} }) },
  ],
  '/admin/exports': [
    EACH('an extraction', '/admin/exports', { reason: 'Assemblée générale', format: 'people.csv' }, DOWNLOAD),
  ],
  '/admin/suppressions': [
    { title: 'an erasure', make: async () => ({ path: '/admin/suppressions', form: { request: await erasure() } }) },
  ],
  '/admin/ventes/nouvelle': [{ title: 'a cheque', make: cheque }],
  '/admin/ventes/:id': [
    {
      title: 'money given back',
      make: async () => {
        const { path, form } = await cheque()
        const sale = await located(path, form)
        return { path: sale, form: { amount: '1,00', reason: REASON, key: crypto.randomUUID() } }
      },
    },
  ],
  '/admin/paiements/banque': [
    { title: 'a statement', make: async () => ({ path: '/admin/paiements/banque', form: await statement() }) },
  ],
  '/admin/paiements/banque/:id': [
    {
      title: 'a line left aside',
      make: async () => {
        const path = await located('/admin/paiements/banque', await statement())
        const [row] = await rowsOf<{ id: string }>(
          sql`SELECT "id" FROM "bank_line" WHERE "statementId" = ${path.split('/').at(-1)} LIMIT 1`,
        )
        return { path, form: { intent: 'ignore', line: row!.id } }
      },
    },
  ],
  '/admin/paiements/recus-fiscaux': [
    EACH('all tax receipts of a year', '/admin/paiements/recus-fiscaux', { intent: 'batch', year: '2026' }),
  ],
  '/admin/paiements/exports': [
    EACH(
      'a file of the books',
      '/admin/paiements/exports',
      { file: 'paiements.csv', year: '2026', reason: 'Pour le comptable' },
      DOWNLOAD,
    ),
  ],
  '/admin/paiements/cloture': [EACH('a month closed', '/admin/paiements/cloture', { month: '2026-03', sure: 'yes' })],
  '/admin/paiements/repartitions': [
    {
      title: 'a cost shared',
      make: async () => ({
        path: '/admin/paiements/repartitions',
        form: { kind: 'dues', title: `Cotisations ${word()}`, amount: '100,00', 'heads-insa-lyon': '3' },
        slug: 'insa',
        cookie: (await staffSeat('insa', 'federation-admin')).cookie,
      }),
    },
  ],
  '/admin/paiements/reglages': [
    {
      title: 'who sells',
      make: async () => ({
        path: '/admin/paiements/reglages',
        form: { ...SELLER, startsOn: `20${30 + (count++ % 60)}-01-01` },
      }),
    },
  ],
}

/** Forms whose subject takes a worker or a balance at the processor to make; the files that post them twice. */
export const HELD_ELSEWHERE: Record<string, string> = {
  '/admin/imports/:run/feuille': 'test/features/staff/imports-sheets.test.ts',
  '/admin/imports/:run/colonnes': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/doublons': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/verification': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/annuler': 'test/features/staff/imports-pages.test.ts',
  '/admin/paiements/mouvements': 'test/features/money/movements.test.ts',
}
