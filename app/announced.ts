/** Every feature and subject that brings something to the whole, one line each: the one place to add to. */
import { type Announcement, rememberAnnounced } from '#app/context/announcement.ts'
import { accountsSubject } from '#app/domain/accounts/announced.server.ts'
import { auditSubject } from '#app/domain/audit/announced.server.ts'
import { companyPagesSubject } from '#app/domain/company-pages/announced.server.ts'
import { contactsSubject } from '#app/domain/contacts/announced.server.ts'
import { contentSubject } from '#app/domain/content/announced.server.ts'
import { dataRightsSubject } from '#app/domain/data-rights/announced.server.ts'
import { duesSubject } from '#app/domain/dues/announced.server.ts'
import { eventsSubject } from '#app/domain/events/announced.server.ts'
import { figuresSubject } from '#app/domain/figures/announced.server.ts'
import { groupsSubject } from '#app/domain/groups/announced.server.ts'
import { lettersSubject } from '#app/domain/letters/announced.server.ts'
import { lostSubject } from '#app/domain/lost/announced.server.ts'
import { mailSubject } from '#app/domain/mail/announced.server.ts'
import { type Letter, lettersFrom } from '#app/domain/mail/letter.ts'
import { mentoringSubject } from '#app/domain/mentoring/announced.server.ts'
import { messagesSubject } from '#app/domain/messages/announced.server.ts'
import { noticesSubject } from '#app/domain/notices/announced.server.ts'
import { offersSubject } from '#app/domain/offers/announced.server.ts'
import { peopleSubject } from '#app/domain/people/announced.server.ts'
import { printedSubject } from '#app/domain/printed/announced.server.ts'
import { profilesSubject } from '#app/domain/profiles/announced.server.ts'
import { receiptsSubject } from '#app/domain/receipts/announced.server.ts'
import { requestsSubject } from '#app/domain/requests/announced.server.ts'
import { salesSubject } from '#app/domain/sales/announced.server.ts'
import { schoolsSubject } from '#app/domain/schools/announced.server.ts'
import { transfersSubject } from '#app/domain/transfers/announced.server.ts'
import { joiningFeature } from '#app/features/access/joining/announced.server.ts'
import { offersFeature } from '#app/features/careers/offers/announced.server.ts'
import { profilesFeature } from '#app/features/careers/profiles/announced.server.ts'
import { schoolsFeature } from '#app/features/careers/schools/announced.server.ts'
import { bankFeature } from '#app/features/money/bank/announced.server.ts'
import { checkoutFeature } from '#app/features/money/checkout/announced.server.ts'
import { duesFeature } from '#app/features/money/dues/announced.server.ts'
import { fecFeature } from '#app/features/money/fec/announced.server.ts'
import { treasuryFeature } from '#app/features/money/treasury/announced.server.ts'
import { contactsFeature } from '#app/features/people/contacts/announced.server.ts'
import { directoryFeature } from '#app/features/people/directory/announced.server.ts'
import { memberGroupsFeature } from '#app/features/people/groups/announced.server.ts'
import { mentoringFeature } from '#app/features/people/mentoring/announced.server.ts'
import { messagesFeature } from '#app/features/people/messages/announced.server.ts'
import { noticesFeature } from '#app/features/people/notices/announced.server.ts'
import { profileFeature } from '#app/features/people/profile/announced.server.ts'
import { settingsFeature } from '#app/features/people/settings/announced.server.ts'
import { suggestionsFeature } from '#app/features/people/suggestions/announced.server.ts'
import { agendaFeature } from '#app/features/site/agenda/announced.server.ts'
import { contactFeature } from '#app/features/site/contact/announced.server.ts'
import { homeFeature } from '#app/features/site/home/announced.server.ts'
import { newsFeature } from '#app/features/site/news/announced.server.ts'
import { pagesFeature } from '#app/features/site/pages/announced.server.ts'
import { bulkFeature } from '#app/features/staff/bulk/announced.server.ts'
import { carnetFeature } from '#app/features/staff/carnet/announced.server.ts'
import { contentsFeature } from '#app/features/staff/contents/announced.server.ts'
import { deskFeature } from '#app/features/staff/desk/announced.server.ts'
import { eventsFeature } from '#app/features/staff/events/announced.server.ts'
import { exportsFeature } from '#app/features/staff/exports/announced.server.ts'
import { figuresFeature } from '#app/features/staff/figures/announced.server.ts'
import { groupsFeature } from '#app/features/staff/groups/announced.server.ts'
import { importsFeature } from '#app/features/staff/imports/announced.server.ts'
import { lettersFeature } from '#app/features/staff/letters/announced.server.ts'
import { lostDeskFeature } from '#app/features/staff/lost/announced.server.ts'
import { membersFeature } from '#app/features/staff/members/announced.server.ts'
import { moderationFeature } from '#app/features/staff/moderation/announced.server.ts'
import { offersDeskFeature } from '#app/features/staff/offers/announced.server.ts'
import { organisationsFeature } from '#app/features/staff/organisations/announced.server.ts'
import { printedFeature } from '#app/features/staff/printed/announced.server.ts'
import { privacyDeskFeature } from '#app/features/staff/privacy-desk/announced.server.ts'
import { requestsFeature } from '#app/features/staff/requests/announced.server.ts'
import { rulesFeature } from '#app/features/staff/rules/announced.server.ts'
import { schoolsDeskFeature } from '#app/features/staff/schools/announced.server.ts'
import { teamFeature } from '#app/features/staff/team/announced.server.ts'
import { transfersFeature } from '#app/features/staff/transfers/announced.server.ts'
import type { Task } from '#app/tasks/registry.ts'
import type { Round } from '#app/tasks/rounds.ts'

export const ANNOUNCED: readonly Announcement[] = [
  auditSubject,
  peopleSubject,
  printedSubject,
  transfersSubject,
  mailSubject,
  contentSubject,
  contactsSubject,
  figuresSubject,
  groupsSubject,
  eventsSubject,
  mentoringSubject,
  messagesSubject,
  lostSubject,
  noticesSubject,
  accountsSubject,
  offersSubject,
  companyPagesSubject,
  profilesSubject,
  schoolsSubject,
  receiptsSubject,
  salesSubject,
  duesSubject,
  requestsSubject,
  lettersSubject,
  dataRightsSubject,
  joiningFeature,
  directoryFeature,
  contactsFeature,
  memberGroupsFeature,
  mentoringFeature,
  messagesFeature,
  profileFeature,
  settingsFeature,
  suggestionsFeature,
  noticesFeature,
  offersFeature,
  profilesFeature,
  schoolsFeature,
  duesFeature,
  checkoutFeature,
  treasuryFeature,
  bankFeature,
  fecFeature,
  newsFeature,
  pagesFeature,
  homeFeature,
  agendaFeature,
  contactFeature,
  deskFeature,
  requestsFeature,
  membersFeature,
  teamFeature,
  moderationFeature,
  figuresFeature,
  groupsFeature,
  lostDeskFeature,
  contentsFeature,
  carnetFeature,
  eventsFeature,
  lettersFeature,
  offersDeskFeature,
  organisationsFeature,
  schoolsDeskFeature,
  importsFeature,
  bulkFeature,
  exportsFeature,
  rulesFeature,
  printedFeature,
  transfersFeature,
  privacyDeskFeature,
]

/** Every kind of work the worker does. */
export const TASKS = ANNOUNCED.flatMap(({ tasks }) => tasks ?? []) as unknown as readonly Task[]

/** What the worker begins by itself, for each association. */
export const ROUNDS = ANNOUNCED.flatMap(({ rounds }) => rounds ?? []) as unknown as readonly Round[]

/** @returns every letter there is */
export async function readLetters(): Promise<readonly Letter[]> {
  const letters = await Promise.all(ANNOUNCED.map(({ letters }) => letters?.() ?? []))
  return letters.flat() as unknown as readonly Letter[]
}

rememberAnnounced(ANNOUNCED)
lettersFrom(readLetters)
