import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { notFound } from '#app/context/refusals.ts'
import { openOwn } from './own-record.server.ts'
import { saveRecord } from './record.server.ts'
import { PAGE_AT, pageOf, partForm, type RecordPart } from './sections.ts'

/** GET `/parametres/<part>`, an address of before there were six pages: leads to where the part stands now. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  const part = args.params.section
  const page = pageOf(part)
  if (!page) throw notFound()
  return redirect(`${PAGE_AT[page]}${ctx.url.search}#${part}`, 301)
}

/** POST: a form that was open meanwhile is saved; one to correct is sent again by the browser, where it comes back. */
export async function action(args: ActionFunctionArgs) {
  const part = args.params.section
  const answer = await saveRecord(await openOwn(args), part, args.request)
  return answer instanceof Response ? answer : redirect(partForm(part as RecordPart), 307)
}
