/**
 * Processor time of this process and of the PostgreSQL it talks to: on a machine that others use, the steadier measure.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'

/** Seconds, user and system together. */
export interface Processor {
  node: number
  /** NaN where processes cannot be read (no /proc). */
  postgres: number
}

/** Ticks of the clock that /proc counts in, per second; 100 on every Linux that Node runs on. */
const TICKS = 100

/** The fields of /proc/<pid>/stat after the name, which may hold anything: state first. */
function statOf(pid: number | string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const PARENT = 1
const TIMES = { own: [11, 12], ofEndedChildren: [13, 14] }
const sum = (fields: string[], which: number[]): number => which.reduce((all, i) => all + Number(fields[i]), 0)

function postgresSeconds(backend: number): number {
  try {
    const server = statOf(backend)[PARENT]!
    let ticks = sum(statOf(server), [...TIMES.own, ...TIMES.ofEndedChildren])
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const fields = liveStat(pid)
      if (fields?.[PARENT] === server) ticks += sum(fields, TIMES.own)
    }
    return ticks / TICKS
  } catch {
    return Number.NaN
  }
}

/** Processes come and go while they are listed. */
function liveStat(pid: string): string[] | undefined {
  try {
    return statOf(pid)
  } catch {
    return undefined
  }
}

/** @returns what has been used since `since`, or since the processes began */
export async function processorUsed(since: Processor = { node: 0, postgres: 0 }): Promise<Processor> {
  const [row] = await outsideTenants((query) => query<{ pid: number }>(sql`SELECT pg_backend_pid() AS "pid"`))
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1e6 - since.node, postgres: postgresSeconds(row!.pid) - since.postgres }
}
