/** One's own page as a company or a school [N3, N4]; complete, it opens what the association makes depend on it. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { readForm } from '#app/context/form-answer.server.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { pageSchema } from '#app/domain/requests/claims.schema.ts'
import { formAgain } from './forgotten.server.ts'

export interface OwnOrganisation
  extends RowOf<'organisation', 'id' | 'name' | 'siret' | 'country' | 'contactName' | 'phone' | 'website' | 'about'> {
  kind: 'company' | 'school'
  validated: boolean
  refused: boolean
  completed: boolean
}

/** @throws Response 302 for who is signed out, 403 for accounts of people and at the other door */
export async function openOrganisation(args: Args): Promise<{ ctx: Ctx; own: OwnOrganisation }> {
  const ctx = await open(args, { needs: 'account' })
  const { organisationId } = ctx.viewer
  const [own] = organisationId
    ? await ctx.sql((query) =>
        query<OwnOrganisation>(sql`SELECT "id", "kind", "name", "siret", "country", "contactName", "phone", "website",
          "about",
          "validatedAt" IS NOT NULL AS "validated", "refusedAt" IS NOT NULL AS "refused",
          "completedAt" IS NOT NULL AS "completed"
        FROM "organisation" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${organisationId}`),
      )
    : []
  const door = ctx.url.pathname.startsWith(`${href.doorPrefix.schools}/`) ? 'school' : 'company'
  if (!own || own.kind !== door) throw forbidden()
  return { ctx, own }
}

/** POST. A name that the staff have validated is theirs to change: it is what they validated. */
export async function saveOrganisation({ ctx, own }: { ctx: Ctx; own: OwnOrganisation }, form: FormData) {
  const read = readForm(form, pageSchema)
  if (read.status !== 'success') return data(formAgain(form, read.error), { status: 422 })
  const { name, contactName, phone, website, about } = read.value
  const kept = own.validated ? own.name : (name ?? own.name)
  await ctx.sql(
    (query) =>
      query(sql`UPDATE "organisation" SET "name" = ${kept}, "contactName" = ${contactName}, "phone" = ${phone},
          "website" = ${website ?? null}, "about" = ${about}, "completedAt" = coalesce("completedAt", ${ctx.now})
        WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${own.id}`),
    { signal: undefined },
  )
  return redirect(`${ctx.url.pathname.replace(/\.data$/, '')}?enregistre=1`, 303)
}
