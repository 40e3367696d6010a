import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, euros, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { OwedPart, Party, ShareRow } from './shares.server.ts'

type ShareFormProps = {
  federation: boolean
  parties: readonly Party[]
  today: string
  fault?: string
  typed: Record<string, string>
}

/** An amount, what it is, and the heads: counted, and open to correction. */
export function ShareForm({ federation, parties, today, fault, typed }: ShareFormProps) {
  const { t, i18n } = useTranslation('books')
  const said = (name: string) => (fault === name ? [t(`shares.faults.${name}`)] : undefined)
  const kinds = federation ? ['dues', 'project', 'subsidy'] : ['subsidy', 'project']
  return (
    <Card id="nouvelle" title={t('shares.new')}>
      <Form method="post" noValidate className="form-stack">
        {fault && (
          <ErrorSummary
            title={t('errorTitle')}
            errors={[{ field: fault === 'heads' ? 'tetes' : fault, message: t(`shares.faults.${fault}`) }]}
          />
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            name="kind"
            label={t('shares.kind')}
            defaultValue={typed.kind ?? kinds[0]}
            error={said('kind')}
            options={kinds.map((value) => ({ value, label: t(`shares.kinds.${value}`) }))}
          />
          <TextInput
            name="title"
            label={t('shares.name')}
            defaultValue={typed.title ?? ''}
            error={said('title')}
            required
          />
          <TextInput
            name="amount"
            label={t('shares.amount')}
            after="€"
            inputMode="decimal"
            defaultValue={typed.amount ?? ''}
            error={said('amount')}
            required
          />
        </div>
        <Fieldset id="tetes" legend={t('shares.heads', { day: shortDay(`${today}T12:00:00Z`, i18n.language) })}>
          <p className="text-muted">{t('shares.headsHint')}</p>
          <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {parties.map(({ id, name, heads }) => (
              <TextInput
                key={id}
                name={`heads-${id}`}
                label={name}
                inputMode="numeric"
                defaultValue={typed[`heads-${id}`] ?? String(heads)}
              />
            ))}
          </div>
        </Fieldset>
        <div>
          <Button>{t('shares.submit')}</Button>
        </div>
      </Form>
    </Card>
  )
}

/** One division as it was made. */
export function ShareCard({ share }: { share: ShareRow }) {
  const { t, i18n } = useTranslation('books')
  const isCancelling = share.cancels !== null
  return (
    <Card
      id={`repartition-${share.id}`}
      title={share.title}
      aside={
        share.cancelled || isCancelling ? (
          <Badge tone="error">{t(isCancelling ? 'shares.takesBack' : 'shares.cancelled')}</Badge>
        ) : undefined
      }
    >
      <p>
        {t(`shares.kinds.${share.kind}`)} · {euros(share.cents, i18n.language)} ·{' '}
        {t('shares.countedOn', { day: shortDay(`${share.day}T12:00:00Z`, i18n.language) })}
        {share.by && ` · ${share.by}`}
      </p>
      <Table
        id={`parts-${share.id}`}
        caption={share.title}
        captionHidden
        head={
          <>
            <ColumnHead>{t('shares.party')}</ColumnHead>
            <ColumnHead number>{t('shares.headCount')}</ColumnHead>
            <ColumnHead number>{t('shares.share')}</ColumnHead>
          </>
        }
      >
        {share.parts.map(({ id, name, heads, cents }) => (
          <tr key={id} data-party={id} data-cents={cents}>
            <RowHead>{name}</RowHead>
            <Cell number>{countText(heads, i18n.language)}</Cell>
            <Cell number>{euros(cents, i18n.language)}</Cell>
          </tr>
        ))}
      </Table>
      <div className="flex flex-wrap items-center gap-4">
        <Anchor to={href.apportionmentFile(share.id)}>{t('shares.export')}</Anchor>
        {!share.cancelled && !isCancelling && (
          <Form method="post">
            <Button
              small
              look="quiet"
              name="cancel"
              value={share.id}
              aria-label={`${t('shares.cancel')} ${share.title}`}
            >
              {t('shares.cancel')}
            </Button>
          </Form>
        )}
      </div>
    </Card>
  )
}

/** What member associations are owed of the passes that their federation sold. */
export function OwedCard({ parts }: { parts: readonly OwedPart[] }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Card id="parts-des-acces" title={t('shares.owed')}>
      <p className="text-muted">{t('shares.owedText')}</p>
      <Table
        id="parts-dues"
        caption={t('shares.owed')}
        captionHidden
        head={
          <>
            <ColumnHead>{t('shares.party')}</ColumnHead>
            <ColumnHead number>{t('shares.share')}</ColumnHead>
          </>
        }
      >
        {parts.map(({ code, name, cents }) => (
          <tr key={code} data-owed={code}>
            <RowHead>{name}</RowHead>
            <Cell number>{euros(cents, i18n.language)}</Cell>
          </tr>
        ))}
      </Table>
      <Anchor to={href.booksExports}>{t('shares.owedFile')}</Anchor>
    </Card>
  )
}
