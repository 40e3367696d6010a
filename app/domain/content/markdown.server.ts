/**
 * Texts of the association: Markdown as it is written, HTML as each channel may have it. Whatever stands in the text,
 * only what a channel's list names comes out.
 */
import { Marked } from 'marked'
import sanitize from 'sanitize-html'

const BLOCKS = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'br']
const WORDS = ['a', 'strong', 'em', 'del', 'code']
const TABLES = ['table', 'thead', 'tbody', 'tr', 'th', 'td']

/** The one allow-list of each channel: elements, and where links may lead. Pictures are sent and described apart. */
const ALLOWED = {
  site: { allowedTags: [...BLOCKS, ...WORDS, ...TABLES], allowedSchemes: ['https', 'http', 'mailto', 'tel'] },
  /** Programs that read feeds draw what they like: no tables. */
  feed: { allowedTags: [...BLOCKS, ...WORDS], allowedSchemes: ['https', 'http', 'mailto'] },
  mail: { allowedTags: [...BLOCKS, ...WORDS], allowedSchemes: ['https', 'http', 'mailto', 'tel'] },
} as const
export type TextChannel = keyof typeof ALLOWED

const markdown = new Marked({ gfm: true, breaks: true, async: false })

/** The page has its own first heading. */
const LOWER = { h1: 'h2', h5: 'h4', h6: 'h4' } as const

/**
 * Renders a text for a channel.
 * @param base where addresses without a host belong, for readers who are not on the site
 * @returns HTML that holds nothing but what the channel allows
 */
export function renderText(text: string, channel: TextChannel, base?: string): string {
  const { allowedTags, allowedSchemes } = ALLOWED[channel]
  const link = (tag: string, { href: to = '' }: sanitize.Attributes) => ({
    tagName: tag,
    attribs: { href: base && /^\/(?!\/)/.test(to) ? base + to : to, rel: 'noopener' },
  })
  return sanitize(markdown.parse(text, { async: false }), {
    allowedTags: [...allowedTags],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: [...allowedSchemes],
    allowProtocolRelative: false,
    transformTags: { ...LOWER, a: link },
  }).trim()
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** @returns the text without any mark-up, on one line */
export function plainText(text: string): string {
  const bare = sanitize(markdown.parse(text, { async: false }), { allowedTags: [], allowedAttributes: {} })
  return bare
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => SIGNS[sign]!)
    .replace(/\s+/g, ' ')
    .trim()
}

/** @returns the beginning of a text in whole words, without mark-up, at most so many characters and an ellipsis */
export function beginning(text: string, most: number): string {
  const plain = plainText(text)
  if (plain.length <= most) return plain
  return `${plain
    .slice(0, most)
    .replace(/\s+\S*$/, '')
    .replace(/[\s.,;:…]+$/, '')}…`
}
