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
  'app/features/access/arrival.server.ts': OWN,
  'app/features/access/consider-recovery.server.ts': MAIL,
  'app/features/access/consider-registration.server.ts': MAIL,
  'app/features/access/decide.server.ts': MAIL,
  'app/features/access/find-candidates.server.ts': CLAIM,
  'app/features/access/invite.server.ts': MAIL,
  'app/features/access/proofs.server.ts': CLAIM,
  'app/features/account/set-password.server.ts': OWN,
  'app/features/admin/ask.server.ts': ONE,
  'app/features/admin/member-history.server.ts': ONE,
  'app/features/admin/see-as.server.ts': ONE,
  'app/features/admin/staff-person.server.ts': ONE,
  'app/features/bulk/invitation-kind.server.ts': MAIL,
  'app/features/contacts/contact-person.server.ts': ONE,
  'app/features/contacts/contacts.server.ts': 'contacts one has or asked, which have a budget of their own',
  'app/features/directory/cohort.server.ts': 'one’s own year; its list is the search’s',
  'app/features/directory/visible-person.server.ts': 'one person for others, who count',
  'app/features/imports/people-index.server.ts': MAIL,
  'app/features/membership/record.server.ts': ONE,
  'app/features/membership/reminders.task.ts': MAIL,
  'app/features/payments/buyers.server.ts': OWN,
  'app/features/payments/instalments-soon.server.ts': MAIL,
  'app/features/people/accounts.server.ts': MAIL,
  'app/features/people/login-change.server.ts': MAIL,
  'app/features/profile/person-file.server.ts': ONE,
  'app/features/profile/profile.server.ts': ONE,
  'app/features/reports/report.server.ts': ONE,
  'app/features/rights/erase-subject.server.ts': MAIL,
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
  const raw = 'export const all = (query) => query(sql`SELECT "lastName" FROM "person"`)'
  expect(rule([readSource('app/features/a/y.server.ts', raw)])).toHaveLength(1)
})
