/** The loaders' data on their way into the page (Remix "single fetch"), as scripts in place of a stream. */

/** As Remix writes it: JSON that cannot end a script element. */
function scriptSafe(json: string): string {
  return json.replace(
    /[&><\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Reads the stream to its end.
 * @param stream turbo-stream of the loaders' data, whose values are settled
 * @param nonce of the page's Content-Security-Policy
 * @returns what the page's own reader in the browser takes it from
 */
export async function drainHandoff(stream: ReadableStream<Uint8Array>, nonce: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = stream.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read())
    text += decoder.decode(part.value, { stream: true })
  const controller = 'window.__remixContext.streamController'
  return `<script nonce="${nonce}">${controller}.enqueue(${scriptSafe(JSON.stringify(text))});${controller}.close();</script>`
}
