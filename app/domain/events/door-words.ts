/** What a door says, and what a device without a network needs to say it (B11). Pure; also runs in browsers. */
import { plainCode } from '#app/context/spoken-codes.ts'

/**
 * `in`: now · `already`: before, since when · `withdrawn`: took it back · `transferred`: somebody else comes with it ·
 * `unpaid`: held, and not paid yet · `waiting`: no seat yet ·
 * `cancelled`: the event does not take place · `otherDay`: not today · `unknown`: nobody of this event
 */
export const DOOR_WORDS = [
  ...(['in', 'already', 'withdrawn', 'transferred', 'unpaid', 'waiting', 'cancelled', 'otherDay', 'unknown'] as const),
] as const
export type DoorWord = (typeof DOOR_WORDS)[number]

/** Answers to codes, each under a hash of its code. */
export type DoorLines = Record<string, { word: DoorWord; seats: number; at: string | null }>

/** Signs of a hash that are kept: enough that no two codes of an event share them. */
export const KEY_LENGTH = 22

/** @returns the text whose SHA-256 names a code in the list: the same code of another event has another */
export const hashed = (eventId: string, typed: string): string => `${eventId} ${plainCode(typed)}`
