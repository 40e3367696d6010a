/** One association of the demo: the cast, the synthetic graduates, what ties them, and the accounts. */
import type { Query } from '#app/db/transaction.ts'
import { createAccounts, createStaffAccount, grantRole } from '#app/domain/people/accounts.server.ts'
import { giveLifetimeAddresses } from '#app/domain/people/lifetime-addresses.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { GRANTED_ROLES } from '#app/vocabulary/roles.ts'
import { generatePeople } from '../people/people.ts'
import type { PersonRecord } from '../people/record.ts'
import { type AddedPerson, insertRecords } from './add-people.ts'
import { addAnswers } from './answers.ts'
import { CAST, castOf, type DemoAccount, SECRET_OF_ADHERENT } from './cast.ts'
import { addCommonGroups } from './common-groups.ts'
import { addDocuments } from './documents.ts'
import { addEvents } from './events.ts'
import { addGroupFiles } from './group-files.ts'
import { addGroups } from './groups.ts'
import { addCarnet, addCohortMails, addLetters } from './letters.ts'
import { addMentoring } from './mentoring.ts'
import { addMessages } from './messages.ts'
import { addNews, addNewsComments } from './news.ts'
import { addOffers } from './offers.ts'
import { addOrganisations } from './organisations.ts'
import { addPages } from './pages.ts'
import { addPortraits } from './portraits.ts'
import { addProfiles } from './profiles.ts'
import { addRequests } from './requests.ts'
import { bringToLife } from './school-file.ts'
import { addDues, addFamilies, addFriendships } from './ties.ts'
import { addTransfers } from './transfers.ts'

export interface Filling {
  scope: Scope
  accounts: readonly DemoAccount[]
  /** Password hashes by login. */
  hashes: ReadonlyMap<string, string>
  now: Date
  /** The school's file has brought the people already. */
  isImported: boolean
}

/** Synthetic graduates per association, besides the cast. */
const SYNTHETIC_COUNT = 360
const SEED = 1

/**
 * @returns how many people the association has
 * @throws where an account came out under another login or handle than documented
 */
export async function fillAssociation(query: Query, filling: Filling): Promise<number> {
  const { scope, accounts, hashes, now, isImported } = filling
  await addOrganisations(query, scope, accounts, hashes, now)
  await addWords(query, scope, now)
  if (scope.config.kind === 'federation') {
    await addStaff(query, filling)
    await addEvents(query, { scope, now })
    return 0
  }
  const imported = isImported ? await bringToLife(query, scope, now) : undefined
  // The cast first, so that their logins are the plain ones, whatever homonyms follow.
  const cast = await insertRecords(query, scope, castRecords(scope.config.slug))
  const others = imported ?? (await insertSynthetic(query, scope))
  await addPeopleAccounts(query, filling, cast)
  await addStaff(query, filling)
  const played = (role: string) => cast[CAST.findIndex((part) => part.role === role)]!
  const everybody = { member: played('member'), adherent: played('adherent'), others }
  await addDues(query, scope, everybody, now)
  await addFriendships(query, scope, everybody, now)
  await addFamilies(query, scope, everybody, now)
  await addGroups(query, scope, everybody, now)
  await addCommonGroups(query, scope, everybody, now)
  await addNewsComments(query, scope, everybody, now)
  await addGroupFiles(query, scope, everybody.adherent.id, now)
  await addEvents(query, { scope, now, everybody })
  await addOffers(query, scope, { adherent: everybody.adherent.id, member: everybody.member.id, now })
  await addProfiles(query, scope)
  await addMentoring(query, scope, { adherent: everybody.adherent.id, member: everybody.member.id, now })
  await addAddresses(query, scope, cast, now)
  await addLetters(query, scope, now)
  await addCarnet(query, scope, everybody.adherent.id, now)
  if (scope.config.roles.adherent?.may.includes('cohort'))
    await addCohortMails(query, scope, everybody.adherent.id, now)
  await addAnswers(query, scope, cast, now)
  await addMessages(query, scope, { cast, others, accounts }, now)
  // A pseudonym has no face; who is shown around still has a photograph to add.
  if (scope.config.identity.field !== 'pseudonym') await addPortraits(query, scope, [everybody.member.handle], now)
  if (others[0]) await addRequests(query, scope, others[0].id, now)
  return cast.length + others.length
}

/** What the association says of itself. */
async function addWords(query: Query, scope: Scope, now: Date): Promise<void> {
  await addNews(query, scope, now)
  await addPages(query, scope, now)
  await addDocuments(query, scope, now)
}

/** The cast have proven their addresses; everybody has one for life where the association offers them (I5). */
async function addAddresses(query: Query, scope: Scope, cast: readonly AddedPerson[], now: Date): Promise<void> {
  await giveLifetimeAddresses(query, scope, 10_000, now)
  await addTransfers(query, scope, now)
  const ids = cast.map(({ id }) => id)
  await editPeople({ query, tenant: scope }, ids, { from: 'system', now, source: 'demo' }, ({ emails }) => {
    for (const email of emails) email.verifiedAt = now.toISOString()
  })
}

function insertSynthetic(query: Query, scope: Scope): Promise<AddedPerson[]> {
  const { slug: school } = scope.config
  return insertRecords(query, scope, [...generatePeople({ count: SYNTHETIC_COUNT, seed: SEED, school })])
}

function castRecords(slug: string): PersonRecord[] {
  return castOf(slug).map((record, i) =>
    CAST[i]!.role === 'adherent' ? { ...record, iesfCode: SECRET_OF_ADHERENT } : record,
  )
}

async function addPeopleAccounts(query: Query, filling: Filling, cast: readonly AddedPerson[]): Promise<void> {
  const { scope, accounts, hashes, now } = filling
  for (const [i, { role }] of CAST.entries()) {
    const person = cast[i]!
    const documented = accounts.find((account) => account.role === role)
    if (!documented) continue
    const passwordHash = hashes.get(documented.login)!
    const [account] = await createAccounts(query, scope, [{ personId: person.id, passwordHash }], now)
    if (account?.login !== documented.login || person.handle !== documented.handle)
      throw new Error(`${scope.config.slug}: ${role} is ${account?.login} at ${person.handle}, not ${documented.login}`)
    if (isOneOf(GRANTED_ROLES, role)) await grantRole(query, scope, { accountId: account.accountId, role }, now)
  }
}

/** Staff without a record sign in by e-mail: a federation's bureau, and volunteers of a composed role. */
async function addStaff(query: Query, { scope, accounts, hashes, now }: Filling): Promise<void> {
  for (const { role, login } of accounts) {
    const isBureau = scope.config.kind === 'federation' && isOneOf(GRANTED_ROLES, role)
    if (!isBureau && !Object.hasOwn(scope.config.staffRoles, role)) continue
    const account = await createStaffAccount(query, scope, { email: login, passwordHash: hashes.get(login)! }, now)
    if (!account) throw new Error(`${scope.config.slug}: no account for ${login}`)
    await grantRole(query, scope, { accountId: account.accountId, role }, now)
  }
}
