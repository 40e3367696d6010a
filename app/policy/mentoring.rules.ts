/**
 * Who offers to be a mentor, who asks one, and what each of the two may do (C23, decision 064). Pure. To who asked, a
 * request that was kept away looks like one without answer.
 */
import { may } from './ability.ts'
import type { MentoringState, MentoringStep } from './mentoring-steps.ts'
import type { Ability } from './types.ts'

/** A request, as far as rules ask about it. */
export interface RuledRequest {
  /** Who asks. */
  personId: string
  /** Who is asked. */
  otherId: string
  state: MentoringState
  /** False: who is asked keeps the other away, and never learns of it. */
  reached: boolean
  /** Words of thanks that the mentor alone reads. */
  thanks: string | null
}

/** @returns true where the viewer may offer help and ask for it: people whose role lets them write to others */
export function takesPartInMentoring(ability: Ability): boolean {
  return ability.viewer.personId !== undefined && may(ability, 'write-to')
}

/** @returns the side of the request that the viewer is; undefined where it does not exist for them */
export function sideOf({ viewer }: Ability, request: RuledRequest): 'asks' | 'mentors' | undefined {
  const { personId, apartIds = [] } = viewer
  if (personId === undefined) return undefined
  const isMine = request.personId === personId
  if (apartIds.includes(isMine ? request.otherId : request.personId)) return undefined
  if (isMine) return 'asks'
  if (request.otherId !== personId || !request.reached || request.state === 'withdrawn') return undefined
  return 'mentors'
}

/**
 * Lists what the viewer may do about a request now. The role opens accepting alone: answering with a no, taking back
 * and ending stay open whatever became of the viewer's dues.
 */
export function stepsOfRequest(ability: Ability, request: RuledRequest): MentoringStep[] {
  const side = sideOf(ability, request)
  const { state } = request
  if (side === 'mentors' && state === 'asked')
    return [...(takesPartInMentoring(ability) ? (['accept'] as const) : []), 'decline']
  if (side && state === 'accepted') return ['end']
  if (side === 'asks' && state === 'asked') return ['withdraw']
  return side === 'asks' && state === 'ended' && request.thanks === null ? ['thank'] : []
}

/** What a mentor offers, as somebody who looks for one finds it. */
export interface Openness {
  places: number
  taken: number
  paused: boolean
  /** Requests wait while every place is taken. */
  queues: boolean
}

/** @returns how it stands with the mentor's places: one may ask where it is `open` or `queue` */
export function opennessOf({ places, taken, paused, queues }: Openness): 'open' | 'queue' | 'full' | 'paused' {
  if (paused) return 'paused'
  if (taken < places) return 'open'
  return queues ? 'queue' : 'full'
}
