import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'

/** Addresses that lead nowhere: a 404 in the association's colours. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args)
  throw notFound()
}

export default function Absent() {
  return null
}
