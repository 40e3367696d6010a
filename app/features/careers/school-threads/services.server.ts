/** `/ecoles/espace/services`: what a school receives, each a switch of its own with a forwarding address (N8, C24). */

import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound, tooMany } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { demandSchools, demandSpace } from '#app/domain/schools/demand.server.ts'
import { ownSchool } from '#app/domain/schools/read-schools.server.ts'
import { proveForwarding, servicesOf, setService } from '#app/domain/schools/services.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { SCHOOL_SERVICES } from '#app/vocabulary/schools.ts'

const WORDS_LENGTH = 2_000

export async function readServices(ctx: Ctx) {
  demandSpace(ctx)
  const services = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx)
    if (!school) throw notFound()
    return servicesOf(query, ctx.tenant.id, school.id)
  })
  return {
    title: ctx.t('school-threads:services.title'),
    formKey: uuidv7(),
    services: SCHOOL_SERVICES.map((kind) => {
      const row = services.find((one) => one.kind === kind)
      return {
        ...{ kind, isOn: row?.isOn ?? false, forwardTo: row?.forwardTo ?? '', words: row?.words ?? '' },
        waits: row?.isOn === true && row.provedAt === null,
      }
    }),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `kind`, `isOn`, `forwardTo`, `words` of introductions. */
export async function writeService(ctx: Ctx, form: FormData) {
  demandSpace(ctx)
  const typed = typedFields(form, ['kind', 'isOn', 'forwardTo', 'words'])
  const { kind, forwardTo, words } = typed
  if (!isOneOf(SCHOOL_SERVICES, kind)) throw notFound()
  const isAddress = z.email().max(254).safeParse(forwardTo).success
  if (!isAddress || words.length > WORDS_LENGTH)
    return data({ typed, errors: isAddress ? { words: 'long' } : { forwardTo: 'forwardTo' } }, { status: 422 })
  const isOn = typed.isOn !== ''
  // Switching on may write to an address that is not yet proved; switching off never waits.
  const wait = isOn ? await countForm(ctx, 'school-service', [ctx.viewer.organisationId, kind, forwardTo], 'none') : 0
  if (wait > 0) throw tooMany('throttled', wait)
  const { tenant, now, language } = ctx
  const service = { kind, isOn, forwardTo, words: kind === 'introductions' ? words || null : null }
  const done = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx, 'lock')
    if (!school) throw notFound()
    return setService({ query, tenant, now }, school, service, language)
  })
  if (done === 'asked') await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(`${href.schoolServices}?fait=${done}`, 303)
}

export function readAddressLink(ctx: Ctx) {
  demandSchools(ctx)
  return { title: ctx.t('school-threads:address.title') }
}

/** @returns `gone` where the link was used, is too old, or is of an address that was changed meanwhile */
export async function proveAddress(ctx: Ctx, secret: string): Promise<'proved' | 'gone'> {
  demandSchools(ctx)
  const { tenant, now } = ctx
  return (await ctx.sql((query) => proveForwarding({ query, tenant, now }, secret))) ? 'proved' : 'gone'
}
