/** What the page « Mes données » says of one account, and what its buttons do. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { listCopies } from '#app/domain/data-rights/copies.server.ts'
import { openRequest } from '#app/domain/data-rights/erasure-requests.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { openingsOf, tracesOf } from '#app/domain/data-rights/traces.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { ownTransfers } from '#app/domain/transfers/own-transfers.server.ts'
import { CONSENTS, type Consent } from '#app/vocabulary/consents.ts'

const SHOWN = 30

interface ConsentRow extends RowOf<'consent_event', 'given' | 'from' | 'at'> {
  consent: Consent
}

/** Consents as they stand, and each time one was given or taken back. */
async function consentsOf(ctx: Ctx, personId: string) {
  const asked = CONSENTS.filter((consent) => ctx.tenant.config.consents[consent].asked)
  const [{ now, history }] = [
    await ctx.sql(async (query) => {
      const [row] = await query<
        Record<string, boolean>
      >(sql`SELECT "consentSchool", "consentRecruiters", "consentFederation"
        FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${personId}`)
      const events = await query<ConsentRow>(sql`SELECT "consent", "given", "from", "at" FROM "consent_event"
        WHERE "tenantId" = ${ctx.tenant.id} AND "personId" = ${personId} ORDER BY "at" DESC LIMIT 100`)
      return { now: row, history: events }
    }),
  ]
  const column = (consent: Consent) => `consent${consent[0]!.toUpperCase()}${consent.slice(1)}`
  return asked.map((consent) => ({
    consent,
    given: now?.[column(consent)] === true,
    history: history
      .filter((event) => event.consent === consent)
      .map(({ given, from, at }) => ({ given, from, at: at.toISOString() })),
  }))
}

export async function readMyData(ctx: Ctx) {
  const { tenant, viewer } = ctx
  const { personId = null, organisationId = null } = viewer
  const facts = await ctx.sql(async (query) => {
    const subject = await findSubject(query, tenant.id, { accountId: viewer.accountId })
    const [row] = personId
      ? await query<RowOf<'person', 'listed'>>(
          sql`SELECT "listed" FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId}`,
        )
      : []
    const erasure = organisationId ? await openRequest(query, tenant.id, organisationId) : undefined
    return {
      listed: row?.listed ?? null,
      erasure: erasure ? { dueAt: erasure.dueAt.toISOString() } : null,
      traces: await tracesOf(query, subject, SHOWN),
      openings: await openingsOf(query, subject, ctx.tenant.config.name, SHOWN),
    }
  })
  return {
    ...facts,
    kind: personId ? ('person' as const) : organisationId ? ('organisation' as const) : ('staff' as const),
    copies: await listCopies(ctx),
    transfers: personId ? await ownTransfers(ctx, personId) : undefined,
    consents: personId ? await consentsOf(ctx, personId) : [],
  }
}

/** The objection of article 21, or taking it back: at once, everywhere, for everybody but the staff. */
export async function saveListed(ctx: Ctx, personId: string, listed: boolean): Promise<void> {
  await ctx.sql(
    (query) =>
      editPeople({ query, tenant: ctx.tenant }, [personId], { from: 'person', now: ctx.now }, (source) => {
        source.listed = listed
      }),
    { signal: undefined },
  )
}
