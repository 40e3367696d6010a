import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

const PAGES = { home: href.operator, health: href.operatorHealth, security: href.operatorSecurity } as const

type OperatorHeadProps = { title: string; lead?: string; tab?: keyof typeof PAGES; email: string }

/** The head of the operator's pages, with the way out. */
export function OperatorHead({ title, lead, tab, email }: OperatorHeadProps) {
  const { t } = useTranslation('operator')
  return (
    <>
      <PageHeading
        title={title}
        lead={lead}
        actions={
          <Form method="post" action={href.operatorSignOut} data-forget="">
            <Button look="secondary" small>
              {t('signOut', { email })}
            </Button>
          </Form>
        }
      />
      <Tabs
        label={t('pages')}
        tabs={(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((page) => ({
          to: PAGES[page],
          text: t(`${page}.tab`),
          current: page === tab,
        }))}
      />
    </>
  )
}
