// [impl->dsn~lamp-switch~2]
export function lampAfter(lit: boolean, pressedMilliseconds: number): boolean {
  return pressedMilliseconds > 20 ? !lit : lit;
}
