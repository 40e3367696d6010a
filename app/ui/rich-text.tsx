import { classNames } from './class-names.ts'

type RichTextProps = {
  /** As domain/content/markdown renders it: nothing but what a channel's list allows. */
  html: string
  className?: string
}

/** A text with headings, lists and links, as somebody wrote it. The one place that takes HTML as it stands. */
export function RichText({ html, className }: RichTextProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by one allow-list; see the house rules
  return <div className={classNames('prose reading', className)} dangerouslySetInnerHTML={{ __html: html }} />
}
