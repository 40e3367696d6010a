/** Figures of an association (S16), and those that its members are shown unless its file says otherwise. */
export const FIGURES = ['country', 'region', 'sector', 'position', 'diploma', 'promotion', 'dues', 'life'] as const
export type Figure = (typeof FIGURES)[number]

export const MEMBERS_FIGURES: readonly Figure[] = ['country', 'region', 'sector', 'position', 'diploma', 'promotion']
