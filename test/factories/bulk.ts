/** A world of people on whom the staff act together, and the worker's steps one by one. */
import { expect } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { applyRun } from '#app/features/staff/bulk/apply-run.server.ts'
import { undoRun } from '#app/features/staff/bulk/undo-run.server.ts'
import { request, type Sent } from '../setup/site.ts'
import { type Seat, staffSeat } from './seats.ts'
import { addPeople, apply, inside } from './world.ts'

export const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`

/** Of the present database. */
export const staff = {} as { manager: Seat; admin: Seat }
let year = 1960

export async function openBulkWorld(): Promise<void> {
  await apply(SLUG)
  staff.manager = await staffSeat(SLUG, 'manager')
  staff.admin = await staffSeat(SLUG, 'admin')
}

export const get = (path: string, seat = staff.manager) => request(HOST, path, { cookie: seat.cookie })
export const page = async (path: string, seat = staff.manager) => (await get(path, seat)).text()
export const post = (path: string, form: Sent['form'], seat = staff.manager) =>
  request(HOST, path, { form, cookie: seat.cookie })

/** Some people of a year of their own. */
export async function crowd(count: number, values: Record<string, unknown> = {}) {
  year++
  const people = await addPeople(
    SLUG,
    Array.from({ length: count }, (_, i) => ({
      values: {
        firstName: 'Foule',
        lastName: `Nom${year}${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}`,
        promotion: year,
        primaryEmail: `p${year}.${i}@courriel.example`,
        ...values,
      },
    })),
  )
  return { people, promo: String(year) }
}

/** Chooses by the list's form, says what, confirms. @returns the action's address */
export async function begun(
  selection: Record<string, string | string[]>,
  what: Record<string, string>,
  seat = staff.manager,
) {
  const chosen = await post('/admin/actions', selection, seat)
  expect(chosen.status).toBe(303)
  const address = chosen.headers.get('location')!
  const prepared = await post(address, what, seat)
  expect(prepared.headers.get('location')).toBe(`${address}/confirmation`)
  expect((await post(`${address}/confirmation`, {}, seat)).headers.get('location')).toBe(address)
  return address
}

export const idOf = (address: string) => address.split('/').at(-1)!

export async function work(address: string, options: { batch?: number; signal?: AbortSignal; now?: Date } = {}) {
  const tenant = (await tenantOfSlug(SLUG))!
  await applyRun({ tenant, runId: idOf(address), now: new Date(), ...options })
}

export async function workBack(address: string, options: { batch?: number; signal?: AbortSignal } = {}) {
  expect((await post(`${address}/annuler`, {})).status).toBe(303)
  const tenant = (await tenantOfSlug(SLUG))!
  await undoRun({ tenant, runId: idOf(address), now: new Date(), ...options })
}

export const rows = <T extends object>(statement: ReturnType<typeof sql>) =>
  inside(SLUG, (query) => query<T>(statement))
export const idsOf = (people: { id: string }[]) => people.map(({ id }) => id)

export async function periods(people: { id: string }[]) {
  return rows<{ personId: string; endsAt: Date | null; startsAt: Date; withdrawnAt: Date | null }>(
    sql`SELECT * FROM "membership_period" WHERE "personId" = ANY(${idsOf(people)}::uuid[])
      ORDER BY "personId", "startsAt"`,
  )
}

export const states = async (address: string) =>
  Object.fromEntries(
    (
      await rows<{ key: string; n: number }>(
        sql`SELECT concat_ws(' ', "state", "reason") AS "key", count(*)::int AS n FROM "bulk_row"
          WHERE "runId" = ${idOf(address)} GROUP BY 1`,
      )
    ).map(({ key, n }) => [key, n]),
  )

export const DUES = { action: 'dues', tier: '', from: '2026-01-01', until: '2027-01-01' }

/** A worker that is gone after its first batch. */
export async function oneBatch(address: string) {
  const stopping = new AbortController()
  const counted = { aborted: 0 }
  const signal = new Proxy(stopping.signal, {
    get: (target, key) =>
      key === 'throwIfAborted'
        ? () => {
            if (counted.aborted++ > 0) throw new Error('the worker stops')
          }
        : Reflect.get(target, key),
  })
  await expect(work(address, { batch: 2, signal })).rejects.toThrow('the worker stops')
}
