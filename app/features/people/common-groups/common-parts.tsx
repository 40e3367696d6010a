import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { CommonPost, CommonWords } from '#app/domain/groups/common-posts.server.ts'
import { ByLine, Words } from '#app/features/people/groups/words.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'

type JoinProps = { joined: boolean; mayJoin: boolean; keeps: boolean }

/** One's own place: joining, leaving, or why one cannot join. */
export function JoinCommon({ joined, mayJoin, keeps }: JoinProps) {
  const { t } = useTranslation('common-groups')
  if (keeps) return null
  if (!joined && !mayJoin)
    return (
      <Alert>
        {t('notShared')} <Anchor to={`${href.privacy}#accords`}>{t('share')}</Anchor>
      </Alert>
    )
  return (
    <Card id="place" title={t('place.title')}>
      <Form method="post" className="form-stack">
        <p className="reading">{t(joined ? 'place.member' : 'joinText')}</p>
        <div>
          <Button name="intent" value={joined ? 'leave' : 'join'} look={joined ? 'secondary' : 'primary'}>
            {t(joined ? 'steps.leave' : 'steps.join')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

type WriteProps = { answer: { fault: 'title' | 'text'; typed: { title: string; text: string } } | undefined }

/** A new article. */
export function WriteCommon({ answer }: WriteProps) {
  const { t } = useTranslation('common-groups')
  const said = (field: 'title' | 'text') => (answer?.fault === field ? t(`errors.${field}`) : undefined)
  return (
    <Card id="ecrire" title={t('write')}>
      <Form method="post" className="form-stack" noValidate>
        <TextInput name="title" label={t('heading')} error={said('title')} defaultValue={answer?.typed.title} />
        <Textarea
          name="text"
          label={t('body')}
          hint={t('readBy')}
          rows={5}
          error={said('text')}
          defaultValue={answer?.typed.text}
        />
        <div>
          <Button name="intent" value="write">
            {t('send')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

type PostsProps = { posts: readonly CommonPost[]; answers: boolean; keeps: boolean }

/** Articles, newest first, each with its answers. */
export function CommonPosts({ posts, answers, keeps }: PostsProps) {
  const { t } = useTranslation('common-groups')
  if (posts.length === 0) return <p>{t('nothing')}</p>
  return (
    <ul className="stack">
      {posts.map((post) => (
        <li key={post.id} className="card" data-post={post.id}>
          <h2 className="text-lg">{post.title}</h2>
          <Written words={post} keeps={keeps} />
          {post.answers.map((one) => (
            <div key={one.id} className="mt-4 border-l-2 pl-4" data-comment={one.id}>
              <Written words={one} keeps={keeps} />
            </div>
          ))}
          {answers && !post.hidden && <Answer post={post.id} />}
        </li>
      ))}
    </ul>
  )
}

function Written({ words, keeps }: { words: CommonWords; keeps: boolean }) {
  const { t } = useTranslation('common-groups')
  const { id, author, at, text, hidden, own } = words
  return (
    <>
      <ByLine author={author} at={at} />
      {hidden !== null && (
        <p>
          <Badge tone="warning">{t('hidden')}</Badge> {hidden}
        </p>
      )}
      <Words text={text} />
      {own && (
        <Form method="post">
          <input type="hidden" name="post" value={id} />
          <Button small look="quiet" name="intent" value="remove">
            {t('remove')}
          </Button>
        </Form>
      )}
      {keeps && <Decide post={id} isHidden={hidden !== null} />}
    </>
  )
}

function Decide({ post, isHidden }: { post: string; isHidden: boolean }) {
  const { t } = useTranslation('common-groups')
  if (isHidden)
    return (
      <Form method="post">
        <input type="hidden" name="post" value={post} />
        <Button small look="secondary" name="intent" value="show">
          {t('show')}
        </Button>
      </Form>
    )
  return (
    <Disclosure summary={t('hide')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="post" value={post} />
        <Textarea name="text" label={t('because')} hint={t('becauseHint')} rows={2} />
        <div>
          <Button small look="danger" name="intent" value="hide">
            {t('hide')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

function Answer({ post }: { post: string }) {
  const { t } = useTranslation('common-groups')
  return (
    <Disclosure summary={t('answer')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="post" value={post} />
        <Textarea name="text" label={t('answerText')} rows={3} />
        <div>
          <Button small name="intent" value="answer">
            {t('answerSend')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
