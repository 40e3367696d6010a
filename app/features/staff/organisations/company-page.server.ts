/** The page of a company at `/admin/entreprises/:id`: read first, refused, taken off line (N4; decision 062). */
import type { Ctx } from '#app/context/open.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type CompanyPageRow, companyRow, logoAddress } from '#app/domain/company-pages/read-page.server.ts'
import { tellCompany } from '#app/domain/company-pages/tell-company.server.ts'
import { decided, decidedOn, decidePage, lockCompany } from '#app/domain/company-pages/write-page.server.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { pageDecisions } from '#app/policy/company-page.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { COMPANY_PAGE_DECISIONS, type CompanyPageState } from '#app/vocabulary/company-pages.ts'

const BECAUSE_LENGTH = 1_000

/** The word of the log for each decision, and the letter that tells of it. */
const LOGGED = {
  'page-approve': 'company-page.approved',
  'page-refuse': 'company-page.refused',
  'page-take-down': 'company-page.taken-down',
} as const

export type PageFault = 'page-because' | 'page-changed'

function judgedPage(page: CompanyPageRow) {
  const { name, about, website, careers, place, because } = page
  return {
    ...{ name, about, website, careers, place, because },
    logo: logoAddress(page),
    hash: decidedOn(page),
    at: page.at.toISOString(),
  }
}

/** @returns the company's pages that may be judged, with what may be decided; none for a school */
export async function readCompanyPages(ctx: Ctx, id: string) {
  const company = await ctx.sql((query) => companyRow(query, ctx.tenant.id, id))
  if (!company) return null
  const { shown, waiting, refused } = company.pages
  return {
    decisions: ctx.standIn ? [] : pageDecisions(ctx.ability, Object.keys(company.pages) as CompanyPageState[]),
    shown: shown ? judgedPage(shown) : null,
    waiting: waiting ? judgedPage(waiting) : null,
    refused: refused ? judgedPage(refused) : null,
  }
}

export type CompanyPages = NonNullable<Awaited<ReturnType<typeof readCompanyPages>>>
export type JudgedPage = ReturnType<typeof judgedPage>

/**
 * POST `intent`, `hash` of what was looked at, `because` where it is a no.
 * @returns why not; `unknown` for another intent, undefined once it is done
 */
export async function decideCompanyPage(
  ctx: Ctx,
  id: string,
  form: FormData,
): Promise<PageFault | 'unknown' | undefined> {
  const intent = form.get('intent')
  if (!isOneOf(COMPANY_PAGE_DECISIONS, intent)) return 'unknown'
  const because = String(form.get('because') ?? '').trim()
  if (intent !== 'page-approve' && (because === '' || because.length > BECAUSE_LENGTH)) return 'page-because'
  const { tenant, now } = ctx
  const gone = await ctx.sql(async (query) => {
    await lockCompany(query, tenant.id, id)
    const company = await companyRow(query, tenant.id, id)
    const page = company && decided(company, intent)
    const may = company && pageDecisions(ctx.ability, Object.keys(company.pages) as CompanyPageState[])
    if (!page || !may?.includes(intent) || decidedOn(page) !== form.get('hash')) return undefined
    const unit = { query, tenant, now }
    const said = intent === 'page-approve' ? null : because
    const keys = await decidePage(unit, company, intent, said)
    await tellCompany(unit, { id, name: page.name }, LOGGED[intent], said)
    await audit(query, ctx, LOGGED[intent], { subjectId: id })
    return keys
  })
  if (!gone) return 'page-changed'
  await dropFiles(tenant.id, gone)
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return undefined
}
