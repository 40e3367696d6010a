import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { PAY_STEPS, PROFILE_LEVELS } from '#app/vocabulary/profiles.ts'
import type { readLibrary } from './library.server.ts'

type Library = Awaited<ReturnType<typeof readLibrary>>

/** What narrows the library: fields that profiles show, and two that only filter. */
export function LibraryForm({ asked, purposes, chosen }: Pick<Library, 'asked' | 'purposes' | 'chosen'>) {
  const { t, i18n } = useTranslation('profiles')
  const field = (name: keyof Library['asked']) => ({
    ...{ name, label: t(`library.fields.${name}`), defaultValue: asked[name] },
  })
  return (
    <Disclosure summary={t(chosen > 0 ? 'library.filters' : 'library.filter', { count: chosen })} framed untilWide>
      <Form method="get" action={href.profileLibrary} className="form-stack">
        <TextInput {...field('q')} type="search" hint={t('library.hints.q')} />
        <Select
          {...field('recherche')}
          empty={t('library.all')}
          options={purposes.map((value) => ({ value, label: value }))}
        />
        <TextInput {...field('domaine')} />
        <Select
          {...field('niveau')}
          empty={t('library.all')}
          options={PROFILE_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
        <TextInput {...field('ville')} />
        <TextInput {...field('annee')} inputMode="numeric" narrow />
        <Select
          {...field('salaire')}
          hint={t('library.hints.salaire')}
          empty={t('library.all')}
          options={PAY_STEPS.map((pay) => ({
            value: String(pay),
            label: t('library.pay', { pay: countText(pay, i18n.language) }),
          }))}
        />
        <TextInput {...field('libre')} type="date" narrow hint={t('library.hints.libre')} />
        <div className="actions">
          <Button>{t('library.search')}</Button>
          {chosen > 0 && (
            <LinkButton look="quiet" to={href.profileLibrary}>
              {t('library.clear')}
            </LinkButton>
          )}
        </div>
      </Form>
    </Disclosure>
  )
}

/** Keeps the search as an alert, and leads to those that the account keeps (N6). */
export function SaveAlert({ asked }: Pick<Library, 'asked'>) {
  const { t } = useTranslation('profiles')
  const kept = (['q', 'recherche', 'niveau', 'domaine', 'ville'] as const).filter((name) => asked[name])
  return (
    <Form method="post" action={href.profileAlerts} className="actions">
      {kept.map((name) => (
        <input key={name} type="hidden" name={name} value={asked[name]} />
      ))}
      <Button small look="secondary" name="intent" value="add">
        {t('alerts.save')}
      </Button>
      <Anchor to={href.profileAlerts}>{t('alerts.see')}</Anchor>
    </Form>
  )
}
