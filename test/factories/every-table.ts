/**
 * A row in every table of an association about one subject, worked out from the catalogue: a new table is filled
 * without anybody thinking of it.
 */
import pg from 'pg'
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { canaryValues } from './canary.ts'

type Row = Record<string, unknown>

/** Somebody of the base, or a company with one account. */
export interface Subject {
  accountId: string
  personId?: string
  organisationId?: string
}

export interface Filling {
  subject: Subject
  /** Somebody they know, and somebody whom that one knows. */
  other: string
  third: string
  /** Stands in every text of theirs. */
  word: string
  /** Rows of two fillings differ: pieces of accounting are of different years, 1990 and as many. */
  place: number
  /** Every instant of theirs; a day of this autumn otherwise. */
  at?: Date
}

export interface ForeignKey {
  table: string
  columns: string[]
  target: string
  targetColumns: string[]
}

const FOREIGN_KEYS = `SELECT t.relname::text AS "table", f.relname::text AS target,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(o.conkey) WITH ORDINALITY AS k(num, n)
      JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.num) AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(o.confkey) WITH ORDINALITY AS k(num, n)
      JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.num) AS "targetColumns"
  FROM pg_constraint o JOIN pg_class t ON t.oid = o.conrelid JOIN pg_class f ON f.oid = o.confrelid
  WHERE o.contype = 'f' AND t.relnamespace = 'public'::regnamespace`

export async function foreignKeys(client: pg.Client): Promise<ForeignKey[]> {
  return (await client.query<ForeignKey>(FOREIGN_KEYS)).rows
}

/** Works as the owner of the tables, within one association. */
export async function asOwner<T>(url: string, tenantId: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenantId])
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Tables of associations, what others refer to first. */
function inOrder(keys: readonly ForeignKey[]): CatalogueTable[] {
  // A piece has the number its counter stands at.
  const first = (one: CatalogueTable) => Number(one.table !== 'piece_counter')
  const waiting = CATALOGUE.filter((one) => one.class === 'tenant').sort((a, b) => first(a) - first(b))
  const sorted: CatalogueTable[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ table }) =>
      keys.every(
        (key) => key.table !== table || !waiting.some((one) => one.table === key.target && key.target !== table),
      ),
    )
    sorted.push(...waiting.splice(next, 1))
  }
  return sorted
}

/**
 * Written with people and accounts themselves, or with the erasure: whether they are there is looked up, not believed.
 */
export const WRITTEN_WITH_PEOPLE = [
  ...['person', 'account', 'shared_entry', 'shared_token', 'shared_deletion', 'search_token', 'token_deletion'],
]

const OTHERS = ['otherId', 'friendId', 'goneId']
/** Ids of rows that no foreign key ties: pieces of accounting outlive what they speak of. */
const LOOSE: Readonly<Record<string, string>> = {
  receiptId: 'tax_receipt',
  saleId: 'sale',
  paymentId: 'payment',
  mailId: 'mail',
}

/** What the database's own rules ask for. */
function special({ word, place, other, subject }: Filling): Readonly<Record<string, Row>> {
  const year = 1990 + place
  const mark = subject.personId ? word : 'x'
  const names = [`${mark}lastname`, `${mark}firstname`]
  return {
    tenant_version: { number: 100 + place },
    piece_counter: { series: 'invoice', year, last: 1 },
    invoice: { kind: 'invoice', year, number: 1 },
    ledger_entry: { year, number: 1, day: `${year}-10-01` },
    ledger_line: { debitCents: 1, creditCents: 0 },
    ledger_closing: { month: `${year - 50}-01` },
    tax_receipt: { year, number: 1 },
    // Lines of the school's files are known by the whole name, words of the trail too.
    import_line: { cells: JSON.stringify(names) },
    import_piece: { bytes: Buffer.from(names.join()) },
    import_decision: { body: JSON.stringify({ values: { lastName: names[0] } }) },
    audit_event: {
      action: 'person.changed',
      detail: JSON.stringify({ reason: `Appel de ${names[1]} ${names[0]}`, other: subject.personId ?? other }),
    },
    // Open, so without a decision; its reason is a word of a closed list.
    message_report: { reason: 'abuse', decision: null, because: null },
    erasure_request: { state: 'asked', fileKeys: [] },
    // Theirs by the address that the visitor gave.
    contact_message: subject.personId ? { email: canaryValues(word).primaryEmail } : {},
  }
}

/** Whether the row of a table is the subject's own, with words of theirs in it. */
function isTheirs({ table, gdpr, retention, columns }: CatalogueTable, { personId }: Subject): boolean {
  if (gdpr !== 'personal' && retention !== 'accounting') return false
  if (['mail_batch', 'stripe_movement', 'movement_class'].includes(table)) return false
  const byOrganisation = 'organisationId' in columns || table === 'organisation'
  if (personId) return !byOrganisation || 'personId' in columns
  return byOrganisation || ('accountId' in columns && columns.personId !== 'Uuid' && !('keptId' in columns))
}

function plain(type: string, text: string, at = new Date('2026-10-01T00:00:00Z')): unknown {
  if (type === 'Uuid[]') return [uuidv7()]
  if (/^Int\[\]$/.test(type)) return [1]
  if (/^Date(Time)?\??$/.test(type)) return at
  if (/^(Int|BigInt|Float)/.test(type)) return 1
  if (type.startsWith('Boolean')) return true
  if (type.startsWith('Bytes')) return Buffer.from(text)
  if (type.startsWith('Json')) return JSON.stringify({ words: text })
  return type.endsWith('[]') ? [text] : text
}

function idOf(column: string, type: string, filling: Filling): unknown {
  const { subject, other, third } = filling
  const person = subject.personId ?? third
  if (OTHERS.includes(column)) return other
  if (column === 'personId' || column === 'keptId') return type.endsWith('?') ? (subject.personId ?? null) : person
  if (column === 'organisationId') return subject.organisationId ?? null
  if (column === 'accountId') return subject.accountId
  if (column === 'subjectId') return subject.personId ?? subject.organisationId
  if (column === 'openerId') return subject.organisationId ?? subject.accountId
  return type.endsWith('?') ? null : uuidv7()
}

/** A value for every column: keys that are there for foreign keys, the subject's ids, words of theirs. */
function rowFor(
  table: CatalogueTable,
  tenantId: string,
  filling: Filling,
  keys: readonly ForeignKey[],
  made: Map<string, Row>,
): Row {
  const mark = isTheirs(table, filling.subject) ? filling.word : 'x'
  const row: Row = {}
  for (const [column, type] of Object.entries(table.columns)) {
    if (column === 'tenantId') row[column] = tenantId
    else if (type === 'Uuid' && LOOSE[column]) row[column] = made.get(LOOSE[column])?.id ?? uuidv7()
    else if (/^Uuid\??$/.test(type)) row[column] = idOf(column, type, filling)
    else if (['key', 'fileKey', 'logoKey'].includes(column)) row[column] = `${mark}/${uuidv7()}.bin`
    else row[column] = plain(type, `${mark}.${table.table}.${column}.${filling.place}`, filling.at)
  }
  for (const { table: from, columns, target, targetColumns } of keys) {
    const there = from === table.table && !['person', 'account'].includes(target) ? made.get(target) : undefined
    if (there) for (const [i, column] of columns.entries()) row[column] = there[targetColumns[i]!]
  }
  return { ...row, ...special(filling)[table.table] }
}

/** Writes one row. @throws Error that names the table */
async function insert(client: pg.Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  const text = `INSERT INTO "${table}" (${columns.map((one) => `"${one}"`).join()}) VALUES (${columns.map((_, at) => `$${at + 1}`).join()})`
  await client.query(text, Object.values(row)).catch((error: Error) => {
    throw new Error(`${table}: ${error.message}`)
  })
}

/**
 * Fills every table of an association, in one transaction.
 * @returns the row that was written, by table; without those of WRITTEN_WITH_PEOPLE
 * @throws Error naming the table whose rules refuse the row: say in `special` what they ask for
 */
export async function fillEveryTable(url: string, tenantId: string, filling: Filling): Promise<Map<string, Row>> {
  return asOwner(url, tenantId, async (client) => {
    const keys = await foreignKeys(client)
    const { organisationId } = filling.subject
    const made = new Map<string, Row>(organisationId ? [['organisation', { tenantId, id: organisationId }]] : [])
    await client.query('BEGIN')
    for (const table of inOrder(keys)) {
      if (WRITTEN_WITH_PEOPLE.includes(table.table) || made.has(table.table)) continue
      const row = rowFor(table, tenantId, filling, keys, made)
      made.set(table.table, row)
      await insert(client, table.table, row)
      if (table.table === 'piece_counter')
        for (const series of ['tax-receipt', 'ledger']) await insert(client, table.table, { ...row, series })
      // An entry balances as its transaction ends.
      if (table.table === 'ledger_line')
        await insert(client, table.table, { ...row, position: 2, debitCents: 0, creditCents: 1 })
    }
    await client.query('COMMIT')
    return made
  })
}

/** @returns `table.column` wherever a word stands in the association's tables, written or as bytes */
export function columnsWith(url: string, tenantId: string, words: readonly string[]): Promise<string[]> {
  const patterns = words.flatMap((word) => [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`])
  return asOwner(url, tenantId, async (client) => {
    const found: string[] = []
    for (const { table, columns } of CATALOGUE)
      for (const column of Object.keys(columns)) {
        const { rowCount } = await client.query(
          `SELECT 1 FROM "${table}" WHERE "${column}"::text ILIKE ANY($1) LIMIT 1`,
          [patterns],
        )
        if (rowCount) found.push(`${table}.${column}`)
      }
    return found
  })
}
