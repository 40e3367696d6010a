import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { findSuggestions } from '#app/domain/suggestions/find-suggestions.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { wayBack } from '../directory/way-back.server.ts'
import { readProfile } from './profile.server.ts'
import { ProfileView } from './profile-view.tsx'
import { ResultsBar } from './results-bar.tsx'

/** People suggested beside one's own page. */
const BESIDE = 3

/** GET `/profil/:handle`: the CV-style page of one person (S6); `?vu-par=` shows one's own with other eyes (S10). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const handle = args.params.handle ?? ''
  const page = await readProfile(ctx, handle)
  const suggested = page.own ? (await findSuggestions(ctx, BESIDE)).people : []
  return { ...page, suggested, back: await wayBack(ctx, handle) }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Profile() {
  const { suggested, back, ...page } = useLoaderData<typeof loader>()
  return (
    <>
      {back && <ResultsBar back={back} />}
      <ProfileView page={page} suggested={suggested} />
    </>
  )
}
