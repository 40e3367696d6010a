/** What the frame leads to, as lines with their words: the same for its menus, its bar and the page « Plus ». */
import Bell from 'lucide-react/icons/bell'
import Building2 from 'lucide-react/icons/building-2'
import CalendarDays from 'lucide-react/icons/calendar-days'
import House from 'lucide-react/icons/house'
import ListChecks from 'lucide-react/icons/list-checks'
import Mail from 'lucide-react/icons/mail'
import MenuIcon from 'lucide-react/icons/menu'
import Search from 'lucide-react/icons/search'
import UsersRound from 'lucide-react/icons/users-round'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { NavItem } from '#app/ui/nav.tsx'
import type { SwitchFormProps } from '#app/ui/switch-form.tsx'
import type { MenuId, PlaceId } from '#app/vocabulary/places.ts'
import type { Frame } from './frame.server.ts'

/** Of places that may stand in a phone's bar. Every page loads these: a further one has to be worth its weight. */
const ICONS: Partial<Record<PlaceId | MenuId, NonNullable<NavItem['icon']>>> = {
  ...{
    home: House,
    overview: House,
    directory: Search,
    profiles: Search,
    shared: Search,
    groups: UsersRound,
    library: UsersRound,
    agenda: CalendarDays,
  },
  ...{ page: Building2, schoolPage: Building2, team: UsersRound },
  ...{ news: ListChecks, ownOffers: ListChecks },
}

const TOOLS = { admin: href.admin, search: href.directory, messages: href.messages, notices: href.notices } as const
const PAYS = { dues: href.dues, pass: href.directoryPass, receipts: href.receipts } as const

/** Where the page is that the frame stands around. */
export interface At {
  pathname: string
  /** What a choice of language comes back to. */
  here: string
}

const isAt = ({ pathname }: At, to: string) => pathname === to || (to !== href.home && pathname.startsWith(`${to}/`))

/** Every address that the frame marks when one is there, or below it. */
export const marked = ({ menu, places }: Pick<Frame, 'menu' | 'places'>): string[] => [
  ...[...menu, ...(places ?? [])].flatMap(({ to, tabs }) => [to, ...tabs.map((tab) => tab.to)]),
  ...Object.values(TOOLS),
  href.more,
]

/** @returns the words of the main navigation */
export function placesAt(at: At, { menu }: Pick<Frame, 'menu'>): NavItem[] {
  return menu.map(({ id, to, tabs, text }) => ({
    ...{ to, text, ...(ICONS[id] ? { icon: ICONS[id] } : {}) },
    current: [to, ...tabs.map((tab) => tab.to)].some((one) => isAt(at, one)),
  }))
}

/** @returns the pages beside this one under the same word; none where it stands alone */
export function siblingsAt(
  { pathname }: At,
  { menu }: Pick<Frame, 'menu'>,
): { label: string; tabs: NavItem[] } | undefined {
  const place = menu.find(({ tabs }) => tabs.length > 1 && tabs.some(({ to }) => to === pathname))
  if (!place) return undefined
  const tabs = place.tabs.map(({ to, text }) => ({ to, text, current: to === pathname }))
  return { label: place.text, tabs }
}

/** Counting stops here: `MOST_UNREAD` of context/unread.ts. */
const MOST = 100
const counted = (n: number): string => (n < MOST ? String(n) : `${MOST - 1}+`)

/** @returns what stands apart from the words: search, letters and notices with what is unread, the administration */
export function useTool({ pathname }: At, { tools, unread, notices }: Pick<Frame, 'tools' | 'unread' | 'notices'>) {
  const { t } = useTranslation()
  const icons = { admin: ListChecks, search: Search, messages: Mail, notices: Bell }
  return (id: Frame['tools'][number]): NavItem | undefined =>
    tools.includes(id)
      ? {
          ...{ to: TOOLS[id], text: t(`shell.${id}`), icon: icons[id] },
          ...(id === 'messages' && unread > 0
            ? { count: counted(unread), countLabel: t('shell.unread', { count: unread }) }
            : {}),
          ...(id === 'notices' && notices > 0
            ? {
                count: counted(notices),
                countLabel: t('shell.unreadNotices', { count: notices }),
              }
            : {}),
          current: pathname === TOOLS[id] || pathname.startsWith(`${TOOLS[id]}/`),
        }
      : undefined
}

/** Beside « Plus », on a phone. */
const BAR_PLACES = 3

/** @returns the bar at the bottom of a phone's screen: three places, letters, and the page of all the others */
export function useBar(at: At, frame: Frame): NavItem[] {
  const { t } = useTranslation()
  const places = placesAt(at, { menu: frame.places ?? frame.menu })
  const tool = useTool(at, frame)
  if (!frame.account) return []
  const [admin, messages] = [tool('admin'), tool('messages')]
  const desk = admin ? [{ ...admin, text: t('shell.todo') }] : []
  const first = [...places.slice(0, 2), ...desk, ...places.slice(2)].slice(0, BAR_PLACES)
  const more = { to: href.more, text: t('shell.more'), icon: MenuIcon, current: at.pathname === href.more }
  return [...first, ...(messages ? [messages] : []), ...(frame.standIn ? [] : [more])]
}

/** @returns the lines of the account's menu */
export function useAccountItems({ account, pays }: Pick<Frame, 'account' | 'pays'>): NavItem[] {
  const { t } = useTranslation()
  if (!account) return []
  return [
    ...(account.handle
      ? [
          { to: href.profile(account.handle), text: t('shell.myProfile') },
          { to: href.contacts, text: t('shell.contacts') },
        ]
      : []),
    ...pays.map((one) => ({ to: PAYS[one], text: t(`shell.${one}`) })),
    account.handle ? { to: href.settings, text: t('shell.settings') } : { to: href.myData, text: t('shell.myData') },
    { to: href.security, text: t('shell.security') },
  ]
}

/** @returns the choices of language and of light or dark, which the page posts and comes back from */
export function useSwitches({ here }: At, shade: Frame['shade']): SwitchFormProps[] {
  const { t, i18n } = useTranslation()
  const shared = { action: href.display, redirectTo: here }
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
      options: ['auto', 'light', 'dark'].map((value) => ({ value, text: t(`shell.${value}`) })),
    },
  ]
}
