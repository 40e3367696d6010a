/**
 * Which tasks open which page of the administration, by its address: what a link asks before it is drawn. The gate asks
 * again when the page is opened (`needs` of its loader); a test holds the two together.
 */
import * as href from '#app/addresses.ts'
import type { Action } from '#app/vocabulary/actions.ts'

const BOOKS: readonly Action[] = ['keep-books']

/** `*` stands for any one part. A page that is not named is open to every task of the staff. */
const PAGES: readonly (readonly [string, readonly Action[]])[] = [
  [href.staffFind, ['people', 'accounts', 'keep-books', 'organisations']],
  [href.members, ['people', 'accounts', 'bulk', 'keep-books']],
  [href.memberNew, ['people']],
  [href.member('*'), ['people', 'accounts', 'keep-books']],
  [href.memberAccount('*'), ['accounts']],
  [href.memberDues('*'), ['people', 'keep-books']],
  [href.memberHistory('*'), ['people']],
  [href.duplicates, ['people']],
  [href.lostDesk, ['people']],
  [href.compareDuplicates, ['people']],
  [href.bulkRuns, ['bulk']],
  [href.bulkRun('*'), ['bulk']],
  [href.bulkConfirm('*'), ['bulk']],
  [href.bulkUndo('*'), ['bulk']],
  [href.team, ['team', 'roles']],
  [href.invitations, ['accounts']],
  [href.requestQueue, ['requests']],
  [href.requestPaper('*'), ['requests']],
  [href.seeAs, ['see-as']],
  [href.reports, ['moderation']],
  [href.reportsOf('*'), ['moderation']],
  ...[href.messageReports, href.messageReport('*'), href.reviewedThings].map((page) => [page, ['moderation']] as const),
  [href.groupsDesk, ['groups']],
  [href.groupNew, ['groups']],
  ...[href.contents, href.newsNew, href.newsDesk('*'), href.contactDesk, href.pagesDesk, href.documentsDesk].map(
    (page) => [page, ['content']] as const,
  ),
  ...[href.carnetDesk, href.pageNew, href.pageDesk('*'), href.pageVersions('*')].map(
    (page) => [page, ['content']] as const,
  ),
  ...[href.eventsDesk, href.eventNew, href.eventDesk('*'), href.eventEdit('*')].map(
    (page) => [page, ['events']] as const,
  ),
  ...[href.letters, href.letter('*'), href.letterSending('*'), href.letterPreview('*')].map(
    (page) => [page, ['letters']] as const,
  ),
  ...[
    href.eventPlaces('*'),
    href.eventSeries('*'),
    href.eventTicketTypes('*'),
    href.eventCodes('*'),
    href.eventMessage('*'),
    href.eventDoor('*'),
    href.eventScan('*'),
    href.eventDoorList('*'),
  ].map((page) => [page, ['events']] as const),
  [href.eventWorkbook('*'), ['extract']],
  [href.eventBadges('*'), ['extract']],
  [href.eventAttendance('*'), ['extract']],
  [href.offersDesk, ['offers']],
  [href.offerDesk('*'), ['offers']],
  [href.organisations, ['organisations']],
  [href.organisation('*'), ['organisations']],
  ...[href.schoolsDesk, href.schoolNew, href.schoolDesk('*')].map((page) => [page, ['organisations']] as const),
  ...[href.imports, href.importRun('*'), href.importSheet('*'), href.importColumns('*'), href.importDoubts('*')].map(
    (page) => [page, ['imports']] as const,
  ),
  ...[href.importCheck('*'), href.importRefused('*'), href.importUndo('*'), href.importDiscard('*')].map(
    (page) => [page, ['imports']] as const,
  ),
  [href.extraction, ['extract']],
  [href.transfers, ['extract']],
  [href.staffFigures, ['people']],
  [href.printed, ['extract']],
  [href.printedFile('*', '*'), ['extract']],
  ...[href.rules, href.askRules, href.ruleVersions].map((page) => [page, ['rules']] as const),
  ...[href.erasures, href.retention].map((page) => [page, ['privacy-desk']] as const),
  [href.auditLog, ['audit']],
  ...[
    href.recordSale,
    href.recordCheques,
    href.sale('*'),
    href.treasury,
    href.treasuryLists,
    href.bank,
    href.bankStatement('*'),
  ].map((page) => [page, BOOKS] as const),
  ...[href.stripeMovements, href.taxReceipts, href.booksExports, href.booksClosing, href.apportionments].map(
    (page) => [page, BOOKS] as const,
  ),
  ...[href.apportionmentFile('*'), href.treasurySettings, href.treasuryPayment('*')].map(
    (page) => [page, BOOKS] as const,
  ),
]

const TABLE = PAGES.map(([page, tasks]) => ({ parts: page.split('/'), tasks }))

/** Fixed parts go before `*`, as the router reads them: `/admin/membres/nouveau` is nobody's record. */
function tasksOf(path: string): readonly Action[] | undefined {
  const parts = path.split('/')
  const fits = TABLE.filter(
    (one) => one.parts.length === parts.length && one.parts.every((part, i) => part === '*' || part === parts[i]),
  )
  const stars = ({ parts: pattern }: { parts: string[] }) => pattern.filter((part) => part === '*').length
  return fits.toSorted((a, b) => stars(a) - stars(b))[0]?.tasks
}

/**
 * Judges a link of the administration.
 * @param held the viewer's tasks
 * @param to an address as a link has it, with or without a query
 * @returns false where the gate would refuse the page
 */
export function opensPage(held: readonly Action[], to: string): boolean {
  const tasks = to.startsWith('/') ? tasksOf(to.replace(/[?#].*$/, '')) : undefined
  return !tasks || tasks.some((task) => held.includes(task))
}
