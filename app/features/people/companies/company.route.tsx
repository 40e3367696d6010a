import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readCompanyPage } from './company.server.ts'
import { CompanyLinks, CompanyLogo, CompanyOffers, CompanyPeople } from './company-parts.tsx'

/** GET `/entreprises/:company`: the page of a company (N4, I12); `?etat=waiting` what it handed in. */
export async function loader(args: LoaderFunctionArgs) {
  return readCompanyPage(await open(args), args.params.company ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })
export const meta = pageMeta

export default function Company() {
  const { t } = useTranslation('companies')
  const page = useLoaderData<typeof loader>()
  const { company, edit, waits, done, desk } = page
  return (
    <article data-company={company.id} data-state={company.state}>
      <PageHeading
        title={company.name}
        above={
          page.list && (
            <Breadcrumbs label={t('trail')} items={[{ to: page.list, text: t('list') }, { text: company.name }]} />
          )
        }
        actions={
          <>
            {edit && <LinkButton to={edit}>{t('edit')}</LinkButton>}
            {desk && (
              <LinkButton look="secondary" to={desk}>
                {t('desk')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="stack mb-6">
        {done && (
          <Alert tone="success" live>
            {t(`done.${done}`)}
          </Alert>
        )}
        {company.state !== 'shown' && <Alert tone="info">{t(`states.${company.state}`)}</Alert>}
        {company.state === 'shown' && waits && <Alert tone="info">{t('states.changeWaits')}</Alert>}
        {company.because && (
          <Alert title={t('because')}>
            <p className="whitespace-pre-line">{company.because}</p>
          </Alert>
        )}
      </div>
      <Split side={<CompanyLinks company={company} />} below={<CompanyPeople {...page} />}>
        <CompanyLogo company={company} />
        <p className="reading whitespace-pre-line break-words">{company.about}</p>
        <CompanyOffers offers={page.offers} />
      </Split>
    </article>
  )
}
