/** Pages of imports as tests read and fill them in, and a small file of a school. */

/** The form of a page as a browser would send it untouched: its ticked boxes and chosen options. */
export function formOf(page: string): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [box] of page.matchAll(/<input[^>]*name="import\.\d+"[^>]*>/g))
    if (/ checked=""/.test(box)) form[/name="([^"]+)"/.exec(box)![1]!] = 'on'
  for (const [, name, options] of page.matchAll(/<select[^>]*name="(field\.\d+)"[^>]*>(.*?)<\/select>/gs))
    form[name!] = /<option value="([^"]*)" selected=""/.exec(options!)?.[1] ?? ''
  return form
}

/** @returns the text of a page as people read it, with plain spaces. */
export const textOf = async (response: Response) =>
  (await response.text())
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/[\s\u00a0]+/g, ' ')

export const rows = [
  ['N° élève', 'Nom', 'Prénom', 'Promotion', 'E-mail', 'Ville', 'Cantine'],
  ['0100001', 'DUPONT', 'Jean', 2010, 'jean@exemple.fr', 'Paris', 'oui'],
  ['0100002', 'MARTIN', 'Zoé', 2011, 'pas de mail', 'Nantes', 'non'],
  ['0100003', 'SANSPRENOM', '', 2012, 'x@exemple.fr', 'Brest', 'non'],
  ['', 'Cotisant', 'Paul', 2003, '', 'Rennes', 'non'],
]
