import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput, Textarea, TextInput } from '#app/ui/text-input.tsx'

interface Page {
  name: string
  typed: Record<'about' | 'website' | 'careers' | 'place', string>
  logo: string | null
  readFirst: boolean
}

/** Words, links, address and logo; what was typed is kept where something of it does not hold. */
export function CompanyForm({ page, answer }: { page: Page; answer: FormAnswer | undefined }) {
  const { t } = useTranslation('companies')
  const first = Object.fromEntries(Object.entries(answer?.errors ?? {}).map(([name, [fault]]) => [name, fault!]))
  const { say, lines } = faultWords(first, (fault) => t(`write.errors.${fault}`))
  const typed = (name: keyof Page['typed']) => answer?.typed[name] ?? page.typed[name]
  const optional = t('optional')
  return (
    <Form method="post" encType="multipart/form-data" className="card form-stack" noValidate>
      <ErrorSummary title={t('write.errors.summary')} errors={lines} />
      <p className="font-semibold">{page.name}</p>
      <Textarea
        name="about"
        rows={8}
        maxLength={4000}
        label={t('write.about')}
        hint={t('write.aboutHint')}
        error={say('about')}
        defaultValue={typed('about')}
        required
      />
      {(['website', 'careers', 'place'] as const).map((name) => (
        <TextInput
          key={name}
          name={name}
          label={t(`write.${name}`)}
          optional={optional}
          error={say(name)}
          defaultValue={typed(name)}
          maxLength={name === 'place' ? 160 : 300}
          {...(name === 'place' ? {} : { inputMode: 'url' as const })}
        />
      ))}
      {page.logo && <img src={page.logo} alt="" className="company-logo" />}
      <FileInput
        name="logo"
        label={t(page.logo ? 'write.otherLogo' : 'write.logo')}
        hint={t('write.logoHint')}
        optional={optional}
        error={say('logo')}
        accept="image/gif,image/png,image/jpeg"
      />
      {page.logo && <Checkbox name="noLogo" label={t('write.noLogo')} />}
      <div className="actions">
        <Button>{t(page.readFirst ? 'write.send' : 'write.publish')}</Button>
      </div>
    </Form>
  )
}
