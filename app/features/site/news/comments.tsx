import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ShownAuthor, ShownWords } from '#app/domain/search/authors.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import type { readNewsItem } from './news.server.ts'

type Answers = NonNullable<SerializeFrom<typeof readNewsItem>['answers']>

/** Who wrote something; « Un membre » where the viewer may not know of them. */
function Author({ author }: { author: ShownAuthor | null }) {
  const { t } = useTranslation('comments')
  if (!author) return t('someone')
  return (
    <span data-person={author.handle}>
      <Anchor to={href.profile(author.handle)}>{author.name}</Anchor>
    </span>
  )
}

/** Who wrote the news, beside their day. */
export function NewsAuthor({ author }: { author: ShownAuthor | null }) {
  return (
    <>
      {' · '}
      <Author author={author} />
    </>
  )
}

/** « Merci », and how many said it. */
export function Thanks({ answers }: { answers: Answers }) {
  const { t } = useTranslation('comments')
  const { thanks, thanked, mayThank } = answers
  if (thanks === 0 && !mayThank) return null
  return (
    <Form method="post" id="merci" className="actions">
      {thanks > 0 && <span className="text-muted">{t('thanks.count', { count: thanks })}</span>}
      {mayThank && (
        <Button small look="secondary" name="intent" value="thank" aria-pressed={thanked}>
          {t(thanked ? 'thanks.take' : 'thanks.say')}
        </Button>
      )}
    </Form>
  )
}

type NewsCommentsProps = {
  answers: Answers
  /** What was typed and refused. */
  answer: { error: 'empty' | 'long'; text: string } | undefined
  done: string | null
}

const DONE = ['commented', 'pending', 'hidden'] as const

/** What people answer, oldest first, and the form below. */
export function NewsComments({ answers, answer, done }: NewsCommentsProps) {
  const { t } = useTranslation('comments')
  const { list, comments, mayComment, page, previous, next } = answers
  const said = DONE.find((one) => one === done)
  if (list.length === 0 && !mayComment && !said) return null
  return (
    <section id="commentaires" aria-labelledby="comments-title" className="stack reading mt-8">
      <h2 id="comments-title">{t('count', { count: comments })}</h2>
      {said && (
        <Alert tone="success" live>
          {t(`done.${said}`)}
        </Alert>
      )}
      {list.length > 0 && (
        <ul className="stack" data-total={comments}>
          {list.map((one) => (
            <Comment key={one.id} one={one} />
          ))}
        </ul>
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages')}
          summary={t('page', { page })}
          previous={previous ? { to: previous, text: t('previous') } : null}
          next={next ? { to: next, text: t('next') } : null}
        />
      )}
      {mayComment && <CommentForm answer={answer} />}
    </section>
  )
}

function Comment({ one }: { one: ShownWords }) {
  const { t, i18n } = useTranslation('comments')
  const { id, author, text, state, at, because, own } = one
  return (
    <li className="card" data-comment={id} data-state={state}>
      <p className="text-sm text-muted">
        <Author author={author} />
        {' · '}
        <time dateTime={at}>{longMoment(at, i18n.language)}</time>
        {state !== 'published' && (
          <>
            {' '}
            <Badge tone="warning">{t(`states.${state}`)}</Badge>
          </>
        )}
      </p>
      <p className="my-2 whitespace-pre-line break-words">{text}</p>
      {because && <p className="text-muted">{t('because', { because })}</p>}
      {author && !own && (
        <p className="text-sm">
          <Anchor to={href.reportProfile(author.handle)}>{t('report')}</Anchor>
        </p>
      )}
      {one.mayHide && (state === 'published' || state === 'pending') && <Hide one={one} />}
    </li>
  )
}

/** Taking a comment out of sight: its author at once, the staff with a word to them. */
function Hide({ one: { id, own } }: { one: ShownWords }) {
  const { t } = useTranslation('comments')
  return (
    <Disclosure summary={t('hide')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="comment" value={id} />
        {!own && <Textarea name="because" id={`because-${id}`} label={t('why')} hint={t('whyHint')} rows={2} />}
        <div>
          <Button small look="danger" name="intent" value="hide-comment">
            {t('hide')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

function CommentForm({ answer }: Pick<NewsCommentsProps, 'answer'>) {
  const { t } = useTranslation('comments')
  return (
    <Form method="post" className="form-stack" noValidate>
      <Textarea
        name="text"
        label={t('label')}
        hint={t('hint')}
        rows={4}
        error={answer ? t(`errors.${answer.error}`) : undefined}
        defaultValue={answer?.text}
      />
      <div>
        <Button name="intent" value="comment">
          {t('send')}
        </Button>
      </div>
    </Form>
  )
}
