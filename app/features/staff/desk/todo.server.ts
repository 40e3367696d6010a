/** What waits for the staff, counted: the administration's first page (look.md, "Admin"). */
import * as href from '#app/addresses.ts'
import { standingsSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { countWaitingNotices } from '#app/domain/content/carnet.server.ts'
import { countWaiting } from '#app/domain/groups/moderate.server.ts'
import { countWaitingCohortMails } from '#app/domain/letters/cohort-mails.server.ts'
import { countSuspected } from '#app/domain/people/duplicates.server.ts'
import { readCounts } from '#app/domain/requests/count-requests.server.ts'
import { type BooksWaiting, countBooksWaiting } from '#app/domain/sales/books-waiting.server.ts'
import { countWaitingSchools } from '#app/domain/schools/claims.server.ts'
import { may } from '#app/policy/ability.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Action } from '#app/vocabulary/actions.ts'

export interface Todo {
  id:
    | 'activation'
    | 'identity'
    | 'entity'
    | 'joining'
    | 'proof'
    | 'reports'
    | 'things'
    | 'groups'
    | 'carnet'
    | 'messageReports'
    | 'offers'
    | 'offerReports'
    | 'companyPages'
    | 'erasures'
    | 'companies'
    | 'schools'
    | 'schoolPages'
    | 'schoolClaims'
    | 'imports'
    | 'doubts'
    | keyof BooksWaiting
    | 'duplicates'
    | 'invalidEmail'
    | 'noEmail'
    | 'lapsed'
    | 'noAccount'
  count: number
  to: string
}

/** Tasks that deal with what waits; what is nobody's task on this list is for who keeps the records. */
const TASK: Partial<Record<Todo['id'], Action>> = {
  ...{ activation: 'requests', identity: 'requests', entity: 'requests', joining: 'requests', proof: 'requests' },
  ...{ companies: 'requests', schools: 'requests', reports: 'moderation', erasures: 'privacy-desk' },
  ...{ things: 'moderation', messageReports: 'moderation', groups: 'groups', carnet: 'content' },
  ...{ offers: 'offers', offerReports: 'offers', companyPages: 'organisations' },
  ...{ schoolPages: 'organisations', schoolClaims: 'organisations' },
  ...{ imports: 'imports', doubts: 'imports' },
  ...{ latePlans: 'keep-books', bankLines: 'keep-books', movements: 'keep-books', months: 'keep-books' },
}

export interface Overview {
  todo: Todo[]
  /** Absent: not this viewer's task. */
  people: number | null
  paidUp: number | null
  /** The last file whose lines were applied. */
  lastImport: { id: string; fileName: string; appliedAt: string } | null
}

/**
 * @returns only what this viewer has to do: nothing that counts zero, nothing the association's rules do not ask for.
 */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  const { tenant, sql: run } = ctx
  const { id } = tenant
  const [row] = await run(
    (query) =>
      query<Partial<Record<Todo['id'], number>> & { people: number; paidUp: number }>(sql`
        WITH paid AS (${standingsSql(ctx)})
        SELECT
          (SELECT count(*) FROM paid WHERE "inForce")::int AS "paidUp",
          (SELECT count(*) FROM paid WHERE "lapsed")::int AS "lapsed",
          f."people", f."invalidEmail",
          f."people" - (SELECT count(DISTINCT e."personId") FROM "person_email" e
            WHERE e."tenantId" = ${id})::int AS "noEmail",
          f."people" - (SELECT count(a."personId") FROM "account" a WHERE a."tenantId" = ${id})::int AS "noAccount"
        FROM (SELECT count(*)::int AS "people", (count(*) FILTER (WHERE p."invalidEmail"))::int AS "invalidEmail"
          FROM "person" p WHERE p."tenantId" = ${id}) f`),
    { statementTimeout: 15_000 },
  )
  const duplicates = may(ctx.ability, 'people')
    ? await run((query) => countSuspected(query, id), { statementTimeout: 15_000 })
    : 0
  const todo = mine(ctx, { ...row, duplicates, ...(await readQueues(ctx)) })
  const lastImport = may(ctx.ability, 'imports') ? await readLastImport(tenant.id, run) : null
  return { todo, ...countedFor(ctx, row), lastImport }
}

/** @returns what waits for this viewer to decide, without what is counted over everybody: a few index reads */
export async function readWaiting(ctx: Ctx): Promise<Todo[]> {
  return mine(ctx, await readQueues(ctx))
}

/** @returns how much waits at each page of the administration, and on its first page all of it */
export function waitingAt(todo: readonly Todo[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { to, count } of todo)
    for (const page of [to.replace(/\?.*$/, ''), href.admin]) counts[page] = (counts[page] ?? 0) + count
  return counts
}

/** In the order of urgency, what counts zero left out. */
function mine({ tenant, ability }: Ctx, counts: Partial<Record<Todo['id'], number>>): Todo[] {
  const asked = addressesOf(tenant.config)
  const ids = (Object.keys(asked) as Todo['id'][]).filter((one) => may(ability, TASK[one] ?? 'people'))
  return ids.flatMap((one) => (counts[one] ? [{ id: one, count: counts[one], to: asked[one]! }] : []))
}

/** What members wait for: to get in, to be read, to be answered; and lines of files that ask. */
async function readQueues(ctx: Ctx): Promise<Partial<Record<Todo['id'], number>>> {
  const { id } = ctx.tenant
  const { waiting, things, carnet, row, books, pages } = await ctx.sql(async (query) => ({
    books: may(ctx.ability, 'keep-books') ? await countBooksWaiting({ ...ctx, query }) : {},
    waiting: await readCounts(query, id),
    things: (await countWaiting(ctx, query)) + (await countWaitingCohortMails(ctx, query)),
    carnet: await countWaitingNotices(ctx, query),
    pages: await countWaitingSchools(query, id),
    row: (
      await query<Partial<Record<Todo['id'], number>>>(sql`SELECT
        (SELECT count(DISTINCT s."personId") FROM "person_report" s WHERE s."tenantId" = ${id}
          AND s."open")::int AS "reports",
        (SELECT count(*) FROM "group" g WHERE g."tenantId" = ${id} AND g."state" = 'proposed')::int AS "groups",
        (SELECT count(*) FROM "message_report" w WHERE w."tenantId" = ${id} AND w."open")::int AS "messageReports",
        (SELECT count(*) FROM "offer" o WHERE o."tenantId" = ${id}
          AND (o."state" = 'pending' OR (o."state" = 'published' AND o."waiting" IS NOT NULL)))::int AS "offers",
        (SELECT count(DISTINCT v."offerId") FROM "offer_report" v WHERE v."tenantId" = ${id}
          AND v."open")::int AS "offerReports",
        (SELECT count(*) FROM "organisation_page" g WHERE g."tenantId" = ${id}
          AND g."state" = 'waiting')::int AS "companyPages",
        (SELECT count(*) FROM "erasure_request" q WHERE q."tenantId" = ${id} AND q."state" = 'asked'
          AND q."organisationId" IS NOT NULL)::int AS "erasures",
        (SELECT count(*) FROM "import_run" r WHERE r."tenantId" = ${id}
          AND r."state" IN ('mapping', 'planned', 'failed'))::int AS "imports",
        (SELECT count(*) FROM "import_decision" d JOIN "import_run" r ON r."tenantId" = ${id} AND r."id" = d."runId"
          WHERE d."tenantId" = ${id} AND d."kind" = 'doubtful' AND r."state" = 'planned')::int AS "doubts"`)
    )[0],
  }))
  const { company: companies, school: schools, ...requests } = waiting
  return { ...requests, ...row, ...books, ...pages, companies, schools, things, carnet }
}

function countedFor({ ability }: Ctx, row: { people: number; paidUp: number } | undefined) {
  const isTheirs = may(ability, 'people') || may(ability, 'keep-books')
  return isTheirs ? { people: row?.people ?? 0, paidUp: row?.paidUp ?? 0 } : { people: null, paidUp: null }
}

async function readLastImport(tenantId: string, run: Ctx['sql']): Promise<Overview['lastImport']> {
  const [row] = await run((query) =>
    query<RowOf<'import_run', 'id' | 'fileName'> & { appliedAt: Date }>(sql`
      SELECT "id", "fileName", "appliedAt" FROM "import_run"
      WHERE "tenantId" = ${tenantId} AND "appliedAt" IS NOT NULL AND "undoneAt" IS NULL
      ORDER BY "appliedAt" DESC LIMIT 1`),
  )
  return row ? { ...row, appliedAt: row.appliedAt.toISOString() } : null
}

/** Where each is dealt with, in the order of urgency; companies wait only where the rules make them. */
function addressesOf({ recruiters, schools, tiers }: TenantConfig): Partial<Record<Todo['id'], string>> {
  return {
    activation: `${href.requestQueue}?type=activation`,
    identity: `${href.requestQueue}?type=identity`,
    entity: `${href.requestQueue}?type=entity`,
    joining: `${href.requestQueue}?type=joining`,
    proof: `${href.requestQueue}?type=proof`,
    erasures: href.erasures,
    reports: href.reports,
    things: href.reviewedThings,
    carnet: href.carnetDesk,
    groups: href.groupsDesk,
    messageReports: href.messageReports,
    offerReports: `${href.offersDesk}?etat=signalees`,
    offers: href.offersDesk,
    companyPages: `${href.organisations}?etat=pages`,
    schoolPages: href.schoolsDesk,
    schoolClaims: `${href.schoolsDesk}?etat=generiques`,
    ...(recruiters?.requires === 'validation' ? { companies: `${href.requestQueue}?type=company` } : {}),
    ...(schools?.requires === 'validation' ? { schools: `${href.requestQueue}?type=school` } : {}),
    doubts: href.imports,
    imports: href.imports,
    latePlans: `${href.treasuryLists}?vue=echeances&etat=late`,
    bankLines: href.bank,
    movements: href.stripeMovements,
    months: href.booksClosing,
    duplicates: href.duplicates,
    invalidEmail: `${href.members}?etat=email-en-erreur`,
    ...(tiers.length > 0 ? { lapsed: `${href.members}?etat=cotisation-echue` } : {}),
    noEmail: `${href.members}?etat=sans-email`,
    noAccount: `${href.members}?etat=sans-compte`,
  }
}
