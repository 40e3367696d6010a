import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { Anchor } from './anchor.tsx'
import { Icon } from './icon.tsx'

type PaginationProps = {
  /** Names the region: « Pages de l’annuaire ». */
  label: string
  previous?: { to: string; text: string } | null
  next?: { to: string; text: string } | null
  /** Where one can leap, if one can; `null` for a gap. Without it the pages are only before and after. */
  pages?: readonly ({ to: string; text: string; current?: boolean; label?: string } | null)[]
  /** « Page 2 sur 51 », « 21 à 40 sur plus de 1 000 ». */
  summary: string
}

/** Links to the other pages of a list. */
export function Pagination({ label, previous, next, pages = [], summary }: PaginationProps) {
  const gap = (index: number) => `gap-${pages[index - 1]?.text}`
  return (
    <nav className="pagination" aria-label={label}>
      <p className="count">{summary}</p>
      <ul>
        {previous && (
          <li>
            <Anchor className="page-link" to={previous.to} rel="prev">
              <Icon of={ChevronLeft} />
              {previous.text}
            </Anchor>
          </li>
        )}
        {pages.map((page, index) =>
          page ? (
            <li key={page.text}>
              <Anchor
                className="page-link"
                to={page.to}
                aria-label={page.label}
                aria-current={page.current ? 'page' : undefined}
              >
                {page.text}
              </Anchor>
            </li>
          ) : (
            <li key={gap(index)}>…</li>
          ),
        )}
        {next && (
          <li>
            <Anchor className="page-link" to={next.to} rel="next">
              {next.text}
              <Icon of={ChevronRight} />
            </Anchor>
          </li>
        )}
      </ul>
    </nav>
  )
}
