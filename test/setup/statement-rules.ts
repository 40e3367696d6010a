/** Rules on statements: what they are made of, and who may name which table. */
import type { Rule } from './house-rules.ts'

const inApp = (file: { path: string }) => file.path.startsWith('app/')

/** Statements built from text outside the one place that checks what it puts in. */
export const rawStatements: Rule = (files) =>
  files
    .filter((file) => file.path !== 'app/db/transaction.ts')
    .flatMap((file) =>
      file.members
        .filter(({ name }) => /\$\w+RawUnsafe$/.test(name))
        .map(({ line, name }) => `${file.path}:${line} ${name}`),
    )

/** Tables that associations of one federation read of each other, as statements and as Prisma’s delegates name them. */
const SHARED = /\b(shared_(entry|token|deletion)|federation_contract)\b/
const SHARED_DELEGATE = /\.(shared(Entry|Token|Deletion)|federationContract)(\.|$)/

/**
 * Files that name a table of the federation without being among those that may: each of these joins the contract,
 * which the policy of the database alone does not ask for.
 * @param allowed paths, each with its reason
 */
export const federationReaders =
  (allowed: Readonly<Record<string, string>>): Rule =>
  (files) => {
    const named = files.flatMap(({ path, texts, members }) => [
      ...texts.filter(({ text }) => SHARED.test(text)).map(({ line }) => ({ path, line })),
      ...members.filter(({ name }) => SHARED_DELEGATE.test(name)).map(({ line }) => ({ path, line })),
    ])
    return named
      .filter(({ path }) => !(path in allowed))
      .map(({ path, line }) => `${path}:${line} may not name a table of the federation`)
  }

/**
 * Files that name tables of periods and grants: writers, histories, dates of the next period, the viewer's rows.
 * Whether a row is in force is asked of app/context/in-force.ts, which all others go through.
 */
const KNOW_PERIODS = new Set([
  'app/context/in-force.ts',
  'app/context/shown-people.ts',
  'app/context/viewer.ts',
  'app/db/generated/catalogue.ts',
  'app/domain/accounts/accounts.server.ts',
  'app/domain/accounts/grants.server.ts',
  'app/domain/accounts/second-factor.server.ts',
  'app/domain/dues/reminders.task.ts',
  'app/domain/people/accounts.server.ts',
  'app/domain/requests/arrival.server.ts',
  'app/domain/requests/invite.server.ts',
  'app/domain/sales/dues-once.server.ts',
  'app/domain/sales/instalment-plans.server.ts',
  'app/domain/sales/instalment-sales.server.ts',
  'app/domain/sales/open-rights.server.ts',
  'app/domain/sales/subscriptions.server.ts',
  'app/domain/sales/tell-staff.server.ts',
  'app/domain/search/members.server.ts',
  'app/features/money/shop/pass.server.ts',
  'app/features/money/treasury/book-lists.server.ts',
  'app/features/money/treasury/overview.server.ts',
  'app/features/people/privacy/count-circles.server.ts',
  'app/features/people/profile/opening-budget.server.ts',
  'app/features/staff/bulk/dues-kind.server.ts',
  'app/features/staff/desk/todo.server.ts',
  'app/features/staff/imports/import-locks.server.ts',
  'app/features/staff/imports/undo-run.server.ts',
  'app/features/staff/members/memberships.server.ts',
  'app/features/staff/members/merge-rank.server.ts',
  'app/features/staff/organisations/organisations.server.ts',
])

/** Statements that read periods or grants by themselves, and lists of words for a death of their own. */
export const inForce: Rule = (files) =>
  files
    .filter(inApp)
    .flatMap((file) =>
      file.texts
        .filter(
          ({ text }) =>
            (/"(membership_period|role_grant|pass_period)"/.test(text) && !KNOW_PERIODS.has(file.path)) ||
            (/d[eé[\]]+c[eé[\]]+d|deceased\)/i.test(text) && /\^/.test(text) && file.path !== 'app/policy/in-force.ts'),
        )
        .map(({ line }) => `${file.path}:${line} decides by itself what is in force`),
    )
