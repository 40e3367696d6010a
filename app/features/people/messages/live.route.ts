import type { LoaderFunctionArgs } from '@remix-run/node'
import { openLine } from '#app/domain/messages/live.server.ts'
import { openCorrespondent } from './correspondent.server.ts'

/** GET `/messagerie/direct`: server-sent events; 204 tells a browser not to come again. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, writer } = await openCorrespondent(args)
  const events = await openLine(ctx.tenant.id, writer)
  if (!events) return new Response(null, { status: 204 })
  // Compressed, events would wait for each other.
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform' }
  return new Response(events, { headers })
}
