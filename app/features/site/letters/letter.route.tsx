import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { localDay, localTime } from '#app/domain/events/event-times.ts'
import type { LetterThing } from '#app/domain/letters/things.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { readCopy } from './letter.server.ts'

/** GET `/lettres/:letter`: who has the address reads it, as they would have the mail (B20). */
export async function loader(args: LoaderFunctionArgs) {
  return readCopy(await open(args), args.params.letter ?? '')
}

/** Its address is told to its readers, not to search engines. */
export const headers = () => ({ 'X-Robots-Tag': 'noindex' })
export const meta = pageMeta

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['blocks'][number]

export default function Letter() {
  const { i18n } = useTranslation('letters')
  const { title, at, blocks } = useLoaderData<typeof loader>()
  return (
    <Reading>
      <article className="stack">
        <PageHeading title={title} lead={longDay(at, i18n.language)} />
        {blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter that left does not change
          <BlockOnSite key={i} block={block} />
        ))}
      </article>
    </Reading>
  )
}

function BlockOnSite({ block }: { block: Shown }) {
  const { t } = useTranslation('letters')
  switch (block.kind) {
    case 'title':
      return <h2 className="text-2xl">{block.text}</h2>
    case 'text':
      return <RichText html={block.html} />
    case 'picture':
      return <img className="news-picture" src={block.src} alt={block.alt} width={block.width} height={block.height} />
    case 'button':
      return (
        <p>
          <LinkButton to={block.to}>{block.text}</LinkButton>
        </p>
      )
    case 'thing':
      return <ThingOnSite thing={block.thing} />
    case 'dues':
      return (
        <p>
          <LinkButton look="secondary" to={href.dues}>
            {t('mail.dues')}
          </LinkButton>
        </p>
      )
  }
}

/** A piece of news, an event or an offer that whoever looks may read. */
function ThingOnSite({ thing: { kind, title, lead, to, when, where } }: { thing: LetterThing }) {
  const { t, i18n } = useTranslation('letters')
  const facts = [when && `${localDay(when.startsLocal, i18n.language)}, ${localTime(when.startsLocal)}`, where]
  return (
    <div>
      <h2 className="text-xl">{title}</h2>
      {facts.some(Boolean) && <p className="text-muted">{facts.filter(Boolean).join(' · ')}</p>}
      <p>
        {lead} <Anchor to={to}>{t(`mail.open.${kind}`)}</Anchor>
      </p>
    </div>
  )
}
