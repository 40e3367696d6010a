import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ShownComment, ShownPost } from '#app/domain/groups/read-posts.server.ts'
import type { Mentioned } from '#app/domain/notices/visible-mentions.server.ts'
import type { PostStep } from '#app/policy/group-steps.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { MentionTextarea } from '#app/ui/mention-textarea.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import { ByLine, Words } from './words.tsx'

type PostActionsProps = { post: ShownPost; group: string; steps: readonly PostStep[] }

/** « Merci », and what the author and who runs the group may do. */
export function PostActions({ post, group, steps }: PostActionsProps) {
  const { t } = useTranslation('groups')
  const pin = post.pinned ? 'unpin' : 'pin'
  return (
    <>
      {post.thanks > 0 && <p className="text-muted">{t('thanks.count', { count: post.thanks })}</p>}
      <Form method="post" className="actions">
        {steps.includes('thank') && (
          <Button small look="secondary" name="intent" value="thank" aria-pressed={post.thanked}>
            {t(post.thanked ? 'thanks.take' : 'thanks.say')}
          </Button>
        )}
        {steps.includes('change') && (
          <LinkButton small look="secondary" to={href.editPost(group, post.id)}>
            {t('write.change')}
          </LinkButton>
        )}
        {steps.includes(pin) && (
          <Button small look="secondary" name="intent" value={pin}>
            {t(`actions.${pin}`)}
          </Button>
        )}
        {steps.includes('show') && (
          <Button small look="secondary" name="intent" value="show">
            {t('actions.show')}
          </Button>
        )}
      </Form>
      {steps.includes('hide') && (
        <Disclosure summary={t('actions.hide')}>
          <Form method="post" className="form-stack">
            {!post.own && (
              <Textarea name="because" label={t('actions.because')} hint={t('actions.becauseHint')} rows={2} />
            )}
            <div>
              <Button small look="danger" name="intent" value="hide">
                {t('actions.hide')}
              </Button>
            </div>
          </Form>
        </Disclosure>
      )}
    </>
  )
}

/** How one hears of this one article: as of its group unless one says so here. */
export function Hearing({ hears }: { hears: string | null }) {
  const { t } = useTranslation('groups')
  const others = (['mail', 'never', 'usual'] as const).filter((one) => one !== (hears ?? 'usual'))
  return (
    <Form method="post" className="actions">
      <input type="hidden" name="intent" value="hear" />
      {hears && <span className="text-muted">{t(`hears.${hears}`)}</span>}
      {others.map((one) => (
        <Button key={one} small look="quiet" name="volume" value={one}>
          {t(`hear.${one}`)}
        </Button>
      ))}
    </Form>
  )
}

interface ThankedComment extends ShownComment {
  thanks: number
  thanked: boolean
}

type CommentsProps = {
  comments: readonly ThankedComment[]
  /** The reader may say thanks here. */
  thanks: boolean
  /** People named in answers whom the reader may know of. */
  known: readonly Mentioned[]
}

/** What is answered, oldest first. */
export function Comments({ comments, ...more }: CommentsProps) {
  const { t } = useTranslation('groups')
  if (comments.length === 0) return <p className="text-muted">{t('comments.none')}</p>
  return (
    <ul className="stack">
      {comments.map((comment) => (
        <li key={comment.id} className="card" data-comment={comment.id} data-state={comment.state}>
          <ByLine author={comment.author} at={comment.at} />
          {comment.state !== 'published' && <Badge tone="warning">{t(`states.${comment.state}`)}</Badge>}
          <Words text={comment.text} known={more.known} />
          {comment.because && <p className="text-muted">{t('because', { because: comment.because })}</p>}
          {comment.state === 'published' && <CommentActions comment={comment} thanks={more.thanks} />}
        </li>
      ))}
    </ul>
  )
}

/** « Merci » to who answered, how many said it, and taking the answer back. */
function CommentActions({ comment, thanks }: { comment: ThankedComment; thanks: boolean }) {
  const { t } = useTranslation('groups')
  const says = thanks && !comment.own
  if (!says && !comment.mayHide && comment.thanks === 0) return null
  return (
    <Form method="post" className="actions">
      <input type="hidden" name="comment" value={comment.id} />
      {comment.thanks > 0 && <span className="text-muted">{t('thanks.count', { count: comment.thanks })}</span>}
      {says && (
        <Button small look="quiet" name="intent" value="thank-comment" aria-pressed={comment.thanked}>
          {t(comment.thanked ? 'thanks.take' : 'thanks.say')}
        </Button>
      )}
      {comment.mayHide && (
        <Button small look="quiet" name="intent" value="hide-comment">
          {t('actions.hideComment')}
        </Button>
      )}
    </Form>
  )
}

type AnswerFormProps = { answer: { error: 'empty' | 'long'; text: string } | undefined; group: string; post: string }

/** The form below the answers; what was typed is kept where it is refused. */
export function AnswerForm({ answer, group, post }: AnswerFormProps) {
  const { t } = useTranslation('groups')
  return (
    <Form method="post" className="form-stack" noValidate>
      <MentionTextarea
        name="text"
        label={t('comments.label')}
        hint={t('mentions.hint')}
        suggest={{
          source: `${href.groupMentions(group)}?article=${post}`,
          label: t('mentions.label'),
          count: (count) => t('mentions.count', { count }),
        }}
        rows={4}
        error={answer ? t(`comments.errors.${answer.error}`) : undefined}
        defaultValue={answer?.text}
      />
      <div>
        <Button name="intent" value="answer">
          {t('comments.send')}
        </Button>
      </div>
    </Form>
  )
}
