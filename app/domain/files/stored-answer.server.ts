import { env } from '#app/context/env.ts'
import { notFound } from '#app/context/refusals.ts'
import { fileStore } from '#app/outside/files.ts'

interface About {
  'Content-Type': string
  'Cache-Control': string
  'Content-Disposition'?: string
  'Cross-Origin-Resource-Policy'?: string
}

/**
 * Answers with a stored file; browsers take it for nothing but the type that is said.
 * @param key of a file that the viewer may have; none: there is no such thing for them
 * @throws Response 404 where there is nothing
 */
export async function storedAnswer(key: string | null | undefined, about: About): Promise<Response> {
  const store = fileStore(env().FILES_URL)
  if (!key || !(await store.has(key))) throw notFound()
  const bytes = await store.read(key)
  return new Response(Buffer.from(bytes), {
    headers: { ...about, 'Content-Length': String(bytes.byteLength), 'X-Content-Type-Options': 'nosniff' },
  })
}
