import { useTranslation } from 'react-i18next'
import type { ShownAuthor } from '#app/domain/search/authors.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Row } from '#app/ui/list-row.tsx'

type MailRowProps = {
  mail: { id: string; subject: string; state: string; at: string; author: ShownAuthor | null }
  to: string
  /** Where it stands, in words; none for who only reads it. */
  state: string | null
}

/** A mail to a group or to a year, in a list: who wrote it and when. */
export function MailRow({ mail: { id, subject, state, at, author }, to, state: words }: MailRowProps) {
  const { t, i18n } = useTranslation('groups')
  return (
    <Row
      data-mail={id}
      data-state={state}
      to={to}
      title={subject}
      note={
        <>
          {author ? <span data-person={author.handle}>{author.name}</span> : t('someone')}
          {` · ${longDay(at, i18n.language)}`}
        </>
      }
      end={words && <Badge tone={state === 'pending' ? 'warning' : undefined}>{words}</Badge>}
    />
  )
}
