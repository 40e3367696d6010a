/** `/mes-profils/nouveau` and `/mes-profils/:profile/modifier`: writing a profile, which nobody sees yet (N2). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { TellingWord } from '#app/domain/profiles/telling-words.ts'
import { addProfile, changeProfile, type OwnProfile, ownProfile } from '#app/domain/profiles/write-profiles.server.ts'
import { ownerOf, unitOf } from './own.server.ts'
import { judgeProfile, type ProfileErrors, type TypedProfile, typedOf } from './profile-form.server.ts'

async function own(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<OwnProfile> {
  const row = await ownProfile(unitOf(ctx, query), ownerOf(ctx), id, lock)
  if (!row) throw notFound()
  return row
}

export async function readWriting(ctx: Ctx, id: string | undefined) {
  ownerOf(ctx)
  const row = id === undefined ? undefined : await ctx.sql((query) => own(ctx, query, id))
  return {
    title: ctx.t(row ? 'profiles:write.change' : 'profiles:write.title'),
    formKey: uuidv7(),
    typed: typedOf(ctx, row),
    purposes: ctx.tenant.config.publication?.purposes ?? [],
    onLine: row?.state === 'published',
  }
}

/** What would tell who it is: names of the record, of its company, and the name of its other page. */
async function namesOf({ tenant }: Ctx, query: Query, personId: string): Promise<(string | null)[]> {
  type Names = RowOf<'person', 'firstName' | 'lastName' | 'diplomaName' | 'pseudonym' | 'handle' | 'company'>
  const [row] = await query<Names>(sql`SELECT "firstName", "lastName", "diplomaName", "pseudonym", "handle", "company"
    FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId}`)
  return row ? Object.values(row) : []
}

interface WriteAnswer {
  typed: TypedProfile
  errors: ProfileErrors
  telling: TellingWord[]
}

/** POST the form. @returns a redirect to the preview, or what is to be corrected */
export async function writeProfile(ctx: Ctx, id: string | undefined, form: FormData) {
  const personId = ownerOf(ctx)
  const saved = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const row = id === undefined ? undefined : await own(ctx, query, id, 'lock')
    const { words, ...answer } = judgeProfile(ctx, form, await namesOf(ctx, query, personId))
    if (!words) return answer
    if (row) await changeProfile(unit, row.id, words)
    return row?.id ?? (await addProfile(unit, personId, words)) ?? { ...answer, errors: { purpose: 'full' } }
  })
  if (typeof saved !== 'string') return data(saved satisfies WriteAnswer, { status: 422 })
  return redirect(href.ownProfile(saved), 303)
}
