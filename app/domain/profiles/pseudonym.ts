/** Names under which profiles are shown: drawn by lot, so that they tell nothing of anybody (C16). */
import { randomInt } from 'node:crypto'

const WORDS = (
  'Acacia Alizé Amarante Aubépine Bouleau Boussole Cèdre Chamois Citronnier Clairière Comète Coquelicot Cormoran Cyprès ' +
  'Érable Estuaire Falaise Faucon Frêne Genêt Glacier Glycine Grive Héron Hêtre Houx Iris Jonquille Lagon Lavande Lilas ' +
  'Loriot Lynx Martinet Mélèze Mésange Mistral Noisetier Océan Olivier Orme Pivoine Prairie Rivière Roseau Séquoia Silex ' +
  'Tilleul Torrent Tramontane Vallon Verveine'
).split(' ')

/** @returns such as « Mélèze 483920 »: a word and six digits */
export const drawPseudonym = (): string => `${WORDS[randomInt(WORDS.length)]} ${randomInt(100_000, 1_000_000)}`
