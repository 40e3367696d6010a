import { type ActionFunctionArgs, redirectDocument } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { safeRedirect } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { isLocal } from '#app/context/session.ts'
import { siteOfRequest } from '#app/context/site.ts'
import { isLanguage } from '#app/i18n/language.ts'

const YEAR = 365 * 24 * 3600

/** POST `/affichage` with `lang` or `theme`: kept in the browser, then back to the page. */
export async function action(args: ActionFunctionArgs) {
  const { request } = args
  const { kind, host } = await siteOfRequest(request)
  if (kind === 'association') await open(args, { asOneself: true })
  const form = await sentForm(request)
  const headers = new Headers()
  const keep = (name: string, value: string, seconds = YEAR) =>
    headers.append(
      'Set-Cookie',
      `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${seconds}${isLocal(host) ? '' : '; Secure'}`,
    )
  const [lang, theme] = [form.get('lang'), form.get('theme')]
  if (isLanguage(lang)) keep('lang', lang)
  if (theme === 'light' || theme === 'dark') keep('theme', theme)
  if (theme === 'auto') keep('theme', '', 0)
  // The whole page anew: its language and colours stand on the root element.
  return redirectDocument(safeRedirect(form.get('redirectTo'), '/'), { headers })
}
