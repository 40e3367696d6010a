/**
 * One value of a field that the association keeps, for many people; a value somebody changed since stays at the undo.
 */
import { isDeepStrictEqual } from 'node:util'
import { name, sql } from '#app/db/sql.ts'
import { auditMany } from '#app/domain/audit/audit.server.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { PersonSource, Writer } from '#app/domain/people/person-source.ts'
import { project } from '#app/domain/people/projection.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { type BulkField, whyNotBulk } from '#app/policy/bulk.rules.ts'
import type { BulkKind, Reason, Work } from './bulk-kinds.ts'

export interface ValueParams {
  field: BulkField
  /** Null empties it. */
  value: string | boolean | null
}

interface Fact {
  value: unknown
  hasEmail: boolean
}

interface Trace {
  before: unknown
  /** Who had written it: it is theirs again after an undo. */
  from: Writer
}

const WRITERS = ['school', 'system', 'staff', 'person'] as const satisfies readonly Writer[]

const writerOf = (source: PersonSource, field: BulkField): Writer =>
  (source.provenance[field] ?? source.provenance['*'])?.from ?? 'system'

const isOurs = (source: PersonSource, { field, value }: ValueParams, { runId }: Work) =>
  source.provenance[field]?.run === runId && isDeepStrictEqual(project(source)[field] ?? null, value)

export const valueKind: BulkKind<ValueParams, Fact, Trace> = {
  fact: ({ tenant }, { field }) => sql`jsonb_build_object('value', p.${name(field)}, 'hasEmail', EXISTS (SELECT 1
    FROM "person_email" e WHERE e."tenantId" = ${tenant.id} AND e."personId" = p."id"))`,

  why({ fact, ...person }, { field, value }, { viewer }) {
    const refused = whyNotBulk(viewer, 'value', person, field)
    if (refused) return refused
    if (field !== 'invalidEmail') return fact.value === value ? 'same' : undefined
    return !fact.hasEmail ? 'noAddress' : (fact.value ?? false) === value ? 'same' : undefined
  },

  async apply(query, work, { field, value }, some) {
    const { tenant, now, viewer, runId } = work
    const before = new Map(some.map(({ id, fact }) => [id, fact.value]))
    const traces = new Map<string, Trace>()
    const trace = { from: 'staff' as const, now, runId, ...(viewer.accountId ? { accountId: viewer.accountId } : {}) }
    await editPeople({ query, tenant }, [...before.keys()], trace, (source) => {
      traces.set(source.id, { before: before.get(source.id), from: writerOf(source, field) })
      applyValues(source, { [field]: value }, sealFor(tenant.id, source.id))
    })
    await auditMany(
      query,
      work,
      'person.changed',
      [...traces.keys()].map((subjectId) => ({ subjectId, detail: { fields: [field] } })),
    )
    return [...traces].map(([id, trace]) => ({ id, trace }))
  },

  async undo(query, work, params, some) {
    const { tenant, now, viewer, runId } = work
    const kept = new Map<string, Reason>()
    // One pass per former writer, so that a value is again marked as theirs.
    for (const from of WRITERS) {
      const theirs = new Map(some.filter(({ trace }) => trace.from === from).map(({ id, trace }) => [id, trace]))
      const source = `undo:${runId}`
      const trace = { from, now, source, ...(viewer.accountId ? { accountId: viewer.accountId } : {}) }
      await editPeople({ query, tenant }, [...theirs.keys()], trace, (person) => {
        if (!isOurs(person, params, work)) kept.set(person.id, 'changed')
        else applyValues(person, { [params.field]: theirs.get(person.id)!.before }, sealFor(tenant.id, person.id))
      })
    }
    return kept
  },
}
