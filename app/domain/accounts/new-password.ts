/** What a password has to be, for the form; what is asked besides is in password-fault.server.ts. */

/** Code points: NIST SP 800-63B-4 §3.1.1.2 for a password that stands alone. */
export const SHORTEST_PASSWORD = 15
/** Code points: far more than the 64 that must be possible; a bound to work on. */
export const LONGEST_PASSWORD = 200

/** Keys of `account:password.faults`. */
export type PasswordFault =
  | 'missing'
  | 'short'
  | 'long'
  | 'simple'
  | 'own'
  | 'association'
  | 'common'
  | 'same'
  | 'differs'
