/** Tasks of the staff member who looks, for what a page offers; each page and form asks the policy again. */
import { useOutletContext } from '@remix-run/react'
import type { Action } from '#app/vocabulary/actions.ts'

export type Held = readonly Action[]

/** Tasks whose pages the staff's search leads to. */
export const FIND_NEEDS: readonly Action[] = ['people', 'accounts', 'keep-books', 'organisations']

/** @returns whether the viewer has one of these tasks; the layout of /admin says which they have */
export function useHolds(): (...actions: Action[]) => boolean {
  const held = useOutletContext<Held | undefined>() ?? []
  return (...actions) => actions.some((action) => held.includes(action))
}
