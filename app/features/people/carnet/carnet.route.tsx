import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Newspaper from 'lucide-react/icons/newspaper'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { CARNET_KINDS } from '#app/vocabulary/carnet.ts'
import { changeCarnetPage, readCarnetPage } from './carnet.server.ts'
import { Notice } from './notice.tsx'

/** GET and POST `/carnet` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readCarnetPage(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeCarnetPage(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['sent', 'back', 'gone'] as const

export default function Carnet() {
  const { t } = useTranslation('carnet')
  const { title, formKey, notices, own, kind, sends, keeps, ...page } = useLoaderData<typeof loader>()
  const done = DONE.find((one) => one === page.done)
  const tabs = [null, ...CARNET_KINDS].map((one) => ({
    to: one ? `${href.carnet}?rubrique=${one}` : href.carnet,
    text: t(one ? `kinds.${one}` : 'all'),
    current: one === kind,
  }))
  return (
    <FormKey.Provider value={formKey}>
      <div className="stack">
        <PageHeading
          title={title}
          lead={t('lead')}
          actions={
            <>
              {sends && <LinkButton to={href.carnetNew}>{t('send')}</LinkButton>}
              {keeps && (
                <LinkButton to={href.carnetDesk} look="secondary">
                  {t('keep')}
                </LinkButton>
              )}
            </>
          }
        />
        {done && (
          <Alert tone={done === 'gone' ? 'warning' : 'success'} live>
            {t(`done.${done}`)}
          </Alert>
        )}
        {own.length > 0 && (
          <Card id="les-miens" title={t('own')}>
            {own.map((one) => (
              <div key={one.id} data-notice={one.id} data-state={one.state}>
                <p>
                  {t(`kinds.${one.kind}`)} · {t(`states.${one.state}`)}
                  {one.because && ` · ${one.because}`}
                </p>
                {one.state === 'pending' && (
                  <Form method="post">
                    <input type="hidden" name="id" value={one.id} />
                    <Button small look="quiet">
                      {t('takeBack')}
                    </Button>
                  </Form>
                )}
              </div>
            ))}
          </Card>
        )}
        <Tabs label={t('kindsLabel')} tabs={tabs} />
        {notices.length === 0 ? (
          <EmptyState icon={Newspaper} title={t('none')}>
            <p>{t('noneText')}</p>
          </EmptyState>
        ) : (
          <ul className="stack" data-total={notices.length}>
            {notices.map((one) => (
              <Notice key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </FormKey.Provider>
  )
}
