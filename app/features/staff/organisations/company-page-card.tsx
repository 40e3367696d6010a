import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import type { CompanyPageDecision } from '#app/vocabulary/company-pages.ts'
import type { CompanyPages, JudgedPage } from './company-page.server.ts'

/** What the company shows and what it would show: the staff read it first, or take it off line. */
export function CompanyPageCard({ pages, fault }: { pages: CompanyPages; fault: string | undefined }) {
  const { t } = useTranslation('admin')
  const { shown, waiting, refused, decisions } = pages
  if (!shown && !waiting && !refused) return null
  return (
    <Card id="page" title={t('organisations.page.title')}>
      {fault?.startsWith('page-') && (
        <Alert tone="error" live>
          {t(`organisations.page.faults.${fault}`)}
        </Alert>
      )}
      {waiting && (
        <PageWords state="waiting" page={waiting}>
          {decisions.includes('page-approve') && <Decide intent="page-approve" page={waiting} />}
          {decisions.includes('page-refuse') && <Decide intent="page-refuse" page={waiting} />}
        </PageWords>
      )}
      {shown && (
        <PageWords state="shown" page={shown}>
          {decisions.includes('page-take-down') && <Decide intent="page-take-down" page={shown} />}
        </PageWords>
      )}
      {refused && <PageWords state="refused" page={refused} />}
    </Card>
  )
}

interface PageWordsProps {
  state: 'shown' | 'waiting' | 'refused'
  page: JudgedPage
  children?: ReactNode
}

function PageWords({ state, page, children }: PageWordsProps) {
  const { t, i18n } = useTranslation('admin')
  const { name, about, website, careers, place, logo, because, at } = page
  const lines = [
    ['name', name],
    ['about', about],
    ['website', website],
    ['careers', careers],
    ['place', place],
    ['because', because],
  ] as const
  return (
    <section className="stack" data-state={state}>
      <p>
        <Badge tone={state === 'shown' ? 'success' : state === 'waiting' ? 'info' : undefined}>
          {t(`organisations.page.states.${state}`)}
        </Badge>{' '}
        <span className="text-muted">{shortDay(at, i18n.language)}</span>
      </p>
      {logo && <img src={logo} alt={t('organisations.page.logo')} className="company-logo" />}
      <DefinitionList>
        {lines.map(
          ([term, value]) =>
            value && (
              <Definition key={term} term={t(`organisations.page.${term}`)}>
                <span className="whitespace-pre-line break-words">{value}</span>
              </Definition>
            ),
        )}
      </DefinitionList>
      {children}
    </section>
  )
}

/** A yes is one button; a no says why. */
function Decide({ intent, page: { hash } }: { intent: CompanyPageDecision; page: JudgedPage }) {
  const { t } = useTranslation('admin')
  const form = (
    <Form method="post" className="form-stack">
      <input type="hidden" name="hash" value={hash} />
      {intent !== 'page-approve' && (
        <Textarea
          id={`because-${intent}`}
          name="because"
          rows={3}
          maxLength={1000}
          label={t('organisations.page.because')}
          hint={t('organisations.page.becauseHint')}
        />
      )}
      <div>
        <Button name="intent" value={intent} look={intent === 'page-approve' ? 'primary' : 'danger'}>
          {t(`organisations.page.${intent}`)}
        </Button>
      </div>
    </Form>
  )
  return intent === 'page-approve' ? form : <Disclosure summary={t(`organisations.page.${intent}`)}>{form}</Disclosure>
}
