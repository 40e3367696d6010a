/** B21: what a bounce says of an address. */
import { expect, test } from 'vitest'
import { bounceOf } from '#app/domain/mail/bounces.ts'

test.each([
  ['Permanent', '550 5.1.1 user unknown', 'dead'],
  ['Permanent', 'smtp; 554 5.5.0 no such mailbox', 'dead'],
  ['Permanent', '550-5.7.26 unauthenticated mail', 'policy'],
  ['Transient', '421 4.7.0 try again later', 'soft'],
  ['Transient', '452 4.2.2 mailbox full', 'soft'],
  ['Permanent', '451 4.3.0 deferred for too long', 'soft'],
  ['Permanent', 'The recipient’s mailbox does not exist.', 'refused'],
  ['Permanent', '552 5.2.3 too long', 'refused'],
  ['Undetermined', '', 'unknown'],
  ['Permanent', 'from 10.5.1.1 port 25', 'refused'],
  [undefined, undefined, 'unknown'],
])('%s, “%s”: %s', (type, message, said) => {
  expect(bounceOf({ type: type as string, message: message as string })).toBe(said)
})
