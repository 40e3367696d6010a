import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { DecisionForm } from './decision-form.tsx'
import type { ShownWaiting } from './things.server.ts'

/** What the mark-up calls each kind; a mail to a year is a mail. */
const MARKS = {
  post: 'post',
  change: 'post',
  comment: 'comment',
  'news-comment': 'comment',
  document: 'document',
  mail: 'mail',
  'cohort-mail': 'mail',
}

/** One thing that waits, and the decision about these very words. */
export function WaitingCard({ one }: { one: ShownWaiting }) {
  const { t, i18n } = useTranslation('groups')
  const shown = { [`data-${MARKS[one.kind]}`]: one.id }
  const isMail = one.kind === 'mail' || one.kind === 'cohort-mail'
  return (
    <li className="card" {...shown} data-state="pending">
      <div className="card-head">
        <h2 className="text-lg">{one.title}</h2>
        <Badge>{t(`things.kinds.${one.kind}`)}</Badge>
      </div>
      <p className="text-sm text-muted">
        {one.author ? <span data-person={one.author.handle}>{one.author.name}</span> : t('someone')}
        {` · ${one.group} · ${longMoment(one.at, i18n.language)} · `}
        {one.people !== null
          ? t('mails.toPeople', { count: one.people })
          : t(one.kind === 'cohort-mail' ? 'mails.toFew' : isMail ? 'mails.audience' : `audiences.${one.audience}`)}
      </p>
      {one.before !== null && (
        <>
          <h3 className="text-base">{t('things.before')}</h3>
          <p className="reading whitespace-pre-line break-words text-muted">{one.before}</p>
          <h3 className="text-base">{t('things.after')}</h3>
        </>
      )}
      {one.kind === 'document' ? (
        <p className="my-2 break-words">
          <Anchor to={href.groupDocument(one.groupSlug, one.id)}>{t('things.openFile')}</Anchor> {one.text}
        </p>
      ) : (
        <p className="reading my-2 whitespace-pre-line break-words">{one.text}</p>
      )}
      {one.pictures.length > 0 && (
        <ul className="gallery">
          {one.pictures.map(({ id, alt, width, height, state }) => (
            <li key={id}>
              <figure>
                <img src={href.groupPhoto(one.groupSlug, id)} alt={alt} width={width} height={height} loading="lazy" />
                <figcaption>{state === 'shown' ? alt : `${t(`photos.${state}`)} · ${alt}`}</figcaption>
              </figure>
            </li>
          ))}
        </ul>
      )}
      <DecisionForm
        id={one.id}
        subject={one.title}
        hidden={{ kind: one.kind, id: one.id, hash: one.hash }}
        name="decision"
        yes={{ value: 'approve', text: t(isMail ? 'things.approveMail' : 'things.approve') }}
        no={{ value: 'refuse', text: t('things.refuse') }}
      />
    </li>
  )
}
