/** Points in time that a date field can hold. */
export interface DateRange {
  readonly from: Date;
  readonly to: Date;
}

/** What an adapter, or its database, is not made for. What is left out here has to work. */
export interface AdapterCapabilities {
  /** `false`: `transaction` runs its calls one by one, without roll-back. @default true */
  readonly transactions?: boolean | undefined;
  /** `false`: ids cannot be numbers that the database counts up (`generateId: "serial"`). @default true */
  readonly numericIds?: boolean | undefined;
  /** `false`: what points at a row that is deleted stays. @default true */
  readonly cascades?: boolean | undefined;
  /**
   * `false`: `incrementOne` is the factory's fallback, which gives up after five attempts. What is counted is counted
   * once all the same. @default true
   */
  readonly atomicCounters?: boolean | undefined;
  /** The dates that a date field can hold; others have to be refused. @default the years 1 to 9999 */
  readonly dates?: DateRange | undefined;
  /**
   * `true`: every call of `open` makes its tables in the same place, so that what was opened before is gone.
   * @default false
   */
  readonly isOnePlace?: boolean | undefined;
}

/** What the suite leaves out for an adapter, and asks instead. */
export function leftOut(capabilities: AdapterCapabilities): readonly string[] {
  const { transactions, numericIds, cascades, atomicCounters, dates } = capabilities;
  return [
    ...(transactions === false ? ["roll-back (transactions: false)"] : []),
    ...(numericIds === false ? ["serial ids, which have to be refused (numericIds: false)"] : []),
    ...(cascades === false ? ["deletion of what points at a row (cascades: false)"] : []),
    ...(atomicCounters === false ? ["counting without contention (atomicCounters: false)"] : []),
    ...(dates ? [`dates before ${dates.from.toISOString()} and after ${dates.to.toISOString()} (dates)`] : []),
  ];
}
