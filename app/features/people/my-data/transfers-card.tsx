import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'

interface OwnFile {
  id: string
  to: string
  what: string
  /** Only who agreed is in it. */
  asks: boolean
  objected: boolean
}

interface Left {
  to: string
  fields: readonly string[]
  /** ISO instant. */
  at: string
}

/** To whom one's data may be handed, one's no to it, and what has left. */
export function TransfersCard({ files, left }: { files: readonly OwnFile[]; left: readonly Left[] }) {
  const { t, i18n } = useTranslation('rights')
  return (
    <Card id="transmissions" title={t('transfers.title')}>
      {files.length > 0 && <p className="reading">{t('transfers.text')}</p>}
      {files.length > 0 && (
        <Stack>
          {files.map((file) => (
            <OneFile key={file.id} {...file} />
          ))}
        </Stack>
      )}
      {left.length === 0 ? (
        <p>{t('transfers.nothing')}</p>
      ) : (
        left.map(({ to, fields, at }) => (
          <Disclosure key={at + to} summary={t('transfers.left', { to, day: longDay(at, i18n.language) })}>
            <p className="reading">{fields.map((field) => t(`fields.${field}`)).join(', ')}</p>
          </Disclosure>
        ))
      )}
    </Card>
  )
}

function OneFile({ id, to, what, asks, objected }: OwnFile) {
  const { t } = useTranslation('rights')
  return (
    <Form method="post" className="form-stack">
      <input type="hidden" name="intent" value="transfer" />
      <input type="hidden" name="file" value={id} />
      <input type="hidden" name="no" value={objected ? 'no' : 'yes'} />
      <p className="reading">
        <strong>{to}</strong> : {what}{' '}
        <Badge tone={objected ? 'warning' : 'neutral'}>{t(objected ? 'transfers.refused' : 'transfers.open')}</Badge>
      </p>
      {asks && (
        <p className="reading">
          {t('transfers.asks')} <Anchor to={`${href.privacy}#accords`}>{t('consents.change')}</Anchor>
        </p>
      )}
      <div>
        <Button small look="secondary">
          {t(objected ? 'transfers.accept' : 'transfers.refuse')} <span className="sr-only">: {to}</span>
        </Button>
      </div>
    </Form>
  )
}
