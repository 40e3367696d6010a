/**
 * A letter of the association. What it says, and who is still to receive it, is read when the mail leaves (B16); what
 * it says of its reader comes from the reader's own record, escaped where it stands (B19).
 */
import { Fragment } from 'react'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { lastEndsSql } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { standingOf } from '#app/domain/dues/dues-standing.server.ts'
import { whenText } from '#app/domain/events/event-when-text.ts'
import { defineLetter, type LetterContext } from '#app/domain/mail/letter.ts'
import { originOf } from '#app/domain/mail/origin.ts'
import { MailButton, MailFacts, MailHeading, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { MailPicture, MailRichText, MailSubheading } from '#app/ui/mail/rich-text.tsx'
import { audienceSql, isKnown } from './audience.server.ts'
import { readLetter } from './letters.server.ts'
import { type ShownBlock, showBlocks, thingsOf } from './shown-blocks.server.ts'
import { fillTags, htmlEscaped, NO_VALUES, type TagValues } from './tags.ts'
import { type LetterThing, readableSql } from './things.server.ts'

export interface LetterMail {
  /** Its id. */
  letter: string
  /** A look at it by somebody of the staff, before it leaves. */
  test?: boolean
  /** Of a test: ids of things that whoever asks for it may read. */
  reads?: string[]
  subject?: string
  blocks?: ShownBlock[]
  values?: TagValues
  /** First day that the reader's dues do not cover, ISO; null for ever; absent: never paid. */
  duesEnd?: string | null
  /** ISO instant. */
  now?: string
}

/** What a letter says of one reader. */
export interface ReaderWords {
  values: TagValues
  duesEnd?: string | null
}

/** The same, and ids of things that this reader may read. */
type Reader = ReaderWords & { reads: string[] }

/** @returns by person's id, of those who are still to receive the letter; of their own record alone */
async function readersOf(
  unit: Unit,
  found: ReturnType<typeof audienceSql>,
  { ids, things }: { ids: readonly string[]; things: readonly LetterThing[] },
): Promise<Map<string, Reader>> {
  const { query, tenant } = unit
  const rows = await query<
    { personId: string; names: (string | null)[]; paid: boolean; endsAt: Date | null } & Pick<Reader, 'reads'>
  >(sql`
    SELECT p."id" AS "personId", ARRAY[coalesce(nullif(p."firstName", ''), p."pseudonym"), p."lastName",
      p."promotion"::text] AS "names", e."personId" IS NOT NULL AS "paid", e."endsAt",
      ${readableSql(unit, things)} AS "reads"
    FROM (${found}) f JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = f."personId"
    LEFT JOIN (${lastEndsSql(tenant.id)}) e ON e."personId" = p."id"
    WHERE f."personId" = ANY(${[...ids]}::uuid[])`)
  return new Map(
    rows.map(
      ({ personId, names: [prenom = null, nom = null, promotion = null], paid, endsAt, reads }): [string, Reader] => {
        const values = { prenom, nom, promotion }
        return [personId, { values, reads, ...(paid ? { duesEnd: endsAt && civilDay(endsAt) } : {}) }]
      },
    ),
  )
}

/** The blocks less the things that a reader may not read. */
const readBy = (blocks: readonly ShownBlock[], reads: readonly string[] = []): ShownBlock[] =>
  blocks.filter((block) => block.kind !== 'thing' || reads.includes(block.thing.id))

type Waiting = { id: string; personId: string | null; data: LetterMail }

async function wordsFor(unit: Unit, letterId: string, mails: readonly Waiting[]): Promise<Map<string, LetterMail>> {
  const { query, tenant, now } = unit
  const letter = await readLetter(query, tenant.id, letterId)
  const said = new Map<string, LetterMail>()
  if (!letter || !isKnown(tenant, letter.audience)) return said
  const things = await thingsOf(unit, letter, { now })
  const blocks = await showBlocks(unit, letter, { channel: 'mail', base: originOf(tenant), things, now })
  const common = { letter: letterId, subject: letter.subject, blocks, now: now.toISOString() }
  for (const { id, data } of mails)
    if (data.test)
      said.set(id, { ...data, ...common, blocks: readBy(blocks, data.reads), values: data.values ?? NO_VALUES })
  if (letter.state !== 'sending' && letter.state !== 'sent') return said
  const ids = mails.flatMap(({ personId }) => personId ?? [])
  const readers = await readersOf(unit, audienceSql(tenant, letter.audience, now), { ids, things })
  for (const { id, personId, data } of mails) {
    const reader = readers.get(personId ?? '')
    if (!reader || data.test) continue
    const { reads, ...words } = reader
    said.set(id, { ...common, ...words, blocks: readBy(blocks, reads) })
  }
  return said
}

export const letterLetter = defineLetter<LetterMail>({
  kind: 'letters.letter',
  async atSending(unit, mails) {
    const said = new Map<string, LetterMail>()
    for (const letter of new Set(mails.map(({ data }) => data.letter))) {
      const its = mails.filter(({ data }) => data.letter === letter)
      for (const [id, data] of await wordsFor(unit, letter, its)) said.set(id, data)
    }
    return said
  },
  subject: ({ subject, values, test }, { t }) =>
    `${test ? `${t('letters:mail.test')} ` : ''}${fillTags(subject!, values!)}`,
  body: (data, ctx) => (
    <>
      {data.blocks!.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mail is drawn once
        <Fragment key={i}>
          <MailBlock block={block} data={data} ctx={ctx} />
        </Fragment>
      ))}
      <MailNote>
        <MailLink to={ctx.link(href.letterCopy(data.letter))}>{ctx.t('letters:mail.onSite')}</MailLink>
      </MailNote>
    </>
  ),
})

const addressOf = (to: string, { link }: LetterContext) => (to.startsWith('/') ? link(to) : to)

function MailBlock({ block, data, ctx }: { block: ShownBlock; data: LetterMail; ctx: LetterContext }) {
  const values = data.values!
  switch (block.kind) {
    case 'title':
      return <MailHeading>{fillTags(block.text, values)}</MailHeading>
    case 'text':
      return <MailRichText html={fillTags(block.html, values, htmlEscaped)} />
    case 'picture':
      return <MailPicture src={ctx.link(block.src)} alt={block.alt} width={block.width} height={block.height} />
    case 'button':
      return <MailButton to={addressOf(block.to, ctx)}>{fillTags(block.text, values)}</MailButton>
    case 'thing':
      return <MailThing thing={block.thing} ctx={ctx} />
    case 'dues':
      return <MailDues data={data} ctx={ctx} />
  }
}

/** Its title, when and where, its beginning and the way to it. */
function MailThing({ thing, ctx }: { thing: LetterThing; ctx: LetterContext }) {
  const facts = [thing.when && whenText(thing.when, ctx), thing.where].filter(Boolean)
  return (
    <>
      <MailSubheading>{thing.title}</MailSubheading>
      {facts.length > 0 && <MailText>{facts.join(' · ')}</MailText>}
      <MailText>
        {thing.lead} <MailLink to={ctx.link(thing.to)}>{ctx.t(`letters:mail.open.${thing.kind}`)}</MailLink>
      </MailText>
    </>
  )
}

function MailDues({ data, ctx }: { data: LetterMail; ctx: LetterContext }) {
  const { text } = standingOf({ now: new Date(data.now!), language: ctx.language, t: ctx.t }, data.duesEnd)
  return (
    <>
      <MailFacts facts={[['', text]]} />
      <MailButton to={ctx.link(href.dues)}>{ctx.t('letters:mail.dues')}</MailButton>
    </>
  )
}
