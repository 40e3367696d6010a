import AtSign from 'lucide-react/icons/at-sign'
import Contact from 'lucide-react/icons/contact'
import FileText from 'lucide-react/icons/file-text'
import MessageSquareText from 'lucide-react/icons/message-square-text'
import Newspaper from 'lucide-react/icons/newspaper'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import type { ShownNotice } from '#app/domain/notices/read-notices.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Row } from '#app/ui/list-row.tsx'
import type { NoticeKind } from '#app/vocabulary/notices.ts'

const ICONS: Record<NoticeKind, typeof AtSign> = {
  ...{ post: MessageSquareText, comment: MessageSquareText, mention: AtSign, decided: MessageSquareText },
  ...{ 'contact-asked': Contact, 'contact-accepted': Contact },
  ...{ joined: Users, proposal: Users, 'join-asked': Users, waiting: MessageSquareText },
  ...{ document: FileText, 'site-document': FileText, 'association-news': Newspaper },
}

/** One notice: what it is about, who did it as far as one may know, where and when. */
export function NoticeRow({ notice }: { notice: ShownNotice }) {
  const { t, i18n } = useTranslation('notices')
  const { words, kind, subjectId, placeId, title, group, who, byPerson, at, unread } = notice
  return (
    <Row
      data-notice={subjectId}
      data-kind={kind}
      data-state={unread ? 'unread' : 'read'}
      to={notice.to}
      lead={<Icon of={ICONS[kind]} />}
      title={t(`kinds.${words}`, { title, group })}
      note={
        <>
          {who ? <span data-person={who.handle}>{who.name}</span> : byPerson && t('someone')}
          {(who || byPerson) && ' · '}
          {title && group && `${group} · `}
          <time dateTime={at}>{longMoment(at, i18n.language)}</time>
        </>
      }
      end={
        unread && (
          <Form method="post" className="actions">
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="subject" value={subjectId} />
            <input type="hidden" name="place" value={placeId} />
            <Badge>{t('unread')}</Badge>
            <Button small look="quiet" name="intent" value="one">
              {t('mark')}
            </Button>
          </Form>
        )
      }
    />
  )
}
