import type { LoaderFunctionArgs } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { pickPeople } from '#app/domain/search/pick-people.server.ts'

/** GET `/admin/personnes?q=&vers=`, as JSON: whom a page of the administration may be asked about, as one types. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['people', 'accounts', 'keep-books', 'see-as', 'rules'] })
  const { searchParams } = ctx.url
  const people = await pickPeople(ctx, searchParams.get('q') ?? '')
  const options = people.map(({ handle, name, note }) => ({
    ...{ handle, label: name, note },
    address: addressOf(searchParams.get('vers') ?? '', handle),
  }))
  return Response.json({ options }, { headers: { 'Cache-Control': 'no-store' } })
}

/** Back to the page that asks, within the administration whatever the address says; else the record. */
function addressOf(page: string, handle: string): string {
  const [path = '', query = ''] = page.split('?', 2)
  if (!path.startsWith(`${href.admin}/`)) return href.member(handle)
  const params = new URLSearchParams(query)
  params.set('personne', handle)
  return `${path}?${params}`
}
