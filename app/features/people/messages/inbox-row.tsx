import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import type { InboxLine } from './inbox.server.ts'
import { OtherFace, OtherName } from './other-name.tsx'

/** One conversation in a list: with whom, the beginning of the newest message, what waits. */
export function InboxRow({ line }: { line: InboxLine }) {
  const { t, i18n } = useTranslation('messages')
  const { id, other, unread, muted, draft, mine, snippet } = line
  return (
    <li
      data-conversation={id}
      data-state={unread ? 'unread' : 'read'}
      data-unread={unread ? '' : undefined}
      data-person={other.line?.handle}
    >
      <OtherFace other={other} name={other.organisation ?? '?'} />
      <div className="row-main">
        <Anchor to={href.conversation(id)} className="row-link">
          <OtherName other={other} />
        </Anchor>
        <div className="row-note">
          {mine && `${t('mine')} `}
          {snippet || t('noText')}
        </div>
      </div>
      <div className="row-end flex flex-wrap items-center gap-2">
        {unread && <Badge tone="brand">{t('unread')}</Badge>}
        {draft && <Badge tone="warning">{t('draft')}</Badge>}
        {muted && <Badge>{t('muted')}</Badge>}
        <time dateTime={line.at}>{shortMoment(line.at, i18n.language)}</time>
      </div>
    </li>
  )
}
