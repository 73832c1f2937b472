/** The day it is, as `YYYY-MM-DD` in UTC; exceptions expire by it. */
export interface Clock {
  today(): string;
}
