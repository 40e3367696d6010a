/** Offers of the demo: on line, waiting and over, deposited by companies, schools, graduates and the association. */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { endOf, foldedOf, type OfferWords } from '#app/domain/offers/offer-words.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { type DemoOffer, offersOf } from './offers.data.ts'

const OFFER: BulkTable = {
  name: 'offer',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', personId: 'uuid', organisationId: 'uuid', state: 'text', audience: 'text' },
    ...{ visibleFrom: 'timestamptz', visibleUntil: 'timestamptz', kind: 'text', title: 'text', company: 'text' },
    ...{ town: 'text', country: 'text', remote: 'text', contract: 'text', payFrom: 'integer', payTo: 'integer' },
    ...{
      payPer: 'text',
      text: 'text',
      applyUrl: 'text',
      mostApplications: 'integer',
      views: 'integer',
      folded: 'text',
    },
    ...{ createdAt: 'timestamptz', updatedAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}
const CHANGE: BulkTable = {
  name: 'offer_change',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', offerId: 'uuid', n: 'integer', at: 'timestamptz', state: 'text', cause: 'text' },
  },
  key: ['tenantId', 'id'],
}
const RELAY: BulkTable = {
  name: 'offer_relay',
  columns: { tenantId: 'uuid', offerId: 'uuid', personId: 'uuid', at: 'timestamptz' },
  key: ['tenantId', 'offerId', 'personId'],
}
const DAY = 86_400_000

const wordsOf = ({ title, kind, company, town, text, ...one }: DemoOffer): OfferWords => ({
  ...{ title, kind, company, town, text, country: 'FR', remote: one.remote ?? 'none', contract: one.contract ?? null },
  ...{ payFrom: one.pay?.[0] ?? null, payTo: one.pay?.[1] ?? null, payPer: one.pay?.[2] ?? null },
  ...{ startsOn: null, lastDay: null, audience: one.open ? 'public' : 'offer-readers' },
  applyUrl: one.by === undefined && kind !== 'internship' ? 'https://recrutement.example/postuler' : null,
  mostApplications: kind === 'internship' ? 20 : null,
})

/** Who deposits and who passes on. */
interface Depositors {
  adherent: string
  member: string
  now: Date
}

type Owners = Record<NonNullable<DemoOffer['by']>, { personId: string | null; organisationId: string | null }>

async function ownersOf(query: Query, scope: Scope, adherent: string): Promise<Owners> {
  const organisations = await query<{ id: string; kind: string }>(sql`SELECT "id", "kind" FROM "organisation"
    WHERE "tenantId" = ${scope.id} AND "validatedAt" IS NOT NULL ORDER BY "name" = 'Atelier Méridien' DESC, "id"`)
  const named = (kind: string) => organisations.find((one) => one.kind === kind)?.id ?? null
  return {
    company: { personId: null, organisationId: named('company') },
    school: { personId: null, organisationId: named('school') },
    adherent: { personId: adherent, organisationId: null },
    association: { personId: null, organisationId: null },
  }
}

/** The cast's paid-up member has applied to the first internship. */
async function addApplication(
  query: Query,
  scope: Scope,
  offerId: string,
  { adherent, now }: Depositors,
): Promise<void> {
  const at = new Date(now.getTime() - DAY / 2)
  await query(sql`INSERT INTO "offer_application" ("tenantId", "offerId", "personId", "id", "name", "email", "letter",
      "state", "at")
    SELECT ${scope.id}::uuid, ${offerId}::uuid, p."id", ${uuidv7(at.getTime())}::uuid,
      coalesce(p."pseudonym", concat(p."firstName", ' ', p."lastName")), 'candidature@courriel.example',
      'Votre sujet me plaît. Je suis libre dès février.', 'sent', ${at}::timestamptz
    FROM "person" p WHERE p."tenantId" = ${scope.id} AND p."id" = ${adherent} RETURNING "id"`)
}

/** How far the company is with others' applications; the first one waits. */
const STAGES = [null, 'shortlisted', 'interview', null]

/** People with an account have applied to an offer of the company, which is at work on them. */
async function addMoreApplications(query: Query, scope: Scope, offerId: string, { adherent, now }: Depositors) {
  const people = await query<{ id: string }>(sql`SELECT p."id" FROM "person" p
    JOIN "account" a ON a."tenantId" = ${scope.id} AND a."personId" = p."id"
    WHERE p."tenantId" = ${scope.id} AND p."id" <> ${adherent} ORDER BY p."id" LIMIT ${STAGES.length}`)
  for (const [i, { id }] of people.entries()) {
    const at = new Date(now.getTime() - (i + 1) * DAY)
    await query(sql`INSERT INTO "offer_application" ("tenantId", "offerId", "personId", "id", "name", "email", "letter",
        "state", "stage", "at", "openedAt")
      SELECT ${scope.id}::uuid, ${offerId}::uuid, p."id", ${uuidv7(at.getTime())}::uuid,
        coalesce(p."pseudonym", concat(p."firstName", ' ', p."lastName")), 'candidature@courriel.example',
        'Votre annonce correspond à ce que je cherche. Quand pouvons-nous en parler ?', 'sent', ${STAGES[i] ?? null},
        ${at}::timestamptz, ${STAGES[i] ? now : null}::timestamptz
      FROM "person" p WHERE p."tenantId" = ${scope.id} AND p."id" = ${id} RETURNING "id"`)
  }
}

/** One of them, deposited four days before the one before it. */
function rowOf(scope: Scope, one: DemoOffer, i: number, { owners, now }: { owners: Owners; now: Date }) {
  const at = new Date(now.getTime() - (1 + i * 4) * DAY)
  const words = wordsOf(one)
  const state = one.state === 'pending' ? 'pending' : 'published'
  return {
    ...{ tenantId: scope.id, id: uuidv7(at.getTime()), state },
    ...owners[one.by ?? 'company'],
    ...words,
    folded: foldedOf(words),
    views: state === 'pending' ? 0 : 12 + ((i * 7) % 30),
    ...{
      visibleFrom: at,
      visibleUntil: endOf(scope.config.offers!.onlineMonths, null, at),
      createdAt: at,
      updatedAt: at,
    },
  }
}

/** Writes the association's offers, one every four days until today. */
export async function addOffers(query: Query, scope: Scope, { adherent, member, now }: Depositors): Promise<void> {
  const { offers: rule, slug } = scope.config
  const all = offersOf(slug)
  if (!rule || all.length === 0) return
  const owners = await ownersOf(query, scope, adherent)
  const rows = all.map((one, i) => rowOf(scope, one, i, { owners, now }))
  await query(insertRows(OFFER, rows))
  const noted = rows.map(({ id, state, createdAt }) => {
    const cause = state === 'pending' ? 'submitted' : rule.validated ? 'approved' : 'no-validation'
    return { tenantId: scope.id, id: uuidv7(createdAt.getTime()), offerId: id, n: 0, at: createdAt, state, cause }
  })
  await query(insertRows(CHANGE, noted))
  await addApplication(query, scope, rows.find((one) => one.kind === 'internship')!.id, { adherent, member, now })
  const company = rows.find((one) => one.organisationId === owners.company.organisationId && one.applyUrl === null)
  if (company?.organisationId) await addMoreApplications(query, scope, company.id, { adherent, member, now })
  const relays = all.flatMap((one, i) => (one.relayed ? [rows[i]!.id] : []))
  if (relays.length === 0) return
  const at = new Date(now.getTime() - DAY)
  await query(
    insertRows(
      RELAY,
      relays.map((offerId) => ({ tenantId: scope.id, offerId, personId: member, at })),
    ),
  )
}
