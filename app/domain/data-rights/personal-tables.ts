/**
 * Which rows of which table are somebody's. Worked out from the catalogue (prisma/schema), so that a new table with a
 * person or an account is in the copy, and goes with an erasure, without anybody thinking of it; what differs is said
 * here with its reason.
 */
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'

export type OwnerKind = 'person' | 'account' | 'organisation'

/** A column that names whose row it is. */
export interface OwnerColumn {
  kind: OwnerKind
  column: string
}

const OWNER_COLUMNS: Readonly<Record<string, OwnerKind>> = {
  personId: 'person',
  organisationId: 'organisation',
  accountId: 'account',
}

/** Columns of other names that name people or accounts: who owns the row, or why nobody does by them. */
export const OTHER_COLUMNS: Readonly<Record<string, OwnerKind | `not: ${string}`>> = {
  'person.id': 'person',
  'sale.planId': 'not: the sale and the plan each say whose they are',
  'instalment.planId': 'not: read with the plan it belongs to',
  'account.id': 'account',
  'organisation.id': 'organisation',
  'shared_entry.id': 'person',
  'shared_token.entryId': 'person',
  'person_merge.keptId': 'person',
  'person_merge.goneId': 'not: the record that is gone; its rows are the kept person’s now',
  'audit_event.subjectId': 'not: read by its own rule (traces.server.ts)',
  'profile_opening.openerId': 'not: read by its own rule (traces.server.ts)',
  'career_opening.readerId': 'not: the organisation, which stands beside it, or the association',
  'shown_people.readerId': 'not: goes by its own rule (erase-mentions.server.ts)',
  'notice.placeId': 'not: a group, or the association',
  'notice.subjectId': 'not: whom it is about is theirs; whose notice it is says the account',
  'family_tie.otherId': 'not: what the other person said',
  'friendship.friendId': 'not: the row of the other direction is the friend’s',
  'friend_request.otherId': 'not: the request of the other person',
  'person_block.otherId': 'not: never told to the other person',
  'dismissed_suggestion.otherId': 'not: never told to the other person',
  'mentor_request.otherId': 'not: the request of the other person, in their words',
  'person_distinct.otherId': 'not: a note of the staff on two records',
  'person_report.decidedBy': 'not: somebody of the staff',
  'message_report.decidedBy': 'not: somebody of the staff',
  'mail.letterId': 'not: the letter of the association that the mail carries',
  'carnet_notice.authorId': 'person',
  'cohort_mail.reachedId': 'not: where the sending stands, in the order of ids',
  'group_mail.reachedId': 'not: where the sending stands, in the order of ids',
  'print_run.reachedId': 'not: where the closing of the list stands, in the order of ids',
  'transfer_run.reachedId': 'not: where the gathering stands, in the order of ids',
  'bulk_run.undoneBy': 'not: somebody of the staff',
  'access_request.decidedBy': 'not: somebody of the staff',
  'account.mergedIntoId': 'not: the account that took this one over',
}

/** Tables of personal data that a copy leaves out as such, and why. */
export const NOT_COPIED: Readonly<Record<string, string>> = {
  search_token: 'words of the values that are in the copy, cut small for the search',
  token_deletion: 'words of everybody’s values less a letter, for typing errors; belongs to nobody',
  shared_deletion: 'the same for the federation’s base',
  shared_token: 'words of the shared entry, which is in the copy',
  import_line: 'lines of the school’s file as they stood; what was understood of them is in the copy (import_decision)',
  import_piece: 'a workbook whose import is not confirmed yet: what it says of anybody is not understood before',
  audit_event: 'in the copy as “who read or changed my data”, without naming staff (traces.server.ts)',
  profile_opening: 'in the copy as “who opened my profile” (traces.server.ts)',
  shown_people: 'numbers that name nobody, of whom lists showed to an account; they end after three days',
  person_distinct: 'a note on two records, one of them somebody else’s',
  person_report: 'in the copy without who reported and in which words (traces.server.ts)',
  message_report: 'who reported a message and why is the staff’s; what was written is in the copy (message)',
  bank_line: 'lines of the association’s bank statements: whose a line is, the payment it is matched with says',
  offer_told: 'which offers were told already: the mails that told them are in the copy',
  career_told: 'which profiles were told already: the mails that told them are in the copy',
  mail_batch: 'letters on their way, sealed, for as long as it takes to hand them over',
  contact_message: 'written by the contact form under an address that nobody has proven: given on request, by hand',
  form_post: 'keyed hashes of forms that were sent, kept so that none is carried out twice',
  login_attempt: 'keyed hashes from which nobody can be found',
  passkey_challenge: 'random questions that live for minutes',
  known_origin: 'keyed hashes of browsers and networks',
  erased_identity: 'keyed hashes of people who are gone',
}

/** Columns that stay out of copies wherever they stand: they open something, or only mean something inside. */
export const NEVER_COPIED: readonly string[] = [
  ...[
    'tenantId',
    'passwordHash',
    'sealed',
    'key',
    'fileKey',
    'fileKeys',
    'logoKey',
    'providerId',
    'publicKey',
    'counter',
  ],
  ...['sessionId', 'lastStep', 'sortName', 'siteChoices', 'printChoices', 'secret', 'token', 'hash', 'goneHandle'],
  // What was written is in the tables it was written to.
  ...['import_decision.body', 'bulk_row.trace'],
  // A code of choices, as siteChoices; where the bytes of a file end.
  ...['print_entry.choices', 'print_copy.ending'],
  // How many people a copy leaves out would say that somebody keeps its receiver away.
  'print_copy.without',
  // Who refuses or blocks somebody is silent: only a yes is told (copy-rows).
  ...['friend_request.answer', 'friend_request.answeredAt', 'message.withheld', 'mentor_request.reached'],
  // The text again, for the search; numbers that say where the reading stands.
  ...['folded', 'conversation_seat.seat', 'message.seat'],
]

/** Columns with the other person of a tie: told by their handle, as the person knows them. */
export const COMPANIONS = ['otherId', 'friendId'] as const

/** Tables whose rows are somebody's by the row of another table that they belong to. */
export const THROUGH: Readonly<Record<string, { parent: string; link: string }>> = {
  payment: { parent: 'sale', link: 'saleId' },
  sale_line: { parent: 'sale', link: 'saleId' },
  instalment: { parent: 'instalment_plan', link: 'planId' },
  school_message: { parent: 'school_thread', link: 'threadId' },
}

/** @returns how rows of the table name their owner; the closest owner first. */
export function ownersOf({ table, columns }: CatalogueTable): OwnerColumn[] {
  const named = Object.keys(columns).flatMap((column): OwnerColumn[] => {
    const kind = OTHER_COLUMNS[`${table}.${column}`]
    return kind === 'person' || kind === 'account' || kind === 'organisation' ? [{ kind, column }] : []
  })
  const usual = Object.entries(OWNER_COLUMNS).flatMap(([column, kind]) => (column in columns ? [{ column, kind }] : []))
  return [...named, ...usual]
}

/** Tables that hold anything about people. */
export const PERSONAL: readonly CatalogueTable[] = CATALOGUE.filter(
  ({ class: kind, gdpr }) => kind === 'tenant' && gdpr !== 'none',
)

/**
 * The owners by whom a copy finds rows: the person or organisation where the table knows one, since the account beside
 * it is then whoever wrote the row; the account alone elsewhere.
 */
export function copiedBy(table: CatalogueTable): OwnerColumn[] {
  if (table.table in NOT_COPIED || table.gdpr === 'staff') return []
  const owners = ownersOf(table)
  // Mails, links and pieces may be to the account alone.
  const optional = owners.every(({ column }) => table.columns[column]?.endsWith('?'))
  const close = owners.filter(({ kind }) => kind !== 'account')
  return optional || close.length === 0 ? owners : close
}

/** @returns the columns of a copied row that say something to its owner: no ids, no secrets. */
export function toldColumns({ table, columns }: CatalogueTable): string[] {
  const isTold = (column: string) => !NEVER_COPIED.some((never) => never === column || never === `${table}.${column}`)
  return Object.entries(columns).flatMap(([column, type]) =>
    column !== 'id' && !type.startsWith('Uuid') && isTold(column) ? [column] : [],
  )
}
