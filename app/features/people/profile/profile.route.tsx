import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { findSuggestions } from '#app/domain/suggestions/find-suggestions.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readProfile } from './profile.server.ts'
import { ProfileView } from './profile-view.tsx'

/** People suggested beside one's own page. */
const BESIDE = 3

/** GET `/profil/:handle`: the CV-style page of one person (S6); `?vu-par=` shows one's own with other eyes (S10). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const page = await readProfile(ctx, args.params.handle ?? '')
  return { ...page, suggested: page.own ? (await findSuggestions(ctx, BESIDE)).people : [] }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Profile() {
  const { suggested, ...page } = useLoaderData<typeof loader>()
  return <ProfileView page={page} suggested={suggested} />
}
