/**
 * What the staff type in one field, as SQL. A value finds somebody only where the viewer may read it on that person:
 * a treasurer, who reads no phones, finds nobody by one.
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import { foldAddress } from '#app/domain/people/person-tables.ts'
import { queryWords } from '#app/i18n/fold.ts'
import { mayEverRead, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { ownBase } from './bases.ts'
import { wordCondition, yearCondition } from './matching.ts'
import { readStaffWords, type StaffWords } from './staff-words.ts'

const NAMES: readonly FieldId[] = ['lastName', 'firstName', 'diplomaName', 'pseudonym']
const PHONES = ['mobilePhone', 'homePhone', 'workPhone'] as const
const NUMBERS = ['studentNumber', 'diplomaNumber', 'registrationNumber'] as const
/** The place of each address among somebody's e-mails. */
const EMAILS = {
  primaryEmail: { kind: 'personal', rank: 0 },
  secondaryEmail: { kind: 'personal', rank: 1 },
  workEmail: { kind: 'work', rank: 0 },
  lifetimeEmail: { kind: 'lifetime', rank: 0 },
} as const
type EmailId = keyof typeof EMAILS

/** After every text that begins so, in byte order. */
const AFTER = '\uffff'

/**
 * @param typed a name with or without a year, a phone, a number, the beginning of a login or of an e-mail
 * @returns the condition that the person `p` has to meet
 */
export function quickCondition(ctx: Ctx, typed: string): Sql {
  const words = readStaffWords(typed)
  const named = namedCondition(ctx, words)
  const ways = [
    ...(named ? [named] : []),
    loginCondition(ctx, words.text.toLowerCase()),
    ...readableOf(ctx, Object.keys(EMAILS) as EmailId[]).map((field) => emailCondition(ctx, field, words.text)),
    ...(words.phone ? equals(ctx, PHONES, words.phone) : []),
    ...(words.isNumber ? equals(ctx, NUMBERS, words.text.toUpperCase()) : []),
  ]
  return sql`(${join(ways, ' OR ')})`
}

/** @returns the condition that `p` works for a company of these words; words of nothing find nobody */
export function companyCondition({ ability, tenant }: Ctx, typed: string): Sql {
  const base = ownBase(tenant.id)
  const words = queryWords(typed).map((word) => wordCondition(ability, base, ['company'], { typed: word }))
  return words.length > 0 ? sql`(${join(words, ' AND ')})` : sql`FALSE`
}

/** Fields that this viewer may read of somebody: the others are not asked at all. */
function readableOf<F extends FieldId>({ ability }: Ctx, fields: readonly F[]): F[] {
  return fields.filter((field) => mayEverRead(ability, 'Person', field))
}

const readable = ({ ability }: Ctx, field: FieldId) => toSql(whereReadable(ability, 'Person', field), 'p')

function namedCondition(ctx: Ctx, { words, year }: StaffWords): Sql | undefined {
  const base = ownBase(ctx.tenant.id)
  const parts = [
    ...words.map((word) => wordCondition(ctx.ability, base, NAMES, { typed: word })),
    ...(year === undefined ? [] : [yearCondition(ctx.ability, base, 'promo', String(year))]),
  ]
  return parts.length > 0 ? sql`(${join(parts, ' AND ')})` : undefined
}

/** A login that is an address is found by who may read addresses alone. */
function loginCondition(ctx: Ctx, start: string): Sql {
  const emails = Object.keys(EMAILS) as EmailId[]
  const any = readableOf(ctx, emails).length === emails.length ? sql`TRUE` : sql`position('@' in l."login") = 0`
  return sql`p."id" IN (SELECT a."personId" FROM "account_login" l
    JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = l."accountId"
    WHERE l."tenantId" = ${ctx.tenant.id} AND l."door" = 'people' AND ${any} AND l."login" >= ${start}
    AND l."login" < ${start + AFTER})`
}

function emailCondition(ctx: Ctx, field: EmailId, typed: string): Sql {
  const { kind, rank } = EMAILS[field]
  const email = foldAddress(typed)
  return sql`(p."id" IN (SELECT e."personId" FROM "person_email" e
    WHERE e."tenantId" = ${ctx.tenant.id} AND e."kind" = ${kind} AND e."rank" = ${rank}
    AND e."folded" >= ${email} AND e."folded" < ${email + AFTER}) AND ${readable(ctx, field)})`
}

/** One of the fields has exactly this value, whatever its capitals. */
function equals(ctx: Ctx, fields: readonly FieldId[], value: string): Sql[] {
  return readableOf(ctx, fields).map(
    (field) => sql`(upper(${name(field, 'p')}) = ${value} AND ${readable(ctx, field)})`,
  )
}
