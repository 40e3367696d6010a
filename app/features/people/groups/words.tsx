import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { MENTION } from '#app/domain/notices/mentions.ts'
import type { Mentioned } from '#app/domain/notices/visible-mentions.server.ts'
import type { ShownAuthor } from '#app/domain/search/authors.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/

/** A paragraph whose addresses of pages are links. */
function Linked({ text }: { text: string }) {
  const parts = text.split(LINK)
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: an address may stand twice in a text
      <a key={i} href={part} rel="nofollow noopener ugc">
        {part}
      </a>
    ) : (
      part
    ),
  )
}

/** A text in which `@identifiant` of somebody whom the reader may know of leads to their page (A12). */
function Mentions({ text, known }: { text: string; known: readonly Mentioned[] }) {
  if (known.length === 0) return <Linked text={text} />
  // Text, what stands before the sign, the identifier, text …
  const parts = text.split(MENTION)
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: somebody may be named twice in a text
    <Fragment key={i}>{i % 3 === 2 ? <Mention handle={part} known={known} /> : <Linked text={part} />}</Fragment>
  ))
}

function Mention({ handle, known }: { handle: string; known: readonly Mentioned[] }) {
  const person = known.find((one) => one.handle === handle.toLowerCase())
  if (!person) return `@${handle}`
  return (
    <span data-person={person.handle}>
      <Anchor to={href.profile(person.handle)}>@{person.name}</Anchor>
    </span>
  )
}

/**
 * What somebody wrote: paragraphs as they stand, addresses of pages and mentions as links, and nothing else of it as
 * mark-up.
 * @param known people named in it whom the reader may know of
 */
export function Words({ text, known = [] }: { text: string; known?: readonly Mentioned[] }) {
  return (
    <div className="reading">
      {text.split(/\n{2,}/).map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
        <p key={i} className="whitespace-pre-line break-words">
          <Mentions text={paragraph} known={known} />
        </p>
      ))}
    </div>
  )
}

/** Who wrote it and when; « Un membre » where the viewer may not know of them. */
export function ByLine({ author, at }: { author: ShownAuthor | null; at: string }) {
  const { t, i18n } = useTranslation('groups')
  return (
    <p className="text-sm text-muted">
      {author ? (
        <span data-person={author.handle}>
          <Anchor to={href.profile(author.handle)}>{author.name}</Anchor>
        </span>
      ) : (
        t('someone')
      )}
      {' · '}
      <time dateTime={at}>{longMoment(at, i18n.language)}</time>
    </p>
  )
}
