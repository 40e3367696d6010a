/** The Atom feed of an association's public news (RFC 4287): what a visitor finds, however it is asked for. */
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { VISITOR } from '#app/policy/viewer.ts'
import { renderText } from './markdown.server.ts'
import { listNews, type NewsLine, type Reader } from './news.server.ts'

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these signs
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const xml = (text: string) => text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (sign) => SIGNS[sign]!)

type Texts = RowOf<'news', 'id' | 'text' | 'byline' | 'changedAt'>

interface Entry extends NewsLine {
  changed: string
  byline: string
  html: string
}

async function readEntries({ sql: run }: Ctx, reader: Reader, base: string): Promise<Entry[]> {
  const { tenant } = reader
  const { lines, texts } = await run(async (query) => {
    const { lines } = await listNews(query, reader)
    const ids = lines.map(({ id }) => id)
    const texts = await query<Texts>(sql`SELECT "id", "text", "byline", "changedAt" FROM "news"
      WHERE "tenantId" = ${tenant.id} AND "id" = ANY(${ids}::uuid[])`)
    return { lines, texts: new Map(texts.map((row) => [row.id, row])) }
  })
  return lines.map((line) => {
    const { text, byline, changedAt } = texts.get(line.id)!
    const changed = [line.at, changedAt?.toISOString() ?? line.at].sort().at(-1)!
    return { ...line, changed, byline: byline ?? tenant.config.name, html: renderText(text, 'feed', base) }
  })
}

const entryXml = (base: string) => (one: Entry) =>
  `  <entry>
    <id>urn:uuid:${one.id}</id>
    <title>${xml(one.title)}</title>
    <link rel="alternate" type="text/html" href="${xml(base + href.newsItem(one.slug))}"/>
    <published>${one.at}</published>
    <updated>${one.changed}</updated>
    <author><name>${xml(one.byline)}</name></author>
${one.category ? `    <category term="${xml(one.category)}"/>\n` : ''}    <summary>${xml(one.lead)}</summary>
    <content type="html">${xml(one.html)}</content>
  </entry>
`

/** @returns the feed as XML */
export async function newsFeed(ctx: Ctx): Promise<string> {
  const { tenant, sisters, now, url } = ctx
  const { name, tagline } = tenant.config
  const reader: Reader = { tenant, now, language: 'fr', ability: abilityOf(tenant, VISITOR, sisters) }
  const base = `${url.protocol}//${url.host}`
  const entries = await readEntries(ctx, reader, base)
  const updated =
    entries
      .map(({ changed }) => changed)
      .sort()
      .at(-1) ?? '2020-01-01T00:00:00.000Z'
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>${xml(base + href.newsFeed)}</id>
  <title>${xml(name)}</title>
  <subtitle>${xml(tagline.fr)}</subtitle>
  <updated>${updated}</updated>
  <author><name>${xml(name)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(base + href.newsFeed)}"/>
  <link rel="alternate" type="text/html" href="${xml(base + href.news)}"/>
${entries.map(entryXml(base)).join('')}</feed>
`
}
