/**
 * One mail about notices: at once, or what came together since the last digest; why it came, and how to stop it. The
 * outbox keeps what it points to; its words are read when it leaves.
 */
import { Fragment } from 'react'
import * as href from '#app/addresses.ts'
import { defineLetter, type LetterContext } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { type ToldLine, type ToldNews, type ToldPointers, type ToldWords, toldWords } from './told-words.server.ts'

export interface ToldNotices extends ToldPointers {
  /** Of a digest; null: a mail at once. */
  every: 'day' | 'week' | null
  /** When it leaves. */
  said?: ToldWords
}

const sentence = ({ words, title, group }: ToldLine, t: LetterContext['t']) =>
  t(`notices:kinds.${words}`, { title, group })

function Line({ line, ctx: { t, link } }: { line: ToldLine; ctx: LetterContext }) {
  const { who, byPerson, title, group, to } = line
  const note = [who ?? (byPerson ? t('notices:someone') : null), title && group].filter(Boolean).join(' · ')
  return (
    <MailText>
      <MailLink to={link(to)}>{sentence(line, t)}</MailLink>
      {note && (
        <>
          <br />
          {note}
        </>
      )}
    </MailText>
  )
}

/** Somebody's name, and what changed in values that the reader may see. */
export function NewsLine({ news: { name, to, changed }, ctx: { t, link } }: { news: ToldNews; ctx: LetterContext }) {
  return (
    <MailText>
      <MailLink to={link(to)}>{name}</MailLink>
      {changed.map(({ field, value }) => (
        <Fragment key={field}>
          <br />
          {t(`common:fields.${field}`)} : {value}
        </Fragment>
      ))}
    </MailText>
  )
}

export const toldLetter = defineLetter<ToldNotices>({
  kind: 'notices.told',
  follows: true,
  async atSending(unit, mails) {
    const told = new Map<string, ToldNotices>()
    for (const { id, data } of mails) {
      const said = await toldWords(unit, data)
      if (said) told.set(id, { ...data, said })
    }
    return told
  },
  subject: ({ every, said }, { t }) => {
    const { lines, news } = said!
    const count = lines.length + news.length
    if (count === 1 && lines[0]) return sentence(lines[0], t)
    if (lines.length === 0) return t('notices:news.title')
    return t(every ? 'notices:mail.digest' : 'notices:mail.several', { count })
  },
  body: ({ every, said }, ctx) => {
    const { lines, more, news } = said!
    const { t, link } = ctx
    return (
      <>
        {lines.map((line) => (
          <Line key={`${line.words} ${line.to} ${line.who}`} line={line} ctx={ctx} />
        ))}
        {more && <MailText>{t('notices:mail.more')}</MailText>}
        {news.length > 0 && (
          <>
            {lines.length > 0 && <MailHeading>{t('notices:news.title')}</MailHeading>}
            {news.map((one) => (
              <NewsLine key={one.to} news={one} ctx={ctx} />
            ))}
          </>
        )}
        <MailButton to={link(lines.length > 0 ? href.notices : href.contactsNews)}>
          {t(lines.length > 0 ? 'notices:mail.read' : 'notices:mail.readNews')}
        </MailButton>
        <MailNote>
          {t(`notices:mail.why.${every ?? 'once'}`)}{' '}
          <MailLink to={link(`${href.subscriptions}#notifications`)}>{t('notices:mail.choose')}</MailLink>
        </MailNote>
      </>
    )
  },
})
