type Match = { id: string; data: unknown }
type MetaArgs = { data?: unknown; matches: readonly (Match | undefined)[] }

const textAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined

/**
 * `export const meta = pageMeta`: the page's title is the loader's `title`, then the site's name.
 * Loaders have a translator; this runs where there is none.
 */
export function pageMeta({ data, matches }: MetaArgs): { title: string }[] {
  const root = matches.find((match) => match?.id === 'root')
  const site = textAt(textAt(root?.data, 'frame'), 'name')
  const parts = [textAt(data, 'title'), site].filter((part) => typeof part === 'string' && part !== '')
  return [{ title: [...new Set(parts)].join(' – ') }]
}
