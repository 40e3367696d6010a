/**
 * Links of an invitation, which answer without signing in (B7): they carry who, which event and which answer under a
 * seal of ours, and only a button on their page does anything.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import { isUuid } from '#app/db/uuid.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

/** French words of addresses: I come, I do not come. */
export const INVITATION_ANSWERS = ['oui', 'non'] as const
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number]

/** An answer of somebody to one event. */
export interface AnswerLink {
  answer: InvitationAnswer
  personId: string
}

interface Place {
  tenantId: string
  eventId: string
}

const sealOf = ({ tenantId, eventId }: Place, { answer, personId }: AnswerLink): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`invitation\n${tenantId}\n${eventId}\n${personId}\n${answer}`)
    .digest()
    .subarray(0, 16)

/** @returns `/evenements/<event>/reponse/<answer>.<person>.<seal>` */
export function answerPath(place: Place, slug: string, link: AnswerLink): string {
  const token = [link.answer, link.personId, sealOf(place, link).toString('base64url')].join('.')
  return href.eventAnswer(slug, token)
}

/** @returns who answers what; undefined where the seal is not ours, or of another event or association */
export function readAnswerLink(place: Place, token: string): AnswerLink | undefined {
  const [answer, personId = '', seal = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isOneOf(INVITATION_ANSWERS, answer) || !isUuid(personId)) return undefined
  const link = { answer, personId }
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(place, link)]
  return given.length === own.length && timingSafeEqual(given, own) ? link : undefined
}
