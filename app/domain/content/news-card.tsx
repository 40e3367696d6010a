import Newspaper from 'lucide-react/icons/newspaper'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { NewsLine } from './news.server.ts'

/** One of the news in a list. @param first its picture is what the page shows first: loaded at once */
export function NewsCard({ one, first, level = 2 }: { one: NewsLine; first?: boolean; level?: 2 | 3 }) {
  const { t, i18n } = useTranslation('news')
  const Heading = level === 2 ? 'h2' : 'h3'
  const { id, slug, title, lead, category, at, audience, picture } = one
  return (
    <li className="news-card" data-news={id}>
      {picture ? (
        <img
          src={picture.src}
          alt=""
          width={picture.width}
          height={picture.height}
          loading={first ? 'eager' : 'lazy'}
        />
      ) : (
        <div className="news-blank">
          <Icon of={Newspaper} size={40} />
        </div>
      )}
      <div>
        <p className="text-sm text-muted">
          {category && `${category} · `}
          <time dateTime={at}>{longDay(at, i18n.language)}</time>
        </p>
        <Heading className="text-lg">
          <Anchor className="row-link" to={href.newsItem(slug)}>
            {title}
          </Anchor>
        </Heading>
        <p className="text-muted">{lead}</p>
        {audience !== 'public' && (
          <p>
            <Badge>{t(`audiences.${audience}`)}</Badge>
          </p>
        )}
      </div>
    </li>
  )
}
