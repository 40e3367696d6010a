import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { CommonPost, CommonWords } from '#app/domain/groups/common-posts.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { ByLine, Words } from './words.tsx'

/** Groups of the federation, in a list. */
export function CommonRows({ groups }: { groups: readonly { slug: string; name: string; joined: boolean }[] }) {
  const { t } = useTranslation('groups')
  return (
    <Rows data-total={groups.length}>
      {groups.map(({ slug, name, joined }) => (
        <Row
          key={slug}
          data-group={slug}
          to={href.commonGroup(slug)}
          title={name}
          note={t('common.of')}
          end={joined ? <Badge tone="success">{t('common.joined')}</Badge> : undefined}
        />
      ))}
    </Rows>
  )
}

type JoinProps = { joined: boolean; mayJoin: boolean; keeps: boolean }

/** One's own place: joining, leaving, or why one cannot join. */
export function JoinCommon({ joined, mayJoin, keeps }: JoinProps) {
  const { t } = useTranslation('groups')
  if (keeps) return null
  if (!joined && !mayJoin)
    return (
      <Alert>
        {t('common.notShared')} <Anchor to={`${href.privacy}#accords`}>{t('common.share')}</Anchor>
      </Alert>
    )
  return (
    <Card id="place" title={t('place.title')}>
      <Form method="post" className="form-stack" discover="none">
        <p className="reading">{t(joined ? 'place.member' : 'common.joinText')}</p>
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
  const { t } = useTranslation('groups')
  const said = (field: 'title' | 'text') => (answer?.fault === field ? t(`common.errors.${field}`) : undefined)
  return (
    <Card id="ecrire" title={t('common.write')}>
      <Form method="post" className="form-stack" noValidate discover="none">
        <TextInput name="title" label={t('write.heading')} error={said('title')} defaultValue={answer?.typed.title} />
        <Textarea
          name="text"
          label={t('write.text')}
          hint={t('common.readBy')}
          rows={5}
          error={said('text')}
          defaultValue={answer?.typed.text}
        />
        <div>
          <Button name="intent" value="write">
            {t('write.send')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

type PostsProps = { posts: readonly CommonPost[]; answers: boolean; keeps: boolean }

/** Articles, newest first, each with its answers. */
export function CommonPosts({ posts, answers, keeps }: PostsProps) {
  const { t } = useTranslation('groups')
  if (posts.length === 0) return <p>{t('common.nothing')}</p>
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
  const { t } = useTranslation('groups')
  const { id, author, at, text, hidden, own } = words
  return (
    <>
      <ByLine author={author} at={at} />
      {hidden !== null && (
        <p>
          <Badge tone="warning">{t('states.hidden')}</Badge> {hidden}
        </p>
      )}
      <Words text={text} />
      {own && (
        <Form method="post" discover="none">
          <input type="hidden" name="post" value={id} />
          <Button small look="quiet" name="intent" value="remove">
            {t('common.remove')}
          </Button>
        </Form>
      )}
      {keeps && <Decide post={id} isHidden={hidden !== null} />}
    </>
  )
}

function Decide({ post, isHidden }: { post: string; isHidden: boolean }) {
  const { t } = useTranslation('groups')
  if (isHidden)
    return (
      <Form method="post" discover="none">
        <input type="hidden" name="post" value={post} />
        <Button small look="secondary" name="intent" value="show">
          {t('actions.show')}
        </Button>
      </Form>
    )
  return (
    <Disclosure summary={t('actions.hide')}>
      <Form method="post" className="form-stack" discover="none">
        <input type="hidden" name="post" value={post} />
        <Textarea name="text" label={t('actions.because')} hint={t('actions.becauseHint')} rows={2} />
        <div>
          <Button small look="danger" name="intent" value="hide">
            {t('actions.hide')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

function Answer({ post }: { post: string }) {
  const { t } = useTranslation('groups')
  return (
    <Disclosure summary={t('common.answer')}>
      <Form method="post" className="form-stack" discover="none">
        <input type="hidden" name="post" value={post} />
        <Textarea name="text" label={t('common.answerText')} rows={3} />
        <div>
          <Button small name="intent" value="answer">
            {t('common.answerSend')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
