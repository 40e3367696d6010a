/** Pages for when there is no association to draw them for: a few words, no data, no script. */

interface PlainPage {
  status: number
  language: string
  title: string
  text: string
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** @returns a page in the reader's language that says one thing. */
export function plainPage({ status, language, title, text }: PlainPage): Response {
  const body = `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main></body></html>`
  return new Response(body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
