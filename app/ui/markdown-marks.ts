/** What the buttons above a text put into it, in a browser and, where there are no scripts, on the server. Pure. */
export const MARKS = ['bold', 'italic', 'heading', 'list', 'quote', 'link'] as const
export type Mark = (typeof MARKS)[number]

/** What stands before and after the words; those of lines begin one. */
const SIGNS: Record<Mark, readonly [before: string, after: string, line: boolean]> = {
  bold: ['**', '**', false],
  italic: ['*', '*', false],
  heading: ['## ', '', true],
  list: ['- ', '', true],
  quote: ['> ', '', true],
  link: ['[', '](https://)', false],
}

export interface Marked {
  text: string
  /** The words that were marked, to be selected. */
  from: number
  to: number
}

/**
 * Marks the words between two places of a text.
 * @param sample what stands there where no words are chosen
 */
export function applyMark(text: string, [from, to]: readonly [number, number], mark: Mark, sample: string): Marked {
  const [before, after, isLine] = SIGNS[mark]
  const start = isLine ? text.lastIndexOf('\n', from - 1) + 1 : from
  const words = text.slice(start, to) || sample
  const gap = isLine && start > 0 && text.slice(0, start).trimEnd() !== '' && !text.slice(0, start).endsWith('\n\n')
  const marked = isLine ? words.replaceAll('\n', `\n${before}`) : words
  const opening = `${gap ? '\n' : ''}${before}`
  return {
    text: text.slice(0, start) + opening + marked + after + text.slice(to),
    from: start + opening.length,
    to: start + opening.length + marked.length,
  }
}

/** @returns the text with a sample at its end: what a button does where the browser runs no scripts */
export function appendMark(text: string, mark: Mark, sample: string): string {
  const isLine = SIGNS[mark][2]
  const end = text === '' || text.endsWith('\n') ? text : `${text}${isLine ? '\n\n' : ' '}`
  return applyMark(end, [end.length, end.length], mark, sample).text
}
