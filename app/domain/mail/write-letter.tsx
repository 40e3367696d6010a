/** From a row of the outbox to what is sent: subject, both bodies and headers, in the recipient's language. */
import { render, toPlainText } from '@react-email/render'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Language } from '#app/i18n/language.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import type { OutgoingMail } from '#app/outside/resend.ts'
import { themeFrom } from '#app/tenant/theme.ts'
import { MailLayout } from '#app/ui/mail/layout.tsx'
import { MailLink, MailNote } from '#app/ui/mail/parts.tsx'
import type { Letter, LetterContext } from './letter.ts'
import { originOf } from './origin.ts'
import { unsubscribePath } from './unsubscribe-link.ts'

export interface Envelope {
  id: string
  to: string
  language: Language
  personId: string | null
  listId: string | null
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** One mailbox and nothing besides: no name, no list, no second line. */
const MAILBOX = /^[^\s<>(),;:"\\[\]@]{1,64}@[^\s<>(),;:"\\[\]@]{1,255}$/

/** A header is one line, whatever somebody put into their name. */
export const oneLine = (text: string): string => text.replace(CONTROL, ' ').replace(/ {2,}/g, ' ').trim()

/** A heading is no shouting. */
const PLAIN = {
  selectors: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
}

const quoted = (name: string): string => `"${oneLine(name).replace(/["\\]/g, '')}"`

/**
 * @param data what its feature put into the outbox
 * @throws where the address is none, or the letter cannot be written from that data
 */
export async function writeLetter(
  tenant: Tenant,
  letter: Letter,
  data: Record<string, unknown>,
  envelope: Envelope,
): Promise<OutgoingMail> {
  if (!MAILBOX.test(envelope.to)) throw new Error('not an address')
  const ctx = contextOf(tenant, envelope.language)
  const subject = oneLine(letter.subject(data, ctx))
  const leave = envelope.listId && envelope.personId ? unsubscribeAddress(envelope, ctx) : undefined
  const { light, dark } = themeFrom(tenant.config.brand)
  const html = await render(
    <MailLayout
      language={envelope.language}
      title={subject}
      logo={tenant.config.shortName}
      colours={{ light, dark }}
      foot={<Foot ctx={ctx} leave={leave} />}
    >
      {letter.body(data, ctx)}
    </MailLayout>,
  )
  return {
    from: `${quoted(tenant.config.name)} <${env().MAIL_FROM}>`,
    to: envelope.to,
    replyTo: answersTo(letter, data) ?? tenant.config.contactEmail,
    subject,
    html,
    text: toPlainText(html, PLAIN),
    headers: leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {},
    tags: { tenant: tenant.slug, mail: envelope.id },
  }
}

/** An address that is none is left out: the letter still goes. */
function answersTo(letter: Letter, data: Record<string, unknown>): string | undefined {
  const wish = letter.replyTo?.(data)
  return wish !== undefined && MAILBOX.test(wish) ? wish : undefined
}

function contextOf(tenant: Tenant, language: Language): LetterContext {
  const origin = originOf(tenant)
  return {
    t: translatorFor(language, tenant.config),
    language,
    config: tenant.config,
    link(path) {
      if (!/^\/(?![/\\])/.test(path)) throw new Error('a link in a mail is a path of ours')
      return `${origin}${path}`
    },
  }
}

const unsubscribeAddress = ({ personId, listId }: Envelope, ctx: LetterContext): string =>
  ctx.link(unsubscribePath(ctx.config.slug, personId!, listId!))

function Foot({ ctx: { t, config, link }, leave }: { ctx: LetterContext; leave: string | undefined }) {
  const home = link('/').replace(/\/$/, '')
  const list = leave
    ? t('mailing:letter.fromList', { name: config.name })
    : t('mailing:letter.owed', { name: config.name })
  return (
    <>
      <MailNote>
        {list} <MailLink to={home}>{home}</MailLink>
      </MailNote>
      {leave && (
        <MailNote>
          <MailLink to={leave}>{t('mailing:letter.leave')}</MailLink> ·{' '}
          <MailLink to={link(href.subscriptions)}>{t('mailing:letter.choose')}</MailLink>
        </MailNote>
      )}
    </>
  )
}
