/** `/carnet`, and a notice that a member sends (S3, B24). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import {
  hasSentEnough,
  readCarnet,
  readOwnNotices,
  sendNotice,
  takeBackNotice,
} from '#app/domain/content/carnet.server.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { may } from '#app/policy/ability.ts'
import { readsCarnet, sendsCarnet } from '#app/policy/carnet.rules.ts'
import { CARNET_KINDS } from '#app/vocabulary/carnet.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

const TEXT_LENGTH = 600
const NAME_LENGTH = 40

export async function readCarnetPage(ctx: Ctx) {
  if (!readsCarnet(ctx.ability)) throw forbidden()
  const asked = ctx.url.searchParams.get('rubrique') ?? ''
  const kind = isOneOf(CARNET_KINDS, asked) ? asked : undefined
  const sends = sendsCarnet(ctx.ability)
  return {
    title: ctx.t('carnet:title'),
    formKey: uuidv7(),
    notices: await readCarnet(ctx, kind),
    own: sends ? await readOwnNotices(ctx) : [],
    kind: kind ?? null,
    sends,
    keeps: may(ctx.ability, 'content'),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `id`: takes one's own notice back, published or not. */
export async function changeCarnetPage(ctx: Ctx, form: FormData) {
  if (!sendsCarnet(ctx.ability)) throw forbidden()
  const done = await ctx.sql((query) => takeBackNotice(ctx, query, String(form.get('id') ?? '')))
  return redirect(`${href.carnet}?fait=${done ? 'back' : 'gone'}`, 303)
}

export function readCarnetForm(ctx: Ctx) {
  if (!sendsCarnet(ctx.ability)) throw forbidden()
  return { title: ctx.t('carnet:send'), formKey: uuidv7(), today: civilDay(ctx.now) }
}

const FIELDS = ['kind', 'who', 'day', 'text', 'childName', 'parent'] as const
export type CarnetField = (typeof FIELDS)[number]

/** An address of a profile, or the identifier at its end: handles are of letters that no address rewrites. */
const handleOf = (typed: string) =>
  (
    typed
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  ).toLowerCase()

/** POST `kind`, `day`, `text`; of a birth `childName` with `parent` = yes; of a death `who`. */
export async function sendCarnet(ctx: Ctx, form: FormData) {
  const { today } = readCarnetForm(ctx)
  const typed = typedFields(form, FIELDS)
  const { kind, day, text, parent } = typed
  const isKnown = isOneOf(CARNET_KINDS, kind)
  const childName = kind === 'birth' && typed.childName !== '' ? typed.childName : null
  const other =
    kind === 'death' && typed.who
      ? await ctx.sql((query) => visiblePerson(ctx, ctx.ability, query, handleOf(typed.who)))
      : undefined
  const personId = kind === 'death' ? other?.id : ctx.viewer.personId
  const errors: Partial<Record<CarnetField, string>> = {
    ...(isKnown ? {} : { kind: 'kind' }),
    ...(personId && !(kind === 'death' && personId === ctx.viewer.personId) ? {} : { who: 'who' }),
    ...(startOfDay(day) && (day <= today || kind === 'wedding') ? {} : { day: 'day' }),
    ...(text === '' || text.length > TEXT_LENGTH ? { text: 'text' } : {}),
    // No child is named without the yes of its parent (B24).
    ...(childName && parent !== 'yes' ? { parent: 'parent' } : {}),
    ...(childName && childName.length > NAME_LENGTH ? { childName: 'childName' } : {}),
  }
  if (!isKnown || !personId || Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  if (await ctx.sql((query) => hasSentEnough(ctx, query)))
    return data({ errors: { text: 'waiting' } as typeof errors, typed }, { status: 429 })
  await ctx.sql((query) => sendNotice(ctx, query, { kind, personId, day, text, childName }))
  return redirect(`${href.carnet}?fait=sent`, 303)
}
