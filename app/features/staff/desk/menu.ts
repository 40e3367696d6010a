/** The menu of the administration, out of what features announce, in six groups at most (look.md, "Admin"). */
import BadgeCheck from 'lucide-react/icons/badge-check'
import Briefcase from 'lucide-react/icons/briefcase'
import Building2 from 'lucide-react/icons/building-2'
import CalendarDays from 'lucide-react/icons/calendar-days'
import Download from 'lucide-react/icons/download'
import Eye from 'lucide-react/icons/eye'
import Flag from 'lucide-react/icons/flag'
import Glasses from 'lucide-react/icons/glasses'
import History from 'lucide-react/icons/history'
import Hourglass from 'lucide-react/icons/hourglass'
import Landmark from 'lucide-react/icons/landmark'
import ListChecks from 'lucide-react/icons/list-checks'
import Lock from 'lucide-react/icons/lock'
import MailPlus from 'lucide-react/icons/mail-plus'
import Merge from 'lucide-react/icons/merge'
import MessageSquareText from 'lucide-react/icons/message-square-text'
import Newspaper from 'lucide-react/icons/newspaper'
import ScrollText from 'lucide-react/icons/scroll-text'
import Settings from 'lucide-react/icons/settings'
import Upload from 'lucide-react/icons/upload'
import UserCheck from 'lucide-react/icons/user-check'
import UserX from 'lucide-react/icons/user-x'
import Users from 'lucide-react/icons/users'
import UsersRound from 'lucide-react/icons/users-round'
import Wallet from 'lucide-react/icons/wallet'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { MenuEntry } from '#app/context/announcement.ts'
import { countText } from '#app/i18n/format.ts'
import type { NavGroup } from '#app/ui/nav.tsx'
import { MENU_GROUPS, type MenuIcon } from '#app/vocabulary/admin-menu.ts'

const ICONS: Record<MenuIcon, NonNullable<NavGroup['items'][number]['icon']>> = {
  ...{ 'badge-check': BadgeCheck, building: Building2, download: Download, eye: Eye, flag: Flag, glasses: Glasses },
  ...{ history: History, hourglass: Hourglass, 'list-checks': ListChecks, 'mail-plus': MailPlus, merge: Merge },
  ...{ briefcase: Briefcase, landmark: Landmark, lock: Lock, settings: Settings },
  ...{
    'message-square-text': MessageSquareText,
    'users-round': UsersRound,
    newspaper: Newspaper,
    calendar: CalendarDays,
  },
  ...{ scroll: ScrollText, upload: Upload, 'user-check': UserCheck, 'user-x': UserX, users: Users, wallet: Wallet },
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)

/** The page of the menu that is open, or the closest one above it: `/admin/paiements/banque` has a line too. */
function openPage(path: string, entries: readonly MenuEntry[]): string {
  const pages = entries.flatMap(({ to, also = [] }) => [to, ...also])
  const above = pages.filter((to) => path === to || (to !== href.admin && path.startsWith(`${to}/`)))
  return above.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

/**
 * @returns the menu's groups in the page's language, and the words of the page that is open.
 * @param entries lines that the viewer's tasks open, in their order
 * @param waiting what waits for the viewer, by the address of the page that deals with it
 */
export function useAdminMenu(
  path: string,
  entries: readonly MenuEntry[],
  waiting: Readonly<Record<string, number>>,
): { groups: NavGroup[]; current: string } {
  const { t, i18n } = useTranslation('admin')
  const at = openPage(path, entries)
  const countOf = (count: number) =>
    count > 0 ? { count: countText(count, i18n.language), countLabel: t('menu.waiting', { count }) } : {}
  const groups = MENU_GROUPS.map((group) => ({
    title: t(`menu.${group}.title`),
    items: entries
      .filter((entry) => entry.group === group)
      .map(({ id, to, icon, also = [] }) => ({
        ...{ to, icon: ICONS[icon], text: t(`menu.${group}.${id}`) },
        ...countOf(sum([to, ...also].map((page) => waiting[page] ?? 0))),
        current: [to, ...also].includes(at),
      })),
  })).filter(({ items }) => items.length > 0)
  const current = groups.flatMap(({ items }) => items).find((item) => item.current)?.text
  return { groups, current: current ?? t('menu.start.home') }
}
