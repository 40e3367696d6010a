/** `/ecoles/:school/ecrire/:kind` and the link of its mail: a question, a documentation, an opportunity (N8, C24). */

import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound, tooMany } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { findLink, issueLink, takeLink } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { demandSchools } from '#app/domain/schools/demand.server.ts'
import { findCourse, findSchool, type SchoolRow } from '#app/domain/schools/read-schools.server.ts'
import type { ServiceRow } from '#app/domain/schools/services.server.ts'
import { type Asker, beginThread, openService, type Question, threadPath } from '#app/domain/schools/threads.server.ts'
import { mayAsk } from '#app/policy/school-service.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { SCHOOL_SERVICES, type SchoolServiceKind } from '#app/vocabulary/schools.ts'

const LINE = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\r\n]*$/)
const SCHEMA = z.object({
  name: LINE,
  email: z.email().max(254),
  postal: z.string().max(500),
  text: z.string().min(1).max(4_000),
})
type Typed = Record<keyof z.infer<typeof SCHEMA>, string>

const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

const kindOf = (end: string): SchoolServiceKind => {
  const kind = SCHOOL_SERVICES.find((one) => href.SCHOOL_ASKS[one] === end)
  if (!kind) throw notFound()
  return kind
}

interface Asking {
  school: SchoolRow
  kind: SchoolServiceKind
  /** Undefined: the school receives nothing by it now. */
  service: ServiceRow | undefined
  course: { slug: string; title: string } | null
}

/** @throws Response 404 for no such school or service, 403 where it is not this viewer's to ask */
async function demandAsking(ctx: Ctx, query: Query, slug: string, end: string): Promise<Asking> {
  const kind = kindOf(end)
  const school = await findSchool(query, ctx, { slug })
  if (ctx.standIn || !mayAsk(ctx.ability, kind)) throw forbidden()
  const asked = ctx.url.searchParams.get('formation')
  const course = asked ? await findCourse(query, ctx, { slug: asked }) : null
  const about = { schoolId: school.id, kind, owner: school.organisationId, schoolState: school.state }
  const service = await openService(query, ctx.tenant, about)
  return { school, kind, service, course: course?.schoolId === school.id ? course : null }
}

/** Who needs no proof: accounts have proved their address. */
function askerOf({ viewer }: Ctx): Asker | undefined {
  if (viewer.personId) return { personId: viewer.personId }
  return viewer.organisationId ? { organisationId: viewer.organisationId } : undefined
}

export async function readAsking(ctx: Ctx, slug: string, end: string) {
  demandSchools(ctx)
  const { school, kind, service, course } = await ctx.sql((query) => demandAsking(ctx, query, slug, end))
  return {
    title: ctx.t(`school-threads:ask.${kind}`),
    formKey: uuidv7(),
    kind,
    school: { slug: school.slug, name: school.name },
    course: course?.title ?? null,
    open: service !== undefined,
    asksEmail: askerOf(ctx) === undefined,
    sent: ctx.url.searchParams.get('fait') === 'a-confirmer',
  }
}

/** @returns what was typed and, where something is wrong, which fields */
function judge(ctx: Ctx, kind: SchoolServiceKind, form: FormData) {
  const typed: Typed = typedFields(form, ['name', 'email', 'postal', 'text'])
  // Who is signed in types no address.
  const read = SCHEMA.safeParse(askerOf(ctx) ? { ...typed, email: 'compte@exemple.fr' } : typed)
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))
  if (kind === 'documentation' && typed.postal === '') wrong.push('postal')
  return { typed, errors: Object.fromEntries(wrong.map((field) => [field, field])) as Partial<Typed> }
}

/** A visitor's words wait in the link of the mail that proves their address: no school hears of them before. */
async function askProof(ctx: Ctx, query: Query, question: Question & { email: string; school: string }) {
  const { tenant, now, language } = ctx
  const { school, ...words } = question
  const secret = await issueLink(query, tenant.id, { purpose: 'schoolQuestion', data: { ...words, language } }, now)
  const data = { name: school, path: href.schoolQuestion(secret) }
  const key = `school.question ${uuidv7(now.getTime())}`
  await putMail(query, tenant.id, { key, kind: 'school.question', to: question.email, language, data }, now)
}

/**
 * POST `name`, `email` of visitors, `postal`, `text`. `website` is a trap that people do not see.
 * @throws Response 429 where too many come from one network or for one address
 */
export async function sendAsking(ctx: Ctx, slug: string, end: string, form: FormData) {
  demandSchools(ctx)
  const { school, kind, service, course } = await ctx.sql((query) => demandAsking(ctx, query, slug, end))
  const { typed, errors } = judge(ctx, kind, form)
  if (!service) return data({ typed, errors: { text: 'closed' } as Partial<Typed> }, { status: 409 })
  if (Object.keys(errors).length > 0) return data({ typed, errors }, { status: 422 })
  const again = redirect(`${href.askSchool(school.slug, kind)}?fait=a-confirmer`, 303)
  if (String(form.get('website') ?? '') !== '') return again
  const asker = askerOf(ctx)
  const wait = await countForm(ctx, 'school', [ctx.viewer.accountId ?? typed.email], 'none')
  if (wait > 0) throw tooMany('throttled', wait)
  const { name, text, email } = typed
  const question = {
    schoolId: school.id,
    kind,
    course: course?.title ?? null,
    name,
    text,
    postal: typed.postal || null,
  }
  const thread = await ctx.sql(async (query) => {
    if (asker) return beginThread(unitOf(ctx, query), service, { question, asker, language: ctx.language })
    await askProof(ctx, query, { ...question, email, school: school.name })
    return undefined
  })
  await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return thread ? redirect(threadPath(ctx.tenant.id, thread), 303) : again
}

/** What the link of a visitor's mail carries. */
type Waiting = Question & { email: string; language: Ctx['language'] }

/** Opening it sends nothing: programs that scan mails open links. */
export async function readQuestionLink(ctx: Ctx, secret: string) {
  demandSchools(ctx)
  const link = await ctx.sql((query) => findLink(unitOf(ctx, query), 'schoolQuestion', secret))
  const waiting = link?.data as unknown as Waiting | undefined
  return {
    title: ctx.t('school-threads:confirm.title'),
    waiting: waiting ? { text: waiting.text, name: waiting.name } : null,
  }
}

/** POST: the address is proved, and the words go to the school, unless it receives nothing any more. */
export async function confirmQuestion(ctx: Ctx, secret: string) {
  demandSchools(ctx)
  const outcome = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const link = await takeLink(unit, 'schoolQuestion', secret)
    if (!link) return 'gone'
    const { email, language, ...question } = link.data as unknown as Waiting
    const school = await findSchool(query, ctx, { id: question.schoolId }).catch(() => undefined)
    const about = { schoolId: question.schoolId, kind: question.kind, owner: null, schoolState: 'hidden' as const }
    const standing = school ? { owner: school.organisationId, schoolState: school.state } : {}
    const service = await openService(query, ctx.tenant, { ...about, ...standing })
    if (!service) return 'closed'
    return { thread: await beginThread(unit, service, { question, asker: { email }, language }) }
  })
  if (typeof outcome === 'string') return data({ done: outcome }, { status: 409 })
  await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return redirect(threadPath(ctx.tenant.id, outcome.thread), 303)
}
