/**
 * Every bound within which a visitor's file is taken in and read. Each name says its unit; the line above it, its
 * reason.
 */

const MIB = 1024 * 1024

/** What one reading may use up before its process is ended. */
export interface ReadingLimits {
  /** Milliseconds from the reader's start to its end. */
  milliseconds: number
  /** Megabytes of JavaScript objects. */
  heapMegabytes: number
  /** Megabytes of all memory: pictures and inflated parts lie outside the heap. */
  residentMegabytes: number
  /** Seconds of processor: ends a reader whose site was killed, so that none spins on alone. */
  processorSeconds: number
}

/** A lane keeps quick readings (pictures, bank files) from waiting behind long ones (sheets, printed lists). */
export type Lane = 'quick' | 'long'

/** Readings at a time in one process of the site: a second association is served while a first one's file is read. */
export const PLACES: Record<Lane, number> = { quick: 2, long: 2 }
/** Readings of one association that wait in a lane; more come from a script, not from people. */
export const WAITING_PER_OWNER = 20
/** Milliseconds in the queue: with a reading's own time still under the thirty seconds a person waits for an answer. */
export const WAIT_MILLISECONDS = 8_000
/** Milliseconds between two looks at a reader's memory: it may take some hundred megabytes in that time, no more. */
export const MEMORY_LOOK_MILLISECONDS = 100
/**
 * How far readers stand back (`nice`): a tenth of a page's share of a busy processor, so that pages keep their pace.
 */
export const READER_NICENESS = 10
/** Megabytes of a reader's young generation: cells are soon garbage, and a fifth of a reading was moving them about. */
export const READER_YOUNG_MEGABYTES = 16
/** Lines that a bank's reader sends at a time. */
export const PIECE_LINES = 500
/** Characters of a table's lines written, and stored, at a time: 250, 500 or 2,000 lines made no clear difference. */
export const PIECE_CHARACTERS = 120_000

export const READING: Record<Lane | 'command', ReadingLimits> = {
  // An allowance for forty million pixels of PNG, not a measured need.
  quick: { milliseconds: 8_000, heapMegabytes: 128, residentMegabytes: 512, processorSeconds: 20 },
  // An allowance for a school's 80,000 lines: reading 20,000 took one second here.
  long: { milliseconds: 20_000, heapMegabytes: 384, residentMegabytes: 768, processorSeconds: 60 },
  // Nobody waits for a page: an operator's own file.
  command: { milliseconds: 300_000, heapMegabytes: 512, residentMegabytes: 1_024, processorSeconds: 600 },
}

/** Parts of a form: the widest of ours has forty fields. */
export const FORM_PARTS = 200
/** Bytes of the lines above a part of a form: a name, a file's name, a type. */
export const FORM_HEAD_BYTES = 8 * 1024
/** Bytes of all fields of a form that are no files. */
export const FORM_FIELD_BYTES = 256 * 1024

/** Pixels that a picture may say it has: telephones take forty million at most where they are not asked for more. */
export const PICTURE_PIXELS = 40_000_000
/** Pixels of one side: longer strips are no photos, and each line is held whole. */
export const PICTURE_SIDE_PIXELS = 16_384
/** Blocks before a JPEG's size: cameras write some dozens. */
export const PICTURE_BLOCKS = 1_000

/** Characters of one line of a bank's file: label and reference are some hundreds. */
export const BANK_LINE_CHARACTERS = 20_000

/** Bounds of a table, whatever file it comes in. */
export interface TableLimits {
  /** Bytes of the file itself. */
  fileBytes: number
  /** Bytes of all parts of a workbook together, once inflated. */
  inflatedBytes: number
  /** Inflated ÷ stored size from which a part above 4 MiB is a bomb; honest sheets stay under 60. */
  inflationRatio: number
  /** Parts of a workbook; one of a hundred sheets has four hundred. */
  zipParts: number
  /** Bytes of the parts that are held in memory whole (styles, workbook, relations). */
  wholePartBytes: number
  /** Bytes of the table of shared texts, which is held in memory. */
  sharedTextBytes: number
  /** Texts in that table: as many as lines may hold between them where no two are alike. */
  sharedTexts: number
  /** Elements of a part within one another; a sheet's are six. */
  xmlDepth: number
  /** Characters of one tag: the longest honest one names twenty namespaces. */
  xmlTagCharacters: number
  /** Elements of a part of which whatever size is honest. */
  xmlElements: number
  /** Elements for each stored byte of a larger part; a column of one repeated value has two. */
  xmlElementsPerByte: number
  /** Cells of one line, empty ones too: as many as the widest sheet has. */
  lineCells: number
  /** Lines that hold anything. */
  rows: number
  columns: number
  /** Characters of one line, whatever its cells hold: separators, quotes, or one shared text again and again. */
  rowLength: number
  /** Characters of all lines, which the base keeps: a school's 80,000 lines of 22 columns have 25 million. */
  tableCharacters: number
  /** Cells of all lines, empty ones too, which the base keeps as well: 100,000 lines of 60 have six million. */
  tableCells: number
  /** Bytes of a printed list. */
  pdfBytes: number
  /** Objects of a printed list; ten for each page are usual. */
  pdfObjects: number
  /** Arrays and dictionaries of a printed list within one another; honest ones have ten. */
  pdfDepth: number
  /** Bytes of one stream of a printed list, once inflated: a page's text is some kilobytes. */
  pdfStreamBytes: number
  pages: number
  /** Texts placed on one page: a word each, and no page has twenty thousand. */
  pageTexts: number
}

export const TABLE_LIMITS: TableLimits = {
  fileBytes: 60 * MIB,
  inflatedBytes: 400 * MIB,
  inflationRatio: 150,
  zipParts: 2_000,
  wholePartBytes: 8 * MIB,
  sharedTextBytes: 96 * MIB,
  sharedTexts: 3_000_000,
  xmlDepth: 32,
  xmlTagCharacters: 16_384,
  xmlElements: 1_000_000,
  xmlElementsPerByte: 15,
  lineCells: 16_384,
  rows: 500_000,
  columns: 400,
  rowLength: 100_000,
  tableCharacters: 64_000_000,
  tableCells: 12_000_000,
  pdfBytes: 20 * MIB,
  pdfObjects: 200_000,
  pdfDepth: 64,
  pdfStreamBytes: 64 * MIB,
  pages: 1_000,
  pageTexts: 20_000,
}
