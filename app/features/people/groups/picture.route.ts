import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '#app/context/env.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { pictureAnswer } from '#app/domain/files/judge-file.server.ts'
import { findPicture } from '#app/domain/groups/post-pictures.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { groupAt } from './open-group.server.ts'

/** GET `/groupes/:group/photos/:picture`: for who reads its article now (A20). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['join-groups', 'groups', 'moderation'] })
  const { group = '', picture = '' } = args.params
  const key = await ctx.sql(async (query) => findPicture(ctx, query, (await groupAt(ctx, query, group)).id, picture))
  const store = fileStore(env().FILES_URL)
  if (!key || !(await store.has(key))) throw notFound()
  return pictureAnswer(args.request, picture, () => store.read(key))
}
