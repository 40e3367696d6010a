/**
 * Links of an invitation, which answer without signing in (B7): they carry who and which event under a seal of ours,
 * and only a button on their page does anything.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import { isUuid } from '#app/db/uuid.ts'

/** I come, I do not come: the button that was pressed, or the link of the mail that leads to it. */
export const INVITATION_ANSWERS = ['yes', 'no'] as const
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number]

/** Somebody invited to one event. */
export interface Invitee {
  eventId: string
  personId: string
}

const sealOf = (tenantId: string, { eventId, personId }: Invitee): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`invitation\n${tenantId}\n${eventId}\n${personId}`)
    .digest()
    .subarray(0, 16)

/** @returns `/invitation/<event>.<person>.<seal>?answer=<answer>` */
export function answerPath(tenantId: string, invitee: Invitee, answer: InvitationAnswer): string {
  const seal = sealOf(tenantId, invitee).toString('base64url')
  return `${href.invitation([invitee.eventId, invitee.personId, seal].join('.'))}?answer=${answer}`
}

/** @returns who is invited to what; undefined where the seal is not ours, or of another association */
export function readAnswerLink(tenantId: string, token: string): Invitee | undefined {
  const [eventId = '', personId = '', seal = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isUuid(eventId) || !isUuid(personId)) return undefined
  const invitee = { eventId, personId }
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(tenantId, invitee)]
  return given.length === own.length && timingSafeEqual(given, own) ? invitee : undefined
}
