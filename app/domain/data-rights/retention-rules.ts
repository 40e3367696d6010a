/**
 * By which instant each table's rows are judged too old. Found by the usual names of columns, so that a new table of a
 * class that ends is swept without anybody thinking of it; a table for which none is found fails a test until it is
 * named here. Pure.
 */
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'
import { ENDING_CLASSES, type EndingClass } from '#app/tenant/retention.ts'

export interface RetentionRule {
  table: string
  kind: EndingClass
  /** Column of the instant, in the table or in its parent. */
  clock: string
  /** The instant is a parent's: through `link`. */
  parent?: { table: string; link: string }
  /** Only rows in one of these states end; the others are work in progress. */
  states?: readonly string[]
  /** A column of the row, or of its parent, that keeps it while it holds anything. */
  spared?: string
}

type Exception = Partial<RetentionRule> | `not: ${string}`

/** What the usual names do not say. */
const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  import_line: { clock: 'createdAt', parent: { table: 'import_run', link: 'runId' } },
  import_piece: { clock: 'createdAt', parent: { table: 'import_run', link: 'runId' } },
  import_decision: { clock: 'createdAt', parent: { table: 'import_run', link: 'runId' } },
  import_run: { clock: 'createdAt', states: ['mapping', 'planned', 'applied', 'undone', 'failed', 'reading'] },
  bulk_row: { clock: 'createdAt', parent: { table: 'bulk_run', link: 'runId' } },
  bulk_run: { clock: 'createdAt', states: ['draft', 'done', 'stopped', 'undone'] },
  print_entry: { clock: 'createdAt', parent: { table: 'print_run', link: 'runId' } },
  print_copy: { clock: 'createdAt', parent: { table: 'print_run', link: 'runId' } },
  transfer_record: { clock: 'createdAt', parent: { table: 'transfer_run', link: 'runId' } },
  erasure_request: { clock: 'requestedAt', states: ['done'] },
  instalment: { clock: 'createdAt', parent: { table: 'instalment_plan', link: 'planId' } },
  sale_line: { clock: 'createdAt', parent: { table: 'sale', link: 'saleId' } },
  ledger_line: { clock: 'createdAt', parent: { table: 'ledger_entry', link: 'entryId' } },
  tax_receipt_claim: { clock: 'issuedAt', parent: { table: 'tax_receipt', link: 'receiptId' } },
  bank_line: { clock: 'createdAt', parent: { table: 'bank_statement', link: 'statementId' } },
  mail_batch: { clock: 'dueAt' },
  notice: { clock: 'expiresAt' },
  // Under an open report nothing ends (N9).
  conversation: { clock: 'lastAt', spared: 'frozenAt' },
  message_file: {
    ...{ clock: 'lastAt', spared: 'frozenAt' },
    parent: { table: 'conversation', link: 'conversationId' },
  },
  conversation_seat: 'not: goes with its conversation',
  message: 'not: goes with its conversation',
  message_report: 'not: goes with its conversation',
  school_thread: { clock: 'lastAt' },
  school_message: 'not: goes with its thread',
  // What goes on does not end by itself.
  mentor_request: { clock: 'updatedAt', states: ['asked', 'declined', 'full', 'withdrawn', 'ended'] },
  offer_change: 'not: goes with its offer',
  // Files go with their rows, before the offer does.
  offer_application: { clock: 'updatedAt', parent: { table: 'offer', link: 'offerId' } },
  offer_relay: 'not: goes with its offer',
  offer_told: 'not: goes with its offer',
  career_profile: { clock: 'at' },
  offer_report: 'not: goes with its offer',
  shown_people: { clock: 'day' },
  piece_counter: 'not: two numbers a year, which say where the numbering stands',
  // Browsers one signed in from are known as long as traces are.
  known_origin: { clock: 'seenAt', kind: 'log' },
}

/** In order: of several, the one by which a row's life is counted. */
const CLOCKS = [
  'updatedAt',
  'at',
  'day',
  'requestedAt',
  'issuedAt',
  'openedAt',
  'receivedAt',
  'closedAt',
  'createdAt',
  'seenAt',
]

function clockOf({ columns, retention }: CatalogueTable): string | undefined {
  const isInstant = (column: string) => /^Date(Time)?$/.test(columns[column] ?? '')
  return (retention === 'session' ? ['expiresAt'] : CLOCKS).find(isInstant)
}

/** @returns the table's rule; a reason where it has none; undefined where nobody said anything */
export function ruleOf(table: CatalogueTable): RetentionRule | string | undefined {
  const exception = EXCEPTIONS[table.table]
  if (typeof exception === 'string') return exception
  const kind = ENDING_CLASSES.find((one) => one === table.retention)
  const clock = exception?.clock ?? clockOf(table)
  return kind && clock ? { table: table.table, kind, clock, ...exception } : undefined
}

/** Tables whose class has an end. */
export const ENDING_TABLES: readonly CatalogueTable[] = CATALOGUE.filter(
  ({ class: kind, retention }) => kind === 'tenant' && (ENDING_CLASSES as string[]).includes(retention),
)

export const RULES: readonly RetentionRule[] = ENDING_TABLES.map(ruleOf).filter(
  (rule): rule is RetentionRule => typeof rule === 'object',
)
