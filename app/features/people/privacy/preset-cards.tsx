import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import type { PresetState } from './preset-changes.ts'

type PresetsProps = {
  version: string
  presets: readonly PresetState[]
  /** What stood before the preset that was just applied. */
  before: string | null
}

/** Ready-made answers: the one in force is marked, the others say how many lines they change. */
export function Presets({ version, presets, before }: PresetsProps) {
  const { t } = useTranslation(['profile', 'privacy'])
  return (
    <Card id="presets" title={t('privacy:presets.title')}>
      <div className="stack">
        <p className="reading">{t('privacy:presets.text')}</p>
        {before !== null && (
          <Form method="post" className="actions">
            <Button look="secondary" name="avant" value={before}>
              {t('privacy:presets.undo')}
            </Button>
          </Form>
        )}
        {presets.map((state) => (
          <OnePreset key={state.preset} version={version} state={state} />
        ))}
      </div>
    </Card>
  )
}

function OnePreset({ version, state: { preset, count, site } }: { version: string; state: PresetState }) {
  const { t } = useTranslation(['profile', 'privacy'])
  const name = t(`privacy:presets.${preset}.name`)
  return (
    <div data-preset={preset} data-changes={count}>
      {count === 0 ? (
        <p className="flex flex-wrap items-center gap-2">
          <strong>{name}</strong> <Badge tone="success">{t('privacy:presets.current')}</Badge>
        </p>
      ) : (
        <Form method="post" className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="version" value={version} />
          <Button look="secondary" name="preset" value={preset}>
            {name}
          </Button>
          <span className="text-muted">{t('privacy:presets.changes', { count })}</span>
        </Form>
      )}
      <p className="field-hint mt-2">{t(`privacy:presets.${preset}.text`)}</p>
      {site.length > 0 && (
        <Disclosure summary={t('privacy:presets.which')}>
          <ul className="list-disc pl-6">
            {site.map(({ audience, fields }) => (
              <li key={audience}>
                {t('privacy:presets.to', {
                  who: t(`who.${audience}`),
                  fields: fields.map((field) => t(`fields.${field}`)).join(', '),
                })}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}
