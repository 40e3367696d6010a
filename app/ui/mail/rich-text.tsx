/** Texts and pictures of letters that somebody of the association wrote. */
import { Heading, Img } from '@react-email/components'
import { useColours } from './colours.ts'
import { FONT } from './font.ts'

/** Width of a letter's column, in pixels. */
const COLUMN = 552

/** @param html as domain/content/markdown renders it for mails: nothing but what that channel's list allows */
export function MailRichText({ html }: { html: string }) {
  const { ink } = useColours()
  return (
    <div
      className="m-ink m-rich"
      style={{ ...FONT, color: ink, overflowWrap: 'anywhere' }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by one allow-list; see the house rules
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

/** The heading of one thing among others. */
export function MailSubheading({ children }: { children: string }) {
  const { ink } = useColours()
  return (
    <Heading
      as="h2"
      className="m-ink"
      style={{ ...FONT, color: ink, fontSize: 20, lineHeight: '28px', margin: '24px 0 0' }}
    >
      {children}
    </Heading>
  )
}

type MailPictureProps = { src: string; alt: string; width: number; height: number }

/** A picture across the column; its words stand where mail programs show none. */
export function MailPicture({ src, alt, width, height }: MailPictureProps) {
  const shown = Math.min(width, COLUMN)
  return (
    <Img
      src={src}
      alt={alt}
      width={shown}
      height={Math.round((height * shown) / Math.max(width, 1))}
      style={{ ...FONT, borderRadius: 6, height: 'auto', margin: '16px 0', maxWidth: '100%' }}
    />
  )
}
