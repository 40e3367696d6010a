/**
 * `/demo/…`: pages of the doubles of third parties, handed through from their process. There is no such address without
 * `DEMO=1`.
 */

/** Headers that say what a page wants; nothing of the visitor's session goes there. */
const PASSED = ['accept', 'content-type']

/** @param doublesUrl where the doubles answer */
export async function demoPage(request: Request, doublesUrl: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers()
  for (const name of PASSED) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer()
  const address = new URL(`${pathname}${search}`, doublesUrl)
  const answer = await fetch(address, { method: request.method, headers, body, redirect: 'manual' })
  const kept = new Headers(answer.headers)
  for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length', 'date'])
    kept.delete(name)
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: kept })
}
