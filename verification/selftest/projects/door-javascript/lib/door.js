/** @implements SW-DOOR-1 */
export function isOpen(first, second) {
  return first || second;
}

/** @implements SW-DOOR-2, SW-DOOR-7 */
export function isTaxi(knots) {
  return knots >= 1 && knots <= 40;
}

/** @implements SW-DOOR-3 */
export const buzzer = () => 2400;

export function serviceMode() {
  return true;
}
