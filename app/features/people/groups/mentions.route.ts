import type { LoaderFunctionArgs } from '@remix-run/node'
import { suggested } from './mentions.server.ts'
import { openGroups } from './open-group.server.ts'

/** GET `/groupes/:group/mentions?q=`, as JSON: whom one may name in what one writes there (A12). */
export async function loader(args: LoaderFunctionArgs) {
  const options = await suggested(await openGroups(args), args.params.group ?? '')
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } })
}
