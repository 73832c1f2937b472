#ifndef GUARD_H
#define GUARD_H
/* Included by two translation units, so that both hold a copy of the function. */
static inline int within(int value, int low, int high)
{
  return value >= low && value <= high ? 1 : -1;
}
#define BOTH(a, b) ((a) && (b))
#endif
