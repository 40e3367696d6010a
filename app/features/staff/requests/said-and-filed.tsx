import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'

export interface SaidPart {
  label: string
  said: string
  /** Nothing: there is no record beside the request. */
  filed?: string
  same?: boolean
}

/** On a phone, part by part: what was said, and below it what is on file; in three columns every word would break. */
export function SaidAndFiled({ title, parts }: { title?: ReactNode; parts: readonly SaidPart[] }) {
  const { t } = useTranslation('access')
  return (
    <section className="my-4 md:hidden">
      {title && <h3 className="mb-2">{title}</h3>}
      <dl className="divide-y divide-line border-y border-line">
        {parts.map(({ label, said, filed, same }) => (
          <div key={label} className="py-2">
            <dt className="flex flex-wrap items-center gap-2 font-semibold">
              {label} {same && <Badge tone="success">{t('queue.same')}</Badge>}
            </dt>
            <dd className="break-words">
              {filed !== undefined && <span className="text-muted">{t('queue.said')} </span>}
              {said}
            </dd>
            {filed !== undefined && (
              <dd className="break-words">
                <span className="text-muted">{t('queue.filed')} </span>
                {filed}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}
