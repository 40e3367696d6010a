/** The menu of the administration: what stands where, in six groups at most (look.md, "Admin"). */
import BadgeCheck from 'lucide-react/icons/badge-check'
import Building2 from 'lucide-react/icons/building-2'
import Download from 'lucide-react/icons/download'
import Eye from 'lucide-react/icons/eye'
import Flag from 'lucide-react/icons/flag'
import Glasses from 'lucide-react/icons/glasses'
import History from 'lucide-react/icons/history'
import Hourglass from 'lucide-react/icons/hourglass'
import ListChecks from 'lucide-react/icons/list-checks'
import MailPlus from 'lucide-react/icons/mail-plus'
import Merge from 'lucide-react/icons/merge'
import ScrollText from 'lucide-react/icons/scroll-text'
import Upload from 'lucide-react/icons/upload'
import UserCheck from 'lucide-react/icons/user-check'
import UserX from 'lucide-react/icons/user-x'
import Users from 'lucide-react/icons/users'
import Wallet from 'lucide-react/icons/wallet'
import { useTranslation } from 'react-i18next'
import type { NavGroup } from '#app/ui/nav.tsx'

/** What the viewer may open of it, as the layout's loader says. */
export interface AdminMenuFacts {
  extracts: boolean
  keepsBooks: boolean
}

const GROUPS = [
  {
    id: 'start',
    items: [
      { id: 'home', to: '/admin', icon: ListChecks },
      { id: 'queue', to: '/admin/a-traiter', icon: UserCheck },
    ],
  },
  {
    id: 'people',
    items: [
      { id: 'members', to: '/admin/membres', icon: Users, also: '/admin/actions' },
      { id: 'invitations', to: '/admin/invitations', icon: MailPlus },
      { id: 'team', to: '/admin/equipe', icon: BadgeCheck },
      { id: 'reports', to: '/admin/signalements', icon: Flag },
      { id: 'duplicates', to: '/admin/doublons', icon: Merge },
      { id: 'seeAs', to: '/admin/voir-comme', icon: Glasses },
    ],
  },
  { id: 'partners', items: [{ id: 'organisations', to: '/admin/organisations', icon: Building2 }] },
  {
    id: 'money',
    items: [{ id: 'overview', to: '/admin/paiements', icon: Wallet, needs: 'keepsBooks' }],
  },
  {
    id: 'data',
    items: [
      { id: 'imports', to: '/admin/imports', icon: Upload },
      { id: 'exports', to: '/admin/exports', icon: Download, needs: 'extracts' },
    ],
  },
  {
    id: 'rules',
    items: [
      { id: 'matrix', to: '/admin/regles', icon: Eye },
      { id: 'log', to: '/admin/journal', icon: ScrollText },
      { id: 'versions', to: '/admin/versions', icon: History },
      { id: 'retention', to: '/admin/conservation', icon: Hourglass },
      { id: 'erasures', to: '/admin/suppressions', icon: UserX },
    ],
  },
] as const

/** @returns the menu's groups in the page's language, and the words of the page that is open. */
export function useAdminMenu(path: string, facts: AdminMenuFacts): { groups: NavGroup[]; current: string } {
  const { t } = useTranslation('admin')
  const isAt = (to: string) => (to === '/admin' ? path === to : path === to || path.startsWith(`${to}/`))
  const groups = GROUPS.map(({ id, items }) => ({
    title: t(`menu.${id}.title`),
    items: items
      .filter((item) => !('needs' in item) || facts[item.needs])
      .map((item) => ({
        ...{ to: item.to, icon: item.icon, text: t(`menu.${id}.${item.id}`) },
        current: isAt(item.to) || ('also' in item && isAt(item.also)),
      })),
  }))
  const current = groups.flatMap(({ items }) => items).find((item) => item.current)?.text
  return { groups, current: current ?? t('menu.start.home') }
}
