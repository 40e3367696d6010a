/** Every path that shows people counts them, or says why not; the rule sees a loader that forgets. */
import { expect, test } from 'vitest'
import { idleExcuses, shownCounted } from '../setup/shown-rule.ts'
import { readSource, sourceTree } from '../setup/source-tree.ts'

const [OWN, ONE, MAIL, CLAIM] = [
  'the account’s own holder',
  'one record by its address, written down or counted as opened',
  'names in letters and work, on no page',
  'the few records beside a claim, which waits to be decided',
]

const EXCUSED: Record<string, string> = {
  'app/domain/requests/arrival.server.ts': OWN,
  'app/domain/requests/consider-recovery.server.ts': MAIL,
  'app/domain/requests/consider-registration.server.ts': MAIL,
  'app/features/staff/requests/decide.server.ts': MAIL,
  'app/domain/requests/find-candidates.server.ts': CLAIM,
  'app/domain/requests/invite.server.ts': MAIL,
  'app/features/staff/requests/proofs.server.ts': CLAIM,
  'app/domain/accounts/set-password.server.ts': OWN,
  'app/features/staff/rules/ask.server.ts': ONE,
  'app/features/staff/members/member-history.server.ts': ONE,
  'app/features/staff/desk/see-as.server.ts': ONE,
  'app/features/staff/members/staff-person.server.ts': ONE,
  'app/features/staff/bulk/invitation-kind.server.ts': MAIL,
  'app/features/people/contacts/contact-person.server.ts': ONE,
  'app/features/people/contacts/contacts.server.ts': 'contacts one has or asked, which have a budget of their own',
  'app/features/people/messages/correspondent.server.ts': 'people one writes with, who have a budget of their own',
  'app/features/people/mentoring/member.server.ts': 'people one asked or is asked by, who have a budget of their own',
  'app/features/people/messages/write.server.ts': ONE,
  'app/features/people/directory/cohort.server.ts': 'one’s own year; its list is the search’s',
  'app/features/people/carnet/carnet.server.ts': 'one person named in a form, and nobody in the answer',
  'app/features/staff/contents/edit-news.server.ts': 'one person named in a form, and nobody in the answer',
  'app/domain/search/visible-person.server.ts': 'one person for others, who count',
  'app/domain/suggestions/dismiss.server.ts': 'one person named in a form, and nobody in the answer',
  'app/features/staff/bulk/reminder-kind.server.ts': MAIL,
  'app/domain/lost/consider-leads.server.ts': MAIL,
  'app/domain/letters/letter.email.tsx': MAIL,
  'app/domain/lost/classmate.server.ts': 'one person named in a form, whom the asker read in a list that counted',
  'app/features/staff/imports/people-index.server.ts': MAIL,
  'app/features/money/dues/record.server.ts': ONE,
  'app/domain/dues/reminders.task.ts': MAIL,
  'app/domain/messages/tell-unread.server.ts': MAIL,
  'app/domain/notices/contacts-news.server.ts': 'contacts one has, who have a budget of their own',
  'app/domain/notices/read-notices.server.ts': 'who did what concerns the reader, one for each such thing',
  'app/domain/sales/buyers.server.ts': OWN,
  'app/domain/sales/instalments-soon.server.ts': MAIL,
  'app/domain/people/accounts.server.ts': MAIL,
  'app/domain/people/login-change.server.ts': MAIL,
  'app/features/people/profile/person-file.server.ts': ONE,
  'app/features/people/profile/profile.server.ts': ONE,
  'app/features/people/reports/report.server.ts': ONE,
  'app/features/careers/profiles/write.server.ts': OWN,
  'app/domain/printed/draw-edition.server.ts': 'the printed directory: each copy that leaves is in the log',
  'app/domain/printed/own-entry.server.ts': OWN,
  'app/features/staff/printed/file.server.ts': 'the receiver of one copy, which is in the log',
  'app/domain/search/reveal-hits.server.ts': 'people found by others, who count',
  'app/domain/transfers/hand-over.server.ts': 'what leaves with a file, written down beside each person and in the log',
  'app/domain/data-rights/erase-subject.server.ts': MAIL,
}

const app = sourceTree('app')

test('every file that shows people counts them', () => {
  expect(shownCounted(EXCUSED)(app)).toEqual([])
  expect(idleExcuses(EXCUSED)(app)).toEqual([])
})

test('a loader that returns revealed people uncounted is seen, and one that counts passes', () => {
  const list = (counting: string) =>
    `import { reveal } from '../../policy/view.ts'
     import { countShown } from '../../context/shown-people.ts'
     export async function people(ctx, rows) {
       const shown = rows.map((row) => reveal(ctx.ability, 'Person', row))
       ${counting}
       return shown
     }`
  const rule = shownCounted({})
  expect(rule([readSource('app/features/a/x.server.ts', list(''))])).toHaveLength(1)
  expect(rule([readSource('app/features/a/x.server.ts', list('await countShown(ctx, shown)'))])).toEqual([])
  for (const door of ['visiblePeople', 'attendeeRows']) {
    const many = `import { ${door} } from '../../domain/a.server.ts'
      export const people = (ctx, query, ids) => ${door}(ctx, query, ids)`
    expect(rule([readSource('app/features/a/z.server.ts', many)]), door).toHaveLength(1)
  }
  const raw = 'export const all = (query) => query(sql`SELECT "lastName" FROM "person"`)'
  expect(rule([readSource('app/features/a/y.server.ts', raw)])).toHaveLength(1)
})
