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
import MessageSquareText from 'lucide-react/icons/message-square-text'
import ScrollText from 'lucide-react/icons/scroll-text'
import Upload from 'lucide-react/icons/upload'
import UserCheck from 'lucide-react/icons/user-check'
import UserX from 'lucide-react/icons/user-x'
import Users from 'lucide-react/icons/users'
import UsersRound from 'lucide-react/icons/users-round'
import Wallet from 'lucide-react/icons/wallet'
import { useTranslation } from 'react-i18next'
import type { NavGroup } from '#app/ui/nav.tsx'
import type { Action } from '#app/vocabulary/actions.ts'

/** The list of people leads to records, accounts and dues, and to actions on many. */
const MEMBERS_NEED = ['people', 'accounts', 'bulk', 'keep-books'] as const

interface Item {
  id: string
  to: string
  icon: NavGroup['items'][number]['icon']
  /** Another page under the same heading. */
  also?: string
  /** One of these opens it; absent: any task of the staff. */
  needs?: readonly Action[]
}

const GROUPS: readonly { id: string; items: readonly Item[] }[] = [
  {
    id: 'start',
    items: [
      { id: 'home', to: '/admin', icon: ListChecks },
      { id: 'queue', to: '/admin/a-traiter', icon: UserCheck, needs: ['requests'] },
    ],
  },
  {
    id: 'people',
    items: [
      { id: 'members', to: '/admin/membres', icon: Users, also: '/admin/actions', needs: MEMBERS_NEED },
      { id: 'invitations', to: '/admin/invitations', icon: MailPlus, needs: ['accounts'] },
      { id: 'team', to: '/admin/equipe', icon: BadgeCheck, needs: ['team', 'roles'] },
      { id: 'reports', to: '/admin/signalements', icon: Flag, needs: ['moderation'] },
      { id: 'things', to: '/admin/publications', icon: MessageSquareText, needs: ['moderation'] },
      { id: 'groups', to: '/admin/groupes', icon: UsersRound, needs: ['groups'] },
      { id: 'duplicates', to: '/admin/doublons', icon: Merge, needs: ['people'] },
      { id: 'seeAs', to: '/admin/voir-comme', icon: Glasses, needs: ['see-as'] },
    ],
  },
  {
    id: 'partners',
    items: [{ id: 'organisations', to: '/admin/organisations', icon: Building2, needs: ['organisations'] }],
  },
  {
    id: 'money',
    items: [{ id: 'overview', to: '/admin/paiements', icon: Wallet, needs: ['keep-books'] }],
  },
  {
    id: 'data',
    items: [
      { id: 'imports', to: '/admin/imports', icon: Upload, needs: ['imports'] },
      { id: 'exports', to: '/admin/exports', icon: Download, needs: ['extract'] },
    ],
  },
  {
    id: 'rules',
    items: [
      { id: 'matrix', to: '/admin/regles', icon: Eye, needs: ['rules'] },
      { id: 'log', to: '/admin/journal', icon: ScrollText, needs: ['audit'] },
      { id: 'versions', to: '/admin/versions', icon: History, needs: ['rules'] },
      { id: 'retention', to: '/admin/conservation', icon: Hourglass, needs: ['privacy-desk'] },
      { id: 'erasures', to: '/admin/suppressions', icon: UserX, needs: ['privacy-desk'] },
    ],
  },
]

/**
 * @returns the menu's groups in the page's language, and the words of the page that is open.
 * @param held the viewer's tasks
 */
export function useAdminMenu(path: string, held: readonly Action[]): { groups: NavGroup[]; current: string } {
  const { t } = useTranslation('admin')
  const isAt = (to: string) => (to === '/admin' ? path === to : path === to || path.startsWith(`${to}/`))
  const all = GROUPS.map(({ id, items }) => ({
    title: t(`menu.${id}.title`),
    items: items
      .filter(({ needs }) => !needs || needs.some((action) => held.includes(action)))
      .map((item) => ({
        ...{ to: item.to, icon: item.icon, text: t(`menu.${id}.${item.id}`) },
        current: isAt(item.to) || (item.also !== undefined && isAt(item.also)),
      })),
  }))
  const groups = all.filter(({ items }) => items.length > 0)
  const current = groups.flatMap(({ items }) => items).find((item) => item.current)?.text
  return { groups, current: current ?? t('menu.start.home') }
}
