/** A valid body of every form of the administration, each about somebody or something made for it alone. */
import { sql } from '#app/db/sql.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { GROUP_FORMS } from './group-forms.ts'
import { SALE_FORMS } from './sale-forms.ts'
import { staffSeat } from './seats.ts'
import {
  account,
  asked,
  disable,
  draft,
  dues,
  erasure,
  freshDay,
  imported,
  located,
  member,
  NOW,
  ofAccount,
  ofOrganisation,
  organisation,
  PASS,
  person,
  prepared,
  REASON,
  reported,
  reportedMessage,
  rowsOf,
  SLUG,
  type StaffForm,
  statement,
  twins,
  uploaded,
  word,
} from './staff-subjects.ts'
import { inside } from './world.ts'

const SELLER = {
  ...{ subject: 'seller', legalName: 'Dénomination', legalForm: 'association loi 1901' },
  ...{ street: '1 rue Neuve', more: '' },
  ...{ postcode: '75001', city: 'Paris', country: 'FR', siren: '732 829 320', rna: '', iban: '', bic: '' },
  ...{ members: 'exempt-261-7-1', companies: 'taxed', rateBasisPoints: '20', number: 'FR40303265045' },
  ...{ yearEnds: '08-31', lateBasisPoints: '12,15' },
}
const DOWNLOAD = 'each download of a file is on record'
const EACH = (title: string, path: string, form: Record<string, string>, again?: string): StaffForm => ({
  ...{ title, make: async () => ({ path, form }) },
  ...(again ? { again } : {}),
})

const decided = (title: string, path: () => Promise<string>): StaffForm => ({
  title,
  make: async () => ({ path: await path(), form: { decision: 'dismissed', because: REASON } }),
})

/** By the address of the route; a route of the administration with an action and without an entry fails the test. */
export const STAFF_FORMS: Record<string, readonly StaffForm[]> = {
  ...GROUP_FORMS,
  ...SALE_FORMS,
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
    decided('a report decided', async () => `/admin/signalements/${(await reported()).handle}`),
  ],
  '/admin/messages-signales/:report': [
    decided('a reported message decided', async () => `/admin/messages-signales/${await reportedMessage()}`),
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
  '/admin/paiements/banque': [
    {
      title: 'a statement',
      make: async () => ({ path: '/admin/paiements/banque', form: await statement() }),
      again: 'a file taken in again is on record and adds no line (books-bank.test.ts)',
    },
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
  '/admin/paiements/liste': [
    EACH('a list as a file', '/admin/paiements/liste?vue=factures&annee=2026', { why: 'check' }, DOWNLOAD),
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
        form: { ...SELLER, startsOn: freshDay() },
      }),
    },
  ],
}

/** Forms whose subject takes a worker or a balance at the processor, and the files that post them a few times. */
export const HELD_ELSEWHERE: Record<string, string> = {
  '/admin/contenus/documents': 'test/features/site/documents.test.ts',
  '/admin/annuaire-imprime': 'test/features/staff/printed.test.ts',
  '/admin/transmissions': 'test/features/staff/transfers.test.ts',
  '/admin/carnet': 'test/features/people/carnet.test.ts',
  '/admin/lettres': 'test/features/staff/letters.test.ts',
  '/admin/lettres/:letter': 'test/features/staff/letters.test.ts',
  '/admin/lettres/:letter/envoi': 'test/features/staff/letters.test.ts',
  '/admin/offres/:offer': 'test/features/careers/offers.test.ts',
  '/admin/ecoles/nouvelle': 'test/features/careers/schools.test.ts',
  '/admin/ecoles/:school': 'test/features/careers/schools.test.ts',
  '/admin/perdus-de-vue': 'test/features/people/lost.test.ts',
  '/admin/imports/:run/feuille': 'test/features/staff/imports-sheets.test.ts',
  '/admin/imports/:run/colonnes': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/doublons': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/verification': 'test/features/staff/imports-pages.test.ts',
  '/admin/imports/:run/annuler': 'test/features/staff/imports-pages.test.ts',
  '/admin/paiements/mouvements': 'test/features/money/movements.test.ts',
}
