/** What an association sells, at what price and for how long, as its file says it (I13, E1, P6, C3). */
import { z } from 'zod'
import { ROLES } from '#app/vocabulary/roles.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens')
const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()
const cents = z.int().min(0)
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and a day, such as 09-01')

/** Situations that people declare (I13). `young` is never declared: it follows from the year of the diploma. */
export const SITUATIONS = ['active', 'seeking', 'retired', 'student', 'couple', 'abroad', 'young'] as const
export type Situation = (typeof SITUATIONS)[number]

export const PERIODS = ['calendar-year', 'school-year', 'rolling-12-months', 'lifetime'] as const

/** Dues in several times: the first opens the whole period, the others are debited by themselves. */
const instalmentsSchema = z
  .object({
    /** Into how many payments one may divide them, beside one alone: `[3]`, `[2, 3, 10]`. */
    counts: z.array(z.int().min(2).max(12)).min(1),
    /** Months from one payment to the next. */
    everyMonths: z.int().min(1).max(6).default(1),
    /** Cents below which no payment may fall: a recent graduate's price is perhaps not divided. */
    atLeast: z.int().min(100).default(500),
  })
  .strict()
export type InstalmentRule = z.infer<typeof instalmentsSchema>

export const tierSchema = z
  .object({
    id,
    name: words,
    cents,
    period: z.enum(PERIODS),
    /** For whom it is; a tier without one is for every situation that no other tier is for. */
    situation: z.enum(SITUATIONS).optional(),
    /** Years since the diploma, both included; the tier is for nobody else. */
    diplomaYears: z
      .object({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
      .strict()
      .optional(),
    /** Another price up to so many years after the diploma: the first line that fits counts. */
    prices: z.array(z.object({ upToYears: z.int().min(0), cents }).strict()).default([]),
    /** Years after the diploma that cost nothing. */
    freeYears: z.int().min(0).default(0),
    /** A paper to attach before paying (E1: students' enrolment certificate). */
    proof: z.enum(['enrolment']).optional(),
    /**
     * Whether the person receives something for it (services of the association): such dues are no gift (law-fr §1).
     */
    counterpart: z.boolean().default(true),
    /** Whether a person may ask for it to renew itself. Never for life. */
    renewable: z.boolean().default(true),
    /** Whether a person may pay it in several times; absent: at once. */
    instalments: instalmentsSchema.optional(),
  })
  .strict()

/** One duration of the directory pass. */
const passTerms = {
  cents,
  months: z.int().positive(),
  /** Accounts of the company that may use it. */
  seats: z.int().positive().default(3),
  /** Distinct people that may be opened a day and in all; none: the association's budget alone. */
  openedPerDay: z.int().positive().optional(),
  openedInAll: z.int().positive().optional(),
}

/** The directory pass sold to companies (C3, P6): the usual duration, and others beside it. */
export const passSchema = z
  .object({
    name: words,
    ...passTerms,
    others: z.array(z.object({ id, name: words, ...passTerms }).strict()).default([]),
    /**
     * Of a federation: what it keeps in hundredths of a percent; the members share the rest by graduates or equally
     * (I16).
     */
    split: z
      .object({ keepPoints: z.int().min(0).max(10_000), by: z.enum(['graduates', 'equal']) })
      .strict()
      .optional(),
  })
  .strict()

/** What the shop sells that opens no right to read (P6): partner-group membership, tickets. */
export const productSchema = z
  .object({
    id,
    name: words,
    kind: z.enum(['partner-membership', 'ticket']),
    cents,
    /** Another price for who holds this role; the lowest counts. */
    prices: z.partialRecord(z.enum(ROLES), cents).default({}),
    /** How many there are in all; none: as many as asked for. */
    stock: z.int().positive().optional(),
    /** At most so many for one buyer: tickets in all, memberships of a partner group within eleven months. */
    atMost: z.int().positive().default(10),
    /**
     * Minutes for which a visitor's basket holds what is limited, and once more from when they go to pay; Stripe's page
     * closes with it.
     */
    holdMinutes: z.int().min(5).max(45).default(10),
    /**
     * What visitors of one network may hold at once, unpaid; absent: a tenth of the stock, one buyer's share at least.
     */
    perNetwork: z.int().positive().optional(),
    /**
     * What all visitors together may hold at once, unpaid, from however many networks; absent: half of the stock, one
     * buyer's share at least.
     */
    perVisitors: z.int().positive().optional(),
    /** Roles that may buy it; everybody where none is named, visitors too. */
    buyers: z.array(z.enum(ROLES)).default([]),
  })
  .strict()

export type Product = z.infer<typeof productSchema>

const duesSchema = z
  .object({
    /** Days after the end during which a member is still let in. */
    graceDays: z.int().min(0).max(120).default(0),
    /** Days before the end from which one may renew. */
    renewFromDays: z.int().min(1).max(366).default(60),
    /**
     * After a gap the new period begins on the day of payment, or where the old one ended (never more than a period
     * ago).
     */
    gap: z.enum(['from-payment', 'from-end']).default('from-payment'),
    /** First dues of a year that has begun cost the months that are left, or all of it. */
    proRata: z.enum(['none', 'months']).default('none'),
    /** From this day on first dues run to the end of the next year too. */
    nextYearFrom: monthDay.optional(),
    /** A debit that the bank has yet to answer lets in already, or not until the money is there. */
    debitOpens: z.enum(['at-once', 'when-paid']).default('when-paid'),
    /**
     * Who joins by dues (`registration: dues`) pays once the staff have seen the form, or with it: refused, all of it
     * goes back (E1).
     */
    joining: z.enum(['review-first', 'pay-first']).default('review-first'),
    /**
     * Dues whose tier asks for a paper (`proof`), of somebody who has an account: they open with the staff's yes, or
     * with the payment until a no closes them (E1).
     */
    proofOpens: z.enum(['when-accepted', 'when-paid']).default('when-accepted'),
    /** Days before and after the end on which a reminder leaves. */
    reminders: z
      .object({
        before: z.array(z.int().positive()).default([30, 7]),
        after: z.array(z.int().positive()).default([7, 30]),
      })
      .strict()
      .prefault({}),
  })
  .strict()

const giftsSchema = z
  .object({
    /** Cents. */
    suggested: z.array(z.int().positive()).min(1),
    atLeast: z.int().positive().default(100),
    campaigns: z
      .array(z.object({ id, name: words, about: words, until: z.iso.date().optional() }).strict())
      .default([]),
  })
  .strict()

export const SALE_KINDS = ['dues', 'gift', 'pass', 'item', 'ticket'] as const
export type SaleKind = (typeof SALE_KINDS)[number]

export const moneySchema = z
  .object({
    /** The platform's part of card payments and debits, in hundredths of a percent. */
    feePoints: z.int().min(0).max(2000).default(0),
    /** Means offered on line. */
    online: z.array(z.enum(['card', 'sepa'])).default(['card', 'sepa']),
    /** The register keeps the buyer's address on the network with each invoice (P6). */
    keepsIp: z.boolean().default(false),
    dues: duesSchema.prefault({}),
    gifts: giftsSchema.optional(),
  })
  .strict()
