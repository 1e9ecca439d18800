/** A sentence to find entities in, with some of the text around it, in which nothing is to be found. */
export interface NerInput {
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
  /** Of the section that contains it. */
  readonly heading?: string;
}
