import { useLocation } from '@remix-run/react'
import LogIn from 'lucide-react/icons/log-in'
import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { NavItem } from '#app/ui/nav.tsx'
import { PageShell } from '#app/ui/page-shell.tsx'
import type { SwitchFormProps } from '#app/ui/switch-form.tsx'
import { FactorBanner } from './factor-banner.tsx'
import type { Frame } from './frame.server.ts'
import { StandInBanner } from './stand-in-banner.tsx'
import { UnsentBanner } from './unsent-banner.tsx'

const PAYS = { dues: href.dues, pass: href.directoryPass, receipts: href.receipts } as const
const OFFERS = { gifts: href.gifts, shop: href.shop } as const

const PLACES = {
  directory: href.directory,
  cohort: href.cohort,
  companies: href.companies,
  groups: href.groups,
  messages: href.messages,
  admin: href.admin,
} as const

/** Where the page posts the choice of language, of light or dark. */
const DISPLAY = href.display

function useSwitches(shade: Frame['shade']): SwitchFormProps[] {
  const { t, i18n } = useTranslation()
  const { pathname, search } = useLocation()
  const shared = { action: DISPLAY, redirectTo: pathname + search }
  return [
    {
      ...shared,
      name: 'lang',
      label: t('shell.language'),
      current: i18n.language,
      options: [
        { value: 'fr', text: 'Français', lang: 'fr' },
        { value: 'en', text: 'English', lang: 'en' },
      ],
    },
    {
      ...shared,
      name: 'theme',
      label: t('shell.display'),
      current: shade ?? 'auto',
      options: [
        { value: 'auto', text: t('shell.auto'), icon: Monitor },
        { value: 'light', text: t('shell.light'), icon: Sun },
        { value: 'dark', text: t('shell.dark'), icon: Moon },
      ],
    },
  ]
}

function useMenu({ menu, unread }: Pick<Frame, 'menu' | 'unread'>): NavItem[] {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return menu.map((entry) => ({
    to: PLACES[entry],
    text: t(`shell.${entry}`),
    ...(entry === 'messages' && unread > 0
      ? { count: String(unread), countLabel: t('shell.unread', { count: unread }) }
      : {}),
    current: pathname === PLACES[entry] || pathname.startsWith(`${PLACES[entry]}/`),
  }))
}

/** The site around a page: header, menu, account, foot. */
export function SiteFrame({ frame, children }: { frame: Frame; children: ReactNode }) {
  const { t } = useTranslation()
  const { account } = frame
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
      nav={useMenu(frame)}
      account={
        account && {
          name: account.name,
          label: t('shell.account'),
          items: [
            ...(account.handle
              ? [
                  { to: href.profile(account.handle), text: t('shell.myProfile') },
                  { to: href.contacts, text: t('shell.contacts') },
                ]
              : []),
            ...(account.page ? [{ to: account.page, text: t('shell.myPage') }] : []),
            ...frame.pays.map((one) => ({ to: PAYS[one], text: t(`shell.${one}`) })),
            account.handle
              ? { to: href.settings, text: t('shell.settings') }
              : { to: href.myData, text: t('shell.myData') },
            { to: href.security, text: t('shell.security') },
          ],
          signOut: { action: href.signOut, text: t('shell.signOut') },
        }
      }
      signIn={frame.logo ? { to: href.signIn, text: t('shell.signIn'), icon: LogIn } : null}
      footerLinks={
        frame.logo
          ? [
              { to: href.privacyPolicy, text: t('shell.privacy') },
              { to: href.register, text: t('shell.register') },
              ...frame.offers.map((one) => ({ to: OFFERS[one], text: t(`shell.${one}`) })),
            ]
          : []
      }
      switches={useSwitches(frame.shade)}
      banner={
        frame.standIn ? (
          <StandInBanner as={frame.standIn} />
        ) : (
          (frame.unsent || frame.factorDue) && (
            <>
              {frame.unsent && <UnsentBanner unsent={frame.unsent} />}
              {frame.factorDue && <FactorBanner due={frame.factorDue} />}
            </>
          )
        )
      }
    >
      {children}
    </PageShell>
  )
}
