/** What the demo's people answered when they were asked, each on their own page. */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { CONSENTS, type Consent } from '#app/vocabulary/consents.ts'
import type { AddedPerson } from './add-people.ts'

const ANSWERS: BulkTable = {
  name: 'consent_event',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', personId: 'uuid', consent: 'text', given: 'boolean', from: 'text' },
    at: 'timestamptz',
  },
  key: ['tenantId', 'id'],
}

type Answering = Record<Consent, boolean> & { id: string }

/** The cast have answered everything; of the others, whoever has another answer than the association's own. */
export async function addAnswers(
  query: Query,
  { id: tenantId, config }: Scope,
  cast: readonly AddedPerson[],
  now: Date,
): Promise<void> {
  const asked = CONSENTS.filter((consent) => config.consents[consent].asked)
  const people = await query<Answering>(sql`SELECT "id", "consentSchool" AS "school",
      "consentRecruiters" AS "recruiters", "consentFederation" AS "federation"
    FROM "person" WHERE "tenantId" = ${tenantId} ORDER BY "id"`)
  const answering = new Set(cast.map(({ id }) => id))
  const rows = people.flatMap((person) =>
    asked
      .filter((consent) => answering.has(person.id) || person[consent] !== config.consents[consent].default)
      .map((consent) => ({
        ...{ tenantId, id: uuidv7(now.getTime()), personId: person.id, consent, given: person[consent] },
        ...{ from: 'person', at: now },
      })),
  )
  if (rows.length > 0) await query(insertRows(ANSWERS, rows))
}
