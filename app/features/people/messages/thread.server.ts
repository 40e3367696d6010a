/** `/messagerie/:conversation`: what was said, newest at the bottom, and what one may do about it. */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import * as bonds from '#app/domain/contacts/bonds.server.ts'
import { judgeFile, type SentFile } from '#app/domain/files/judge-file.server.ts'
import { dropFiles, keepFile } from '#app/domain/files/loose-files.server.ts'
import { type Found, lockParties, standing } from '#app/domain/messages/between.server.ts'
import * as seats from '#app/domain/messages/seats.server.ts'
import { type FileKept, TEXT_LENGTH, writeOn } from '#app/domain/messages/write-message.server.ts'
import { SEAT_STEPS, type SeatStep, seatSteps, whyNotWrite } from '#app/policy/message.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type Correspondent, findOthers, otherName, unitOf } from './correspondent.server.ts'
import { filesOf, type ShownFile } from './files.server.ts'
import { ownConversation } from './own-conversation.server.ts'

export const THREAD_ROWS = 50

interface Row extends RowOf<'message', 'n' | 'text' | 'at'> {
  mine: boolean
}

export interface ThreadMessage {
  n: number
  mine: boolean
  text: string
  at: string
  /** Nobody was shown it before this page. */
  fresh: boolean
  files: ShownFile[]
}

async function messagesOf({ ctx }: Correspondent, query: Query, { id, seat }: Found, before: number | undefined) {
  return query<Row>(sql`SELECT m."n", m."seat" = ${seat} AS "mine", m."text", m."at" FROM "message" m
    WHERE m."tenantId" = ${ctx.tenant.id} AND m."conversationId" = ${id}
      AND (m."seat" = ${seat} OR NOT m."withheld")
      AND (${before ?? null}::int IS NULL OR m."n" < ${before ?? null}::int)
    ORDER BY m."n" DESC LIMIT ${THREAD_ROWS + 1}`)
}

/** The other of the conversation, as a page names them. */
export async function otherOf(one: Correspondent, query: Query, { other, mask, state }: Found) {
  const [row] = other?.organisationId
    ? await query<RowOf<'organisation', 'name'>>(sql`SELECT "name" FROM "organisation"
        WHERE "tenantId" = ${one.ctx.tenant.id} AND "id" = ${other.organisationId}`)
    : []
  const party = other && { ...other, organisation: row?.name ?? null, mask }
  const asking = state === 'request' && other?.personId ? [other.personId] : []
  const others = await findOthers(one, query, [party], asking)
  return { other: others.of(party), addressee: others.addressee(party) }
}

/** Shows a page of the conversation and marks it read: what is committed meanwhile has a higher number (A4). */
export function readThread(one: Correspondent, id: string) {
  const { ctx, writer } = one
  const before = Number(ctx.url.searchParams.get('avant')) || undefined
  return ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const found = await ownConversation(one, query, id)
    const rows = await messagesOf(one, query, found, before)
    const shown = rows.slice(0, THREAD_ROWS).reverse()
    const { between } = await standing(unit, writer, found.other, found)
    const { other, addressee } = await otherOf(one, query, found)
    const newest = shown.at(-1)?.n ?? 0
    const files = await filesOf(one, query, found, [shown[0]?.n ?? 0, newest])
    if (newest > found.readTo) await seats.markRead(unit, { conversationId: found.id, seat: found.seat }, newest)
    return {
      title: ctx.t('messages:thread.title', { name: otherName(ctx, other) }),
      ...{ id: found.id, state: found.state, name: otherName(ctx, other), other },
      messages: shown.map(({ at, n, mine, text }): ThreadMessage => {
        const own = files.filter((file) => file.n === n)
        return { n, mine, text, at: at.toISOString(), fresh: !mine && n > found.readTo, files: own }
      }),
      older: rows.length > THREAD_ROWS ? shown[0]!.n : null,
      latest: before === undefined,
      why: whyNotWrite(ctx.ability, ctx.tenant.config, between, addressee) ?? null,
      steps: seatSteps(found, between, Boolean(found.other?.personId)),
      draft: found.draft ?? '',
      done: ctx.url.searchParams.get('fait'),
    }
  })
}

/** A message without text is none; zero bytes and the like are refused where the form is read. */
export function faultOf(text: string): 'missing' | 'long' | undefined {
  if (text === '') return 'missing'
  return text.length > TEXT_LENGTH ? 'long' : undefined
}

export const typedText = (form: FormData): string =>
  String(form.get('text') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()

/** POST: `text` and `file`, or `intent` with one of the steps, or `draft`. @param form none where it was too long */
export async function changeThread(one: Correspondent, id: string, form: FormData | undefined) {
  if (!form) return data({ text: '', error: 'fileLarge' as const }, { status: 422 })
  const intent = form.get('intent')
  if (isOneOf(SEAT_STEPS, intent)) return takeStep(one, id, intent)
  const text = typedText(form)
  if (intent === 'draft') return saveDraft(one, id, text)
  const file = await judgeFile(form.get('file'), one.ctx.tenant.id)
  const fault = file && 'error' in file ? file.error : file && text === '' ? undefined : faultOf(text)
  if (fault || (file && 'error' in file)) return data({ text, error: fault! }, { status: 422 })
  const outcome = file ? await sendWithFile(one, id, text, file) : await send(one, id, text)
  if (!outcome) throw notFound()
  if ('refused' in outcome) return data({ text, error: outcome.refused }, { status: 403 })
  return redirect(`${href.conversation(id)}#m${outcome.written.n}`, 303)
}

function send(one: Correspondent, id: string, text: string, file?: FileKept) {
  const { ctx, writer } = one
  return ctx.sql(async (query) => {
    const found = await ownConversation(one, query, id)
    const { addressee } = await otherOf(one, query, found)
    return writeOn(unitOf(ctx, query), { ability: ctx.ability, writer }, id, { text, readable: addressee, file })
  })
}

/** The bytes first, then the rows; of a message that is refused none is kept. */
function sendWithFile(one: Correspondent, id: string, text: string, { bytes, extension, contentType }: SentFile) {
  const { tenant } = one.ctx
  return keepFile(tenant.id, bytes, { folder: 'messages', extension, contentType }, async (key) => {
    const outcome = await send(one, id, text, { key, contentType, bytes: bytes.byteLength })
    if (!outcome || 'refused' in outcome) await dropFiles(tenant.id, [key])
    return outcome
  })
}

async function saveDraft(one: Correspondent, id: string, text: string) {
  if (text.length > TEXT_LENGTH) return data({ text, error: 'long' as const }, { status: 422 })
  await one.ctx.sql(async (query) => {
    const { seat } = await ownConversation(one, query, id)
    await seats.keepDraft(unitOf(one.ctx, query), { conversationId: id, seat }, text)
  })
  return redirect(`${href.conversation(id)}?fait=draft`, 303)
}

const DO = {
  accept: seats.accept,
  decline: seats.decline,
  block: seats.decline,
  archive: seats.archive,
  unarchive: seats.unarchive,
  mute: seats.mute,
  unmute: seats.unmute,
  leave: seats.leave,
} as const

/** A step that is over by now changes nothing. */
async function takeStep(one: Correspondent, id: string, step: SeatStep) {
  const { ctx, writer } = one
  await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const before = await ownConversation(one, query, id)
    await lockParties(unit, [writer, before.other])
    const found = await ownConversation(one, query, id)
    const { between } = await standing(unit, writer, found.other, found)
    if (!seatSteps(found, between, Boolean(found.other?.personId)).includes(step)) return
    await DO[step](unit, { conversationId: id, seat: found.seat })
    if (step !== 'block' || !writer.personId || !found.other?.personId) return
    await bonds.block(ctx, query, writer.personId, found.other.personId)
    await seats.closeAgainst(unit, writer.personId, found.other.personId)
  })
  const list = step === 'decline' || step === 'block' ? href.messageRequests : href.messages
  const stays = step === 'accept' || step === 'mute' || step === 'unmute' || step === 'unarchive'
  return redirect(`${stays ? href.conversation(id) : list}?fait=${step}`, 303)
}
