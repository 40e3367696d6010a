/**
 * One place where trouble of the store becomes an answer of its own, whichever loader or action met it, and where a
 * body that is too long is refused, whatever the action made of the part it read.
 */
import type { ActionFunction, LoaderFunction, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'

/** @returns undefined for an error that stays one */
export type AnswerTrouble = (error: unknown, asked: { requestId: string }) => Response | undefined

type Work = LoaderFunction | ActionFunction

/** What is answered in place of a failure, and of a body that is too long. */
export interface Refusals {
  trouble: AnswerTrouble
  tooLarge: () => Response
}

/** @returns the same site, whose loaders and actions refuse with that answer where they would have failed. */
export function guarded(build: ServerBuild, { trouble, tooLarge }: Refusals): ServerBuild {
  const guard = <T extends Work | undefined>(work: T): T =>
    work &&
    ((async (args: LoaderFunctionArgs) => {
      try {
        return await work(args)
      } catch (error) {
        throw (error instanceof Response ? undefined : trouble(error, args.context)) ?? error
      }
    }) as T)
  const bounded = (work: ActionFunction | undefined): ActionFunction | undefined =>
    work &&
    (async (args) => {
      const refuseTooLarge = () => {
        if (args.context.isTooLarge?.()) throw tooLarge()
      }
      refuseTooLarge()
      try {
        return await work(args)
      } finally {
        refuseTooLarge()
      }
    })
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    return [id, { ...route, module: { ...route.module, loader: guard(loader), action: bounded(guard(action)) } }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}
