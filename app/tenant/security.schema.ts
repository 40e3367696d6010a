/** Sessions, second factors, and how many requests to get in the staff can read: `security` of a tenant file. */
import { z } from 'zod'

const SESSION = { idleHours: 12, days: 7, rememberDays: 60 }
const SECOND_FACTOR = { roles: [], graceDays: 14 }
const REQUESTS_PER_DAY = 1000

export const security = z
  .object({
    session: z
      .object({
        /** Hours a session may lie unused. */
        idleHours: z
          .int()
          .min(1)
          .max(24 * 30)
          .default(SESSION.idleHours),
        /** Days it lives at most. */
        days: z.int().min(1).max(90).default(SESSION.days),
        /** Days it lives, used or not, on a device that its owner says is theirs. */
        rememberDays: z.int().min(1).max(365).default(SESSION.rememberDays),
      })
      .strict()
      .default(SESSION),
    secondFactor: z
      .object({
        /**
         * Granted roles that open nothing without a second factor; staff roles follow `manager`, or are named
         * themselves.
         */
        roles: z.array(z.string()).default([]),
        /** Days after the role was given (or after `from`) until then. */
        graceDays: z.int().min(0).max(365).default(SECOND_FACTOR.graceDays),
        /** The day the rule began, so that those who hold the role already have the same grace. */
        from: z.iso.date().optional(),
      })
      .strict()
      .default(SECOND_FACTOR),
    /** Requests to get in that are taken within a day, at most half of them from one network. */
    requestsPerDay: z.int().min(2).max(100_000).default(REQUESTS_PER_DAY),
  })
  .strict()
  .default({ session: SESSION, secondFactor: SECOND_FACTOR, requestsPerDay: REQUESTS_PER_DAY })
