import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { DoneAlert } from './done-alert.tsx'
import type { ShownFile } from './files.server.ts'
import { MessageForm } from './message-form.tsx'
import { OtherName } from './other-name.tsx'
import type { readThread, ThreadMessage } from './thread.server.ts'
import { RequestSteps, ThreadSteps } from './thread-steps.tsx'

type ThreadData = Awaited<ReturnType<typeof readThread>>
type ThreadPageProps = { page: ThreadData; answer: { text: string; error: string } | undefined }

/** A conversation: the older part above, the newest message at the bottom, then what one may do. */
export function ThreadPage({ page, answer }: ThreadPageProps) {
  const { t } = useTranslation('messages')
  const { id, other, name, messages, older, latest, why, state, steps, done } = page
  const isRequest = state === 'request'
  const above = isRequest
    ? { to: href.messageRequests, text: t('lists.requests') }
    : { to: href.messages, text: t('title') }
  return (
    <div
      className="stack"
      data-line={href.liveMessages}
      data-conversation={id}
      data-state={state}
      data-person={other.line?.handle}
    >
      <PageHeading
        title={<OtherName other={other} />}
        above={<Breadcrumbs label={t('trail')} items={[above, { text: name }]} />}
        actions={other.line && other.open && <Anchor to={other.line.address}>{t('thread.profile')}</Anchor>}
      />
      <DoneAlert done={answer ? null : done} />
      {isRequest && <Alert title={t('request.title', { name })}>{t('request.text', { name })}</Alert>}
      {older && <Anchor to={`${href.conversation(id)}?avant=${older}`}>{t('thread.older')}</Anchor>}
      <ol
        id="fil"
        className="messages"
        aria-label={t('thread.list', { name })}
        aria-live="polite"
        data-live
        data-follow={latest ? '' : undefined}
      >
        {messages.map((message) => (
          <ThreadLine key={message.n} id={id} message={message} name={name} />
        ))}
      </ol>
      {!latest && <Anchor to={href.conversation(id)}>{t('thread.latest')}</Anchor>}
      {isRequest && <RequestSteps steps={steps} name={name} />}
      {why ? (
        <Alert>
          <p>{t(`why.${why}`, { name })}</p>
          {why === 'blocks' && <Anchor to={href.contactsList('bloques')}>{t('write.unblock')}</Anchor>}
        </Alert>
      ) : (
        <MessageForm name={name} text={answer?.text ?? page.draft} error={answer?.error} drafts={!isRequest} />
      )}
      {!isRequest && <ThreadSteps steps={steps} />}
    </div>
  )
}

function MessageFiles({ id, files }: { id: string; files: readonly ShownFile[] }) {
  const { t, i18n } = useTranslation('messages')
  return files.map((file) => {
    const address = href.messageFile(id, file.id)
    if (file.picture)
      return (
        <Anchor key={file.id} to={address}>
          <img className="message-picture" src={address} alt={t('thread.picture', { number: file.n })} loading="lazy" />
        </Anchor>
      )
    const size = t('thread.size', { size: countText(Math.ceil(file.bytes / 1024), i18n.language) })
    return (
      <Anchor key={file.id} to={address}>
        {t('thread.document', { size })}
      </Anchor>
    )
  })
}

function ThreadLine({ id, message, name }: { id: string; message: ThreadMessage; name: string }) {
  const { t, i18n } = useTranslation('messages')
  const { n, mine, text, at, fresh } = message
  return (
    <li id={`m${n}`} data-message={n} data-mine={mine ? '' : undefined}>
      <div className="message-head">
        <span>{mine ? t('thread.you') : name}</span>
        <time dateTime={at}>{longMoment(at, i18n.language)}</time>
        {fresh && <Badge tone="brand">{t('thread.fresh')}</Badge>}
      </div>
      {text && <p className="message-text">{text}</p>}
      <MessageFiles id={id} files={message.files} />
      {!mine && (
        <p className="text-sm no-print">
          <Anchor to={`${href.reportMessage(id)}?message=${n}`}>
            {t('report.short')} <span className="sr-only">{t('report.which', { number: n })}</span>
          </Anchor>
        </p>
      )}
    </li>
  )
}
