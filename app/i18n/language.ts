/** In which language a page is: French unless the visitor's choice or browser says English. */

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** @returns the value of a cookie of the request. */
export function cookieOf(request: Request, name: string): string | undefined {
  const wanted = `${name}=`
  const pairs = (request.headers.get('Cookie') ?? '').split(';')
  return pairs
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length)
}

/** @returns whether `value` names a language of ours. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/** Cookie `lang`, else the browser's first language that we have, else French. */
export function languageOf(request: Request): Language {
  const chosen = cookieOf(request, 'lang')
  return isLanguage(chosen) ? chosen : preferred(request.headers.get('Accept-Language') ?? '')
}

/** Reads `Accept-Language` (RFC 9110, 12.5.4). */
function preferred(header: string): Language {
  const wishes = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
  })
  const ours = wishes.filter(({ language, weight }) => isLanguage(language) && weight > 0)
  const best = ours.sort((a, b) => b.weight - a.weight)[0]
  return isLanguage(best?.language) ? best.language : 'fr'
}
