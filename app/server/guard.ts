/** One place where trouble of the store becomes an answer of its own, whichever loader or action met it. */
import type { ActionFunction, LoaderFunction, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'

/** @returns undefined for an error that stays one */
export type AnswerTrouble = (error: unknown, asked: { requestId: string }) => Response | undefined

type Work = LoaderFunction | ActionFunction

/** @returns the same site, whose loaders and actions refuse with that answer where they would have failed. */
export function guarded(build: ServerBuild, answer: AnswerTrouble): ServerBuild {
  const guard = <T extends Work | undefined>(work: T): T =>
    work &&
    ((async (args: LoaderFunctionArgs) => {
      try {
        return await work(args)
      } catch (error) {
        throw (error instanceof Response ? undefined : answer(error, args.context)) ?? error
      }
    }) as T)
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    return [id, { ...route, module: { ...route.module, loader: guard(loader), action: guard(action) } }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}
