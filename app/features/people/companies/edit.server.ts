/** `/entreprises/:company/modifier`: what a company shows of itself, handed in by any of its own accounts (N4). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { formTooLong, readForm, refused } from '#app/context/form-answer.server.ts'
import { hasPassSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type CompanyRow, companyRow, logoAddress } from '#app/domain/company-pages/read-page.server.ts'
import { handInPage, lastPage, lockCompany } from '#app/domain/company-pages/write-page.server.ts'
import { judgePicture } from '#app/domain/content/pictures.server.ts'
import { dropFiles, keepFile } from '#app/domain/files/loose-files.server.ts'
import { PHOTO_BYTES, readUpload } from '#app/domain/files/upload.server.ts'
import { shownPageSchema } from '#app/domain/requests/claims.schema.ts'
import { ownsCompanyPage, pageOnSubmit } from '#app/policy/company-page.rules.ts'
import type { CompanyPageState } from '#app/vocabulary/company-pages.ts'

/** @throws Response 403 for anybody but accounts of the company, which need not exist for them */
async function ownCompany(ctx: Ctx, query: Query, id: string): Promise<CompanyRow> {
  const company = ownsCompanyPage(ctx, id) ? await companyRow(query, ctx.tenant.id, id) : undefined
  if (!company) throw forbidden()
  return company
}

const statesOf = ({ pages }: CompanyRow) => Object.keys(pages) as CompanyPageState[]

/** Who else may change the page: the company's accounts in use, and which of them have a place of its pass. */
async function teamOf(ctx: Ctx, query: Query, { id }: CompanyRow) {
  const { tenant, viewer } = ctx
  const rows = await query<RowOf<'account', 'id' | 'login'> & { seat: boolean }>(sql`SELECT a."id", a."login",
      ${hasPassSql(ctx, sql`a."organisationId"`, sql`a."id"`)} AS "seat"
    FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."organisationId" = ${id} AND a."disabledAt" IS NULL
    ORDER BY a."createdAt", a."id" LIMIT 50`)
  return rows.map(({ id: accountId, login, seat }) => ({ login, seat, self: accountId === viewer.accountId }))
}

export async function readCompanyEdit(ctx: Ctx, id: string) {
  const { company, team } = await ctx.sql(async (query) => {
    const company = await ownCompany(ctx, query, id)
    return { company, team: await teamOf(ctx, query, company) }
  })
  const last = lastPage(company)
  return {
    title: ctx.t('companies:write.title'),
    formKey: uuidv7(),
    id: company.id,
    name: company.name,
    typed: {
      about: last?.about ?? company.about ?? '',
      website: last?.website ?? company.website ?? '',
      careers: last?.careers ?? '',
      place: last?.place ?? '',
    },
    logo: last ? logoAddress(last) : null,
    state: last?.state ?? null,
    because: last?.because ?? null,
    readFirst: pageOnSubmit(ctx.tenant.config, statesOf(company)) === 'waiting',
    see: company.pages.shown ? href.company(company.id) : null,
    sells: ctx.tenant.config.recruiters?.pass !== undefined,
    team,
  }
}

interface SentLogo {
  /** The logo drawn anew; null to show none any more; undefined where the form says nothing of it. */
  bytes?: Uint8Array | null
  error?: string
}

async function logoIn(ctx: Ctx, form: FormData): Promise<SentLogo> {
  const file = form.get('logo')
  if (!(file instanceof Blob) || file.size === 0) return form.get('noLogo') === 'on' ? { bytes: null } : {}
  if (file.size > PHOTO_BYTES) return { error: 'large' }
  const drawn = await judgePicture(file, ctx.tenant.id)
  return 'error' in drawn ? { error: drawn.error } : { bytes: drawn.bytes }
}

/** POST the form, with `logo` a picture and `noLogo` to show none: read first, or on line at once, as the file says. */
export async function saveCompanyPage(ctx: Ctx, id: string, request: Request) {
  await ctx.sql((query) => ownCompany(ctx, query, id))
  const form = await readUpload(request, PHOTO_BYTES)
  if (!form) return formTooLong('logo', 'large')
  const read = readForm(form, shownPageSchema)
  const { bytes, error } = await logoIn(ctx, form)
  if (read.status !== 'success' || error) {
    const words = read.status === 'success' ? {} : read.error
    return refused(form, { ...words, ...(error ? { logo: [error] } : {}) })
  }
  const words = { ...{ website: null, careers: null, place: null }, ...read.value }
  const { tenant, now } = ctx
  const put = (key: string | null | undefined) =>
    ctx.sql(async (query) => {
      await lockCompany(query, tenant.id, id)
      const company = await ownCompany(ctx, query, id)
      const to = pageOnSubmit(tenant.config, statesOf(company))
      return { to, gone: await handInPage({ query, tenant, now }, company, words, { to, logo: key }) }
    })
  const place = { folder: 'logos', extension: 'jpg', contentType: 'image/jpeg' }
  const { to, gone } = bytes ? await keepFile(tenant.id, bytes, place, put) : await put(bytes)
  await dropFiles(tenant.id, gone)
  return redirect(`${href.company(id)}?fait=${to}${to === 'waiting' ? '&etat=waiting' : ''}`, 303)
}
