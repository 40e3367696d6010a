import LogIn from 'lucide-react/icons/log-in'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { NavItem } from '#app/ui/nav.tsx'
import { PageShell } from '#app/ui/page-shell.tsx'
import { FactorBanner } from './factor-banner.tsx'
import type { Frame } from './frame.server.ts'
import { type At, placesAt, siblingsAt, useAccountItems, useBar, useSwitches, useTool } from './frame-links.ts'
import { StandInBanner } from './stand-in-banner.tsx'
import { UnsentBanner } from './unsent-banner.tsx'

const OFFERS = { gifts: href.gifts, shop: href.shop } as const

const isThere = (item: NavItem | undefined): item is NavItem => item !== undefined

/** The site around a page: header, menu, account, foot; on a phone a bar at the bottom. */
export function SiteFrame({ frame, at, children }: { frame: Frame; at: At; children?: ReactNode }) {
  const { t } = useTranslation()
  const { account } = frame
  const tool = useTool(at, frame)
  const switches = useSwitches(at, frame.shade)
  const items = useAccountItems(frame)
  const texts = {
    skip: t('shell.skip'),
    menu: t('shell.menu'),
    navigation: t('shell.navigation'),
    footer: t('shell.footer'),
    banner: t('shell.banner'),
  }
  return (
    <PageShell
      association={{ name: frame.name, logo: frame.logo, homeTo: '/' }}
      texts={texts}
      nav={placesAt(at, frame)}
      siblings={siblingsAt(at, frame)}
      apart={tool('admin')}
      tools={[tool('search'), tool('messages'), tool('notices')].filter(isThere)}
      bar={useBar(at, frame)}
      account={
        account && {
          name: account.name,
          label: t('shell.account'),
          items,
          switches,
          signOut: { action: href.signOut, text: t('shell.signOut') },
        }
      }
      signIn={frame.logo ? { to: href.signIn, text: t('shell.signIn'), icon: LogIn } : null}
      footerLinks={
        frame.logo
          ? [
              { to: href.privacyPolicy, text: t('shell.privacy') },
              { to: href.register, text: t('shell.register') },
              { to: href.pages, text: t('shell.pages') },
              { to: href.contact, text: t('shell.contact') },
              { to: href.legalNotice, text: t('shell.legalNotice') },
              ...(frame.sells ? [{ to: href.termsOfSale, text: t('shell.terms') }] : []),
              { to: href.accessibility, text: t('shell.accessibility') },
              ...frame.offers.map((one) => ({ to: OFFERS[one], text: t(`shell.${one}`) })),
            ]
          : []
      }
      switches={account ? [] : switches}
      banner={hasBanner(frame) && <Banners frame={frame} />}
    >
      {children}
    </PageShell>
  )
}

const hasBanner = ({ standIn, unsent, factorDue }: Frame) => Boolean(standIn ?? unsent ?? factorDue)

function Banners({ frame }: { frame: Frame }) {
  if (frame.standIn) return <StandInBanner as={frame.standIn} />
  return (
    <>
      {frame.unsent && <UnsentBanner unsent={frame.unsent} />}
      {frame.factorDue && <FactorBanner due={frame.factorDue} />}
    </>
  )
}
