/**
 * An invitation, or a reminder to who said nothing. Whom it is for and what it says are read again when it leaves:
 * nobody who declined, registered, left the list or the group, or may not read the event, receives it (B6, B8).
 */
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readPersonViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { beginning } from '#app/domain/content/markdown.server.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { takesPlaces } from '#app/policy/event.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { MailButton, MailFacts, MailHeading, MailLink, MailText } from '#app/ui/mail/parts.tsx'
import { answerPath, type InvitationAnswer } from './answer-link.ts'
import { whenText } from './event-when-text.ts'
import { invitationList, invitedSql } from './invited.server.ts'
import type { EventRow } from './read-events.server.ts'

const LEAD = 300

interface Facts {
  title: string
  lead: string
  startsLocal: string
  zone: string
  where: string
  /** Paths of the two answers. */
  yes: string
  no: string
}

interface InvitedMail {
  event: string
  /** `silent`: a reminder to who was asked and said nothing. */
  what: 'invited' | 'silent'
  /** For which date of the event they are asked. */
  moves: number
  facts?: Facts
}

type Waiting = { id: string; personId: string | null; data: InvitedMail }

/** @returns of these people those who are still asked for this date, and said nothing */
async function stillAsked({ query, tenant, now }: Unit, event: EventRow, ids: readonly string[]): Promise<Set<string>> {
  if (invitationList(tenant) === undefined) return new Set()
  const rows = await query<RowOf<'event_invitation', 'personId'>>(sql`SELECT "personId"
    FROM (${invitedSql(tenant, event, now, 'still')}) found WHERE "personId" = ANY(${[...ids]}::uuid[])`)
  return new Set(rows.map(({ personId }) => personId))
}

async function reads({ query, tenant, now }: Unit, event: EventRow, personId: string): Promise<boolean> {
  const looking = await readPersonViewer(tenant, personId, now, query)
  if (!looking) return false
  const ability = abilityOf(tenant, looking.viewer, await sistersOf(tenant))
  return mayReadThing({ ability, now }, 'Event', event)
}

function factsFor(tenantId: string, event: EventRow, personId: string): Facts {
  const { id, title, startsLocal, zone, place, address, city } = event
  const link = (answer: InvitationAnswer) => answerPath(tenantId, { eventId: id, personId }, answer)
  return {
    ...{ title, startsLocal, zone, yes: link('yes'), no: link('no') },
    lead: event.lead ?? beginning(event.text, LEAD),
    where: [place, address, city].filter(Boolean).join(', '),
  }
}

async function said(unit: Unit, mails: readonly Waiting[]): Promise<Map<string, InvitedMail>> {
  const all = new Map<string, InvitedMail>()
  for (const [id, its] of Map.groupBy(mails, ({ data }) => data.event)) {
    const [event] = await unit.query<EventRow>(
      sql`SELECT * FROM "event" WHERE "tenantId" = ${unit.tenant.id} AND "id" = ${id}`,
    )
    if (!event?.invitesFrom || !takesPlaces(event, unit.now)) continue
    const current = its.filter(({ data }) => data.moves === event.moves)
    const people = current.flatMap(({ personId }) => personId ?? [])
    const asked = await stillAsked(unit, event, people)
    for (const { id: mail, personId, data } of current)
      if (personId && asked.has(personId) && (await reads(unit, event, personId)))
        all.set(mail, { ...data, facts: factsFor(unit.tenant.id, event, personId) })
  }
  return all
}

export const invitedLetter = defineLetter<InvitedMail>({
  kind: 'events.invited',
  follows: true,
  atSending: said,
  subject: ({ what, facts }, { t }) => t(`agenda-letters:${what}.subject`, { title: facts!.title }),
  body: ({ what, facts: known }, ctx) => {
    const { t, link } = ctx
    const facts = known!
    return (
      <>
        <MailHeading>{facts.title}</MailHeading>
        <MailText>{t(`agenda-letters:${what}.text`)}</MailText>
        {facts.lead && <MailText>{facts.lead}</MailText>}
        <MailFacts
          facts={[
            [t('agenda:facts.when'), whenText(facts, ctx)],
            ...(facts.where ? [[t('agenda:facts.where'), facts.where] as const] : []),
          ]}
        />
        <MailButton to={link(facts.yes)}>{t('agenda-letters:invited.yes')}</MailButton>
        <MailText>
          <MailLink to={link(facts.no)}>{t('agenda-letters:invited.no')}</MailLink>
        </MailText>
      </>
    )
  },
})
