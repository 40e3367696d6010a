import type { ReactNode } from 'react'

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/

/** What somebody typed, on one line or several: addresses of pages are links, nothing else of it is mark-up. */
export function Linked({ text }: { text: string }) {
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

type ParagraphsProps = {
  text: string
  /** Draws the words of one paragraph; links alone unless told. */
  words?: (text: string) => ReactNode
}

/** What somebody typed: paragraphs as they stand. */
export function Paragraphs({ text, words = (one) => <Linked text={one} /> }: ParagraphsProps) {
  return (
    <div className="reading">
      {text.split(/\n{2,}/).map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
        <p key={i} className="whitespace-pre-line break-words">
          {words(paragraph)}
        </p>
      ))}
    </div>
  )
}
