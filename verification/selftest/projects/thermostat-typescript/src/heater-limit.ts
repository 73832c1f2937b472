/** Switches the heater off. */
export class HeaterLimit {
  /** @implements LLR-THM-003 */
  allows(celsius: number): boolean {
    return celsius <= 40;
  }
}
