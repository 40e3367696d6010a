/** The type of mails: the reader's own sans serif, since no outside host is ever asked for a font. */
export const FONT = {
  fontFamily: "'Source Sans 3', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  fontSize: 17,
  lineHeight: '27px',
  margin: '12px 0',
} as const
