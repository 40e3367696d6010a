/** Conversations of the demo: some read, some waiting, a few requests, for each account that has messages. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { compile, may } from '#app/policy/ability.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { AddedPerson } from './add-people.ts'
import { CAST, type DemoAccount } from './cast.ts'
import { AMONG_GRADUATES, type Dialogue, FROM_COMPANIES, FROM_SCHOOLS } from './dialogues.ts'

interface Side {
  personId: string | null
  organisationId: string | null
}

const HOUR = 3_600_000

const person = ({ id }: AddedPerson): Side => ({ personId: id, organisationId: null })

/** Graduates one may write to: alive, and named to whoever is in the base. */
function talkers(others: readonly AddedPerson[]): AddedPerson[] {
  return others.filter(({ record }) => record.status === 'en activité' && record.choicesSite.lastName === undefined)
}

/** Who talks: the cast by their parts, and some of the others. */
function talksOf(part: (role: string) => Side, them: readonly Side[]): (readonly [Side?, Side?, Dialogue?])[] {
  const [member, adherent, admin, manager] = ['member', 'adherent', 'admin', 'manager'].map(part)
  const [lunch, advice, memories, job, abroad, caterer, coffee, questions] = AMONG_GRADUATES
  return [
    [adherent, them[2], lunch],
    [them[5], adherent, advice],
    [adherent, member, memories],
    [them[8], adherent, job],
    [admin, adherent, abroad],
    [manager, member, caterer],
    [them[11], adherent, coffee],
    [them[14], member, questions],
    [member, them[17], lunch],
    [them[20], manager, advice],
    [them[23], admin, questions],
    [adherent, them[26], coffee],
  ]
}

interface Everybody {
  /** In the order of {@link CAST}. */
  cast: readonly AddedPerson[]
  others: readonly AddedPerson[]
  accounts: readonly DemoAccount[]
}

export async function addMessages(query: Query, scope: Scope, everybody: Everybody, now: Date): Promise<void> {
  const { cast, others, accounts } = everybody
  const say = (first: Side, second: Side, dialogue: Dialogue) =>
    addDialogue(query, scope, { first, second, dialogue }, now)
  const part = (role: string) => person(cast[CAST.findIndex((one) => one.role === role)]!)
  for (const [first, second, dialogue] of talksOf(part, talkers(others).map(person)))
    if (first && second && dialogue) await say(first, second, dialogue)
  for (const [role, dialogues] of [
    ['recruiter', FROM_COMPANIES],
    ['school', FROM_SCHOOLS],
  ] as const) {
    const account = accounts.find((one) => one.role === role)
    const side = await organisationOf(query, scope, account)
    if (!side || !writes(scope, role)) continue
    for (const [i, dialogue] of dialogues.entries()) await say(side, part(i === 0 ? 'adherent' : 'member'), dialogue)
  }
}

/** Whether the association lets such an account write at all. */
function writes({ config }: Scope, role: 'recruiter' | 'school'): boolean {
  const viewer = { roles: [role], organisationId: 'demo', friendIds: [], hasPass: true }
  return isOneOf(Object.keys(config.roles), role) && may(compile({ config, viewer }), 'write-to')
}

async function organisationOf(
  query: Query,
  { id }: Scope,
  account: DemoAccount | undefined,
): Promise<Side | undefined> {
  if (!account) return undefined
  const [row] = await query<{ organisationId: string | null }>(sql`SELECT "organisationId" FROM "account"
    WHERE "tenantId" = ${id} AND "login" = ${account.login} AND "organisationId" IS NOT NULL`)
  return row?.organisationId ? { personId: null, organisationId: row.organisationId } : undefined
}

interface Talk {
  first: Side
  second: Side
  dialogue: Dialogue
}

/** The rows that the site would have written, with the instants of the past. */
async function addDialogue(query: Query, { id: tenantId, config }: Scope, talk: Talk, now: Date): Promise<void> {
  const { lines, unread, request } = talk.dialogue
  const at = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const id = uuidv7(at(lines[0]![1]).getTime())
  const last = lines.at(-1)!
  await query(sql`INSERT INTO "conversation"
    ("tenantId", "id", "createdAt", "lastAt", "messages", "asked", "accepted")
    VALUES (${tenantId}, ${id}, ${at(lines[0]![1])}, ${at(last[1])}, ${lines.length}, TRUE, ${!request})`)
  for (const seat of [0, 1] as const) {
    const side = seat === 0 ? talk.first : talk.second
    const theirLast = lines.findLastIndex(([who]) => who !== seat) + 1
    const waits = (unread || request) && last[0] !== seat
    const state = request && seat === 1 ? 'request' : 'open'
    await query(sql`INSERT INTO "conversation_seat" ("tenantId", "conversationId", "seat", "personId", "organisationId",
        "state", "lastAt", "lastNumber", "readTo", "theirLast", "toldTo")
      VALUES (${tenantId}, ${id}, ${seat}, ${side.personId}::uuid, ${side.organisationId}::uuid, ${state},
        ${at(last[1])}, ${lines.length}, ${waits ? theirLast - 1 : theirLast}, ${theirLast}, ${theirLast})`)
  }
  for (const [i, [who, hours, words]] of lines.entries()) {
    const side = who === 0 ? talk.first : talk.second
    const text = words.replace('{association}', config.shortName)
    await query(sql`INSERT INTO "message"
      ("tenantId", "conversationId", "n", "seat", "personId", "organisationId", "text", "folded", "at")
      VALUES (${tenantId}, ${id}, ${i + 1}, ${who}, ${side.personId}::uuid, ${side.organisationId}::uuid, ${text},
        ${fold(text)}, ${at(hours)})`)
  }
}
