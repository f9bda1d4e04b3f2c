/** [end of the ELM URI, English label of ELM, Lithuanian label]. */
export type ElmRow = readonly [suffix: string, en: string, lt: string];

/** [English, Lithuanian]. */
export type OwnRow = readonly [en: string, lt: string];
