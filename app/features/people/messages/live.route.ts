import type { LoaderFunctionArgs } from '@remix-run/node'
import { openLine } from '#app/domain/messages/live.server.ts'
import { openCorrespondent } from './correspondent.server.ts'

const EVENTS = 'text/event-stream'

/** GET `/messagerie/direct`: server-sent events; 204 tells a browser not to come again. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, writer } = await openCorrespondent(args)
  // Whoever asks for something else (a page's data, say) waits for an end, and a line has none.
  const listens = args.request.headers.get('Accept')?.includes(EVENTS)
  const events = listens ? await openLine(ctx.tenant.id, writer) : undefined
  if (!events) return new Response(null, { status: 204 })
  // Compressed, events would wait for each other.
  const headers = { 'Content-Type': EVENTS, 'Cache-Control': 'no-store, no-transform' }
  return new Response(events, { headers })
}
