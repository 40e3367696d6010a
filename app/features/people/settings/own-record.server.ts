/** One's own record as its owner edits it: read with its version, saved only over the version that was read. */
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { tellImportantChanges } from '#app/domain/mail/tell-changes.server.ts'
import { type LoadedPerson, loadPeople } from '#app/domain/people/load-people.server.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import type { Trace } from '#app/domain/people/person-writes.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { mayEdit } from '#app/policy/ability.ts'
import { enqueue } from '#app/tasks/queue.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

export interface Owner {
  ctx: Ctx
  personId: string
}

/**
 * @throws Response 302 for who is signed out, 403 for accounts without a record: companies, schools, staff from outside
 */
export async function openOwn(args: Args): Promise<Owner> {
  const ctx = await open(args, { needs: 'account' })
  const { personId } = ctx.viewer
  if (!personId) throw forbidden()
  return { ctx, personId }
}

export interface OwnRecord extends LoadedPerson {
  /** Changes with every save; a form carries the one it was made from. */
  version: string
}

/** @returns the record with every row behind it. */
export function readOwn({ ctx, personId }: Owner): Promise<OwnRecord> {
  return ctx.sql(async (query) => {
    // The version first: should somebody save in between, the form is refused rather than saved over theirs.
    const version = await versionOf(query, ctx.tenant.id, personId)
    const loaded = (await loadPeople(query, ctx.tenant.id, [personId], false)).get(personId)
    if (!loaded) throw forbidden()
    return { ...loaded, version }
  })
}

async function versionOf(query: Query, tenantId: string, personId: string, locked = false): Promise<string> {
  const [row] = await query<RowOf<'person', 'updatedAt'>>(
    sql`SELECT "updatedAt" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${personId}
      ${locked ? sql`FOR UPDATE` : sql``}`,
  )
  return row?.updatedAt.toISOString() ?? ''
}

/** @returns the trace of what a person does to their own record. */
export function ownTrace({ now, viewer }: Ctx): Trace {
  return { from: 'person', now, ...(viewer.accountId ? { accountId: viewer.accountId } : {}) }
}

/** `conflict` is the version that stands now, where it is another than the form's. */
export type Saved = { changed: FieldId[]; conflict?: undefined } | { conflict: string }

/** Thrown inside to roll back where the record is not the one the form was made from. */
class Conflict extends Error {
  readonly version: string

  constructor(version: string) {
    super('the record was saved meanwhile')
    this.version = version
  }
}

/**
 * @param version the one the form was made from; an empty one saves over whatever is there
 * @param edit changes the rows in place
 * @param first what is written beside them beforehand, in the same transaction
 */
export async function saveOwn(
  { ctx, personId }: Owner,
  version: string,
  edit: (source: PersonSource) => void,
  first?: (query: Query) => Promise<void>,
): Promise<Saved> {
  if (!mayEdit(ctx.ability, personId)) throw forbidden()
  try {
    const { told, ...saved } = await ctx.sql(
      async (query) => {
        const stands = await versionOf(query, ctx.tenant.id, personId, true)
        if (version !== '' && version !== stands) throw new Conflict(stands)
        await first?.(query)
        const [written] = await editPeople({ query, tenant: ctx.tenant }, [personId], ownTrace(ctx), edit)
        const changed = written?.changed ?? []
        const told = await tellImportantChanges(query, ctx.tenant.id, { personId, changed, by: 'person' }, ctx.now)
        return { changed, told: told || first !== undefined }
      },
      // Somebody who leaves the page has still saved it.
      { signal: undefined },
    )
    if (told) await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
    return saved
  } catch (error) {
    if (error instanceof Conflict) return { conflict: error.version }
    throw error
  }
}
