/** Legal pages, worked out from the association's own file: who publishes, on what terms it sells, for whom. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { sellsAnything } from '#app/policy/money.rules.ts'

export interface LegalSection {
  id: string
  title: string
  lines: string[]
  /** Pages that say more. */
  links?: { to: string; text: string }[]
}

export interface LegalPageData {
  title: string
  lead: string
  sections: LegalSection[]
}

/** What identifies the association: one line each, absent where its file does not say. */
function identity({ tenant: { config }, t }: Ctx): string[] {
  const { seller } = config
  const place = seller?.address
  return [
    seller ? `${seller.legalName}, ${seller.legalForm}` : config.name,
    ...(place ? [[place.street, place.more, `${place.postcode} ${place.city}`].filter(Boolean).join(', ')] : []),
    ...(seller?.siren ? [t('legal:siren', { siren: seller.siren })] : []),
    ...(seller?.rna ? [t('legal:rna', { rna: seller.rna })] : []),
    ...(seller?.vat.number ? [t('legal:vat', { number: seller.vat.number })] : []),
    t('legal:email', { email: config.contactEmail }),
  ]
}

const contactLink = ({ t }: Ctx) => [{ to: href.contact, text: t('legal:contact') }]

/** GET `/mentions-legales` */
export function readNotice(ctx: Ctx): LegalPageData {
  const { tenant, t } = ctx
  const { name, legal } = tenant.config
  const privacy = { to: href.privacyPolicy, text: t('legal:notice.privacyLink') }
  return {
    title: t('legal:notice.title'),
    lead: t('legal:notice.lead', { name }),
    sections: [
      { id: 'editeur', title: t('legal:notice.publisher'), lines: identity(ctx), links: contactLink(ctx) },
      { id: 'directeur', title: t('legal:notice.director'), lines: [legal.director ?? t('legal:notice.president')] },
      ...(legal.host ? [{ id: 'hebergeur', title: t('legal:notice.host'), lines: [legal.host] }] : []),
      { id: 'contenus', title: t('legal:notice.rights'), lines: [t('legal:notice.rightsText', { name })] },
      { id: 'donnees', title: t('legal:notice.data'), lines: [t('legal:notice.dataText')], links: [privacy] },
      {
        id: 'signaler',
        title: t('legal:notice.report'),
        lines: [t('legal:notice.reportText')],
        links: contactLink(ctx),
      },
    ],
  }
}

/** GET `/conditions-de-vente`; null for an association that sells nothing. */
export function readTerms(ctx: Ctx): LegalPageData | null {
  const { tenant, t } = ctx
  const { config } = tenant
  if (!sellsAnything(config) || !config.seller) return null
  const { vat } = config.seller
  const say = (id: string, ...lines: string[]): LegalSection => ({ id, title: t(`legal:terms.${id}.title`), lines })
  const withdrawal = say('withdrawal', t('legal:terms.withdrawal.text'), t('legal:terms.withdrawal.begun'))
  return {
    title: t('legal:terms.title'),
    lead: t('legal:terms.lead', { name: config.seller.legalName }),
    sections: [
      { ...say('seller'), lines: identity(ctx), links: contactLink(ctx) },
      say('sold', t('legal:terms.sold.text'), ...(config.recruiters?.pass ? [t('legal:terms.sold.pass')] : [])),
      say(
        'prices',
        t(`legal:terms.prices.${vat.members === 'taxed' ? 'taxed' : 'free'}`),
        t('legal:terms.prices.text'),
      ),
      say('payment', t('legal:terms.payment.text'), t('legal:terms.payment.receipt')),
      say('delivery', t('legal:terms.delivery.text')),
      { ...withdrawal, links: contactLink(ctx) },
      ...(config.money.gifts ? [say('gifts', t('legal:terms.gifts.text'))] : []),
      say('complaints', t('legal:terms.complaints.text'), ...(config.legal.mediator ? [config.legal.mediator] : [])),
      {
        ...say('access', t('legal:terms.access.text')),
        links: [{ to: href.accessibility, text: t('legal:access.title') }],
      },
    ],
  }
}

/** GET `/accessibilite` */
export function readAccessibility(ctx: Ctx): LegalPageData {
  const { t, tenant } = ctx
  const say = (id: string, ...lines: string[]): LegalSection => ({ id, title: t(`legal:access.${id}.title`), lines })
  return {
    title: t('legal:access.title'),
    lead: t('legal:access.lead', { name: tenant.config.name }),
    sections: [
      say('state', t('legal:access.state.text'), t('legal:access.state.checked')),
      say('known', t('legal:access.known.papers'), t('legal:access.known.sent')),
      { ...say('help', t('legal:access.help.text', { email: tenant.config.contactEmail })), links: contactLink(ctx) },
      say('appeal', t('legal:access.appeal.text')),
    ],
  }
}
