/**
 * What long jobs that can be taken back have in common: imports, bulk actions, merges of two records. Each keeps a
 * table of its own, since what a step has done differs; how a run goes on and may be undone is said here.
 */
import type pg from 'pg'

/** Days within which a run may be undone. */
export const UNDO_DAYS = 30

const DAY = 86_400_000

/** @returns the last instant at which what began at `at` may be undone */
export const undoUntil = (at: Date): Date => new Date(at.getTime() + UNDO_DAYS * DAY)

/** @returns true where what began at `at` may still be undone; never where it has not begun */
export const withinUndo = (at: Date | null, now: Date): boolean => at !== null && now < undoUntil(at)

/** Queues the work on a run in the transaction that asks for it, so that no crash leaves a run that nobody works on. */
export type QueueRun = (client: pg.PoolClient) => Promise<void>

/**
 * Carries a run on from wherever it stands, batch by batch. Each is a transaction of its own that also says how far the
 * run is: whoever follows a killed worker goes on there.
 * @param batch does one; true where nothing was left to do
 * @throws whatever `signal` was aborted with, between two batches
 */
export async function untilDone(signal: AbortSignal | undefined, batch: () => Promise<boolean>): Promise<void> {
  for (let isDone = false; !isDone; ) {
    signal?.throwIfAborted()
    isDone = await batch()
  }
}
