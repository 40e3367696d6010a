/** Words of the administration's menu: its groups in their order (look.md, "Admin"), and the icons that stand in it. */
export const MENU_GROUPS = ['start', 'people', 'communication', 'career', 'money', 'data'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

export const MENU_ICONS = [
  ...([
    'badge-check',
    'briefcase',
    'building',
    'calendar',
    'download',
    'eye',
    'flag',
    'glasses',
    'history',
    'hourglass',
    'landmark',
    'list-checks',
    'lock',
  ] as const),
  ...([
    'mail-plus',
    'merge',
    'message-square-text',
    'newspaper',
    'scroll',
    'settings',
    'upload',
    'user-check',
    'user-x',
    'users',
    'users-round',
    'wallet',
  ] as const),
] as const
export type MenuIcon = (typeof MENU_ICONS)[number]
