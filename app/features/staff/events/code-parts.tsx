import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { TextInput, type TextInputProps } from '#app/ui/text-input.tsx'
import type { CodeAnswer } from './codes.server.ts'
import type { CodeField } from './judge-code.ts'

interface Code {
  id: string
  code: string
  less: string
  names: readonly string[]
  used: number
  most: number | null
  perBuyer: number | null
  off: string
  opens: string | null
  closes: string | null
  stopped: boolean
  live: boolean
}

/** The event's codes: what they take off, how often they were used, and how to stop them. */
export function CodeTable({ codes }: { codes: readonly Code[] }) {
  const { t } = useTranslation('events')
  return (
    <Table
      id="table-codes"
      caption={t('codes.list')}
      head={(['code', 'less', 'used', 'when', 'step'] as const).map((column) => (
        <ColumnHead key={column}>{t(`codes.columns.${column}`)}</ColumnHead>
      ))}
    >
      {codes.map((one) => (
        <tr key={one.id} data-code={one.code}>
          <RowHead>{one.code}</RowHead>
          <Cell>{[one.less, ...one.names].join(' · ')}</Cell>
          <Cell>
            {one.most === null ? one.used : t('tickets.of', { count: one.used, quota: one.most })}
            {one.used > 0 && <div className="text-muted">{t('codes.off', { amount: one.off })}</div>}
          </Cell>
          <Cell>{[one.opens, one.closes].filter(Boolean).join(' – ') || '–'}</Cell>
          <Cell>
            {one.stopped ? (
              <Badge>{t('codes.stopped')}</Badge>
            ) : (
              <DisclosedStep
                summary={t('codes.stop')}
                text={t('codes.stopText')}
                intent="stop"
                hidden={[{ name: 'code', value: one.id }]}
              />
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

type CodeFieldsProps = { types: readonly { value: string; label: string }[]; answer: CodeAnswer | undefined }

const NUMBER = { inputMode: 'numeric', narrow: true } as const

/** A new code: what it takes off, of which tickets, how often and until when. */
export function CodeFields({ types, answer }: CodeFieldsProps) {
  const { t } = useTranslation('events')
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`codes.errors.${fault}`))
  const optional = t('form.optional')
  const field = (name: CodeField, more: Partial<TextInputProps>) => (
    <TextInput
      name={name}
      label={t(`codes.${name}`)}
      error={say(name)}
      defaultValue={answer?.typed[name] ?? ''}
      {...(more as object)}
    />
  )
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      {field('code', { hint: t('codes.codeHint'), autoComplete: 'off', autoCapitalize: 'characters' })}
      {field('percent', { ...NUMBER, after: '%', hint: t('codes.lessHint') })}
      {field('amount', { inputMode: 'decimal', narrow: true, after: '€' })}
      {types.length > 1 && (
        <CheckboxGroup
          name="types"
          legend={t('codes.types')}
          hint={t('codes.typesHint')}
          options={types}
          defaultValues={answer?.typed.types ?? []}
        />
      )}
      {field('most', { ...NUMBER, optional, hint: t('codes.mostHint') })}
      {field('perBuyer', { ...NUMBER, optional })}
      {field('opens', { type: 'datetime-local', optional, hint: t('tickets.timesHint') })}
      {field('closes', { type: 'datetime-local', optional, hint: t('tickets.timesHint') })}
      <Actions>
        <Button name="intent" value="save">
          {t('codes.add')}
        </Button>
      </Actions>
    </Form>
  )
}
