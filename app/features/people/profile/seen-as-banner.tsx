import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { EYES, type Eyes } from '#app/vocabulary/eyes.ts'

/** Above a preview: whose eyes these are, the other ones, and the way back. */
export function SeenAsBanner({ handle, eyes }: { handle: string; eyes: Eyes }) {
  const { t } = useTranslation('profile')
  const address = href.profile(handle)
  return (
    <div className="stack no-print" data-preview={eyes}>
      <Alert title={t(`eyes.${eyes}.banner`)}>
        <p>
          <Anchor to={address}>{t('eyes.back')}</Anchor>
        </p>
      </Alert>
      <Tabs
        label={t('eyes.label')}
        tabs={EYES.map((one) => ({
          to: `${address}?vu-par=${one}`,
          text: t(`eyes.${one}.tab`),
          current: one === eyes,
        }))}
      />
    </div>
  )
}
