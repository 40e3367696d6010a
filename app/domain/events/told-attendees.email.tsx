/**
 * One mail about an event to who comes or waits. Its facts are read when it leaves: a mail that waited in the outbox
 * says no hour that is over, and nothing leaves for somebody to whom it no longer applies, or who no longer reads the
 * event: they left its group, or it is for others now.
 */
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { MailButton, MailFacts, MailHeading, MailText } from '#app/ui/mail/parts.tsx'
import type { AttendeeMail } from './attendee-mails.server.ts'
import { whenText } from './event-when-text.ts'
import type { EventRow } from './read-events.server.ts'
import { OFFER_HOURS } from './seats.server.ts'

interface Facts {
  title: string
  slug: string
  startsLocal: string
  zone: string
  where: string
  /** Where it is followed from afar; only for who comes, while their account is open. */
  link: string | null
  /** ISO 8601: until when the seat is held. */
  heldUntil: string | null
}

interface ToldAttendee {
  event: string
  what: AttendeeMail
  subject?: string
  text?: string
  facts?: Facts
}

/** In which states of a registration a mail still applies. */
const APPLIES: Readonly<Record<AttendeeMail, readonly string[]>> = {
  registered: ['registered'],
  waiting: ['waiting'],
  offered: ['offered'],
  moved: ['registered', 'paying', 'waiting', 'offered'],
  cancelled: ['registered', 'paying', 'waiting', 'offered'],
  message: ['registered'],
  reminder: ['registered'],
  late: ['withdrawn'],
  given: ['withdrawn'],
  transferred: ['transferred'],
  oneGiven: ['registered'],
  oneHanded: ['registered'],
}

/** Mails to who comes, which lead to the ticket on paper. */
const HAVE_TICKETS: readonly AttendeeMail[] = ['registered', 'reminder', 'oneGiven', 'oneHanded']

type Row = EventRow & Pick<RowOf<'event_registration'>, 'heldUntil'> & { now: string; accountId: string | null }

async function factsFor(unit: Unit, mail: ToldAttendee, personId: string): Promise<Facts | undefined> {
  const { query, tenant, now } = unit
  const [row] = await query<Row>(sql`SELECT e.*, r."heldUntil", r."state" AS "now", a."id" AS "accountId"
    FROM "event_registration" r JOIN "event" e ON e."tenantId" = ${tenant.id} AND e."id" = r."eventId"
    LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = r."personId" AND a."disabledAt" IS NULL
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${mail.event} AND r."personId" = ${personId}`)
  if (!row || !APPLIES[mail.what].includes(row.now)) return undefined
  const viewer = await readAccountViewer(tenant, row.accountId, now, query)
  const ability = abilityOf(tenant, viewer, await sistersOf(tenant))
  if (!mayReadThing({ ability, now }, 'Event', row)) return undefined
  const { title, slug, startsLocal, zone, place, address, city, link, heldUntil } = row
  return {
    ...{ title, slug, startsLocal, zone },
    where: [place, address, city].filter(Boolean).join(', '),
    link: row.now === 'registered' && row.accountId ? link : null,
    heldUntil: heldUntil?.toISOString() ?? null,
  }
}

export const toldAttendeesLetter = defineLetter<ToldAttendee>({
  kind: 'events.told',
  follows: true,
  async atSending(unit, mails) {
    const told = new Map<string, ToldAttendee>()
    for (const { id, personId, data } of mails) {
      const facts = personId ? await factsFor(unit, data, personId) : undefined
      if (facts) told.set(id, { ...data, facts })
    }
    return told
  },
  subject: ({ what, subject, facts }, { t }) => subject ?? t(`agenda-letters:${what}.subject`, { title: facts!.title }),
  body: ({ what, text, facts: known }, ctx) => {
    const { t, link } = ctx
    const facts = known!
    return (
      <>
        <MailHeading>{facts.title}</MailHeading>
        {(text ?? t(`agenda-letters:${what}.text`, { hours: OFFER_HOURS })).split(/\n{2,}/).map((paragraph) => (
          <MailText key={paragraph}>{paragraph}</MailText>
        ))}
        <MailFacts
          facts={[
            [t('agenda:facts.when'), whenText(facts, ctx)],
            ...(facts.where ? [[t('agenda:facts.where'), facts.where] as const] : []),
            ...(HAVE_TICKETS.includes(what)
              ? [[t('agenda:mail.paper'), link(href.eventTicketsPaper(facts.slug))] as const]
              : []),
            ...(facts.link ? [[t('agenda:facts.link'), facts.link] as const] : []),
          ]}
        />
        <MailButton to={link(href.eventRegistration(facts.slug))}>{t('agenda-letters:button')}</MailButton>
      </>
    )
  },
})
