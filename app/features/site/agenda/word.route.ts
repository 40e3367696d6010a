import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'

/** GET `/agenda`: the word of the menu leads to the list. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args)
  return redirect(href.events, 301)
}
