import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readProfile } from './profile.server.ts'
import { ProfileView } from './profile-view.tsx'

/** GET `/profil/:handle`: the CV-style page of one person (S6); `?vu-par=` shows one's own with other eyes (S10). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return readProfile(ctx, args.params.handle ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Profile() {
  return <ProfileView page={useLoaderData<typeof loader>()} />
}
