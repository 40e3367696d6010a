/**
 * In place of i18next in browsers (remix.config.js): all that react-i18next takes from it, for a way of writing keys we
 * do not use.
 */
export const keyFromSelector = String
